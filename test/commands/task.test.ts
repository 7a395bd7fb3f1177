import { describe } from 'vitest';
import { task } from '../../src/commands/task.ts';
import { itsExamplesWork, itsRoles } from './given-examples.ts';

describe('task', () => {
  itsExamplesWork(task);
  itsRoles(task, {
    viewer: ['', 'list', '3', '#3', 'LIST'],
    operator: ['add x', 'done 3', 'edit 3 x', 'remove 3', 'assign 3 me', 'nonsense'],
  });
});
