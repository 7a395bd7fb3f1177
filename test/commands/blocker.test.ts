import { describe } from 'vitest';
import { blocker } from '../../src/commands/blocker.ts';
import { itsExamplesWork, itsRoles } from './given-examples.ts';

describe('blocker', () => {
  itsExamplesWork(blocker);
  itsRoles(blocker, {
    viewer: ['', 'list', '3', '#3', 'LIST'],
    operator: ['add x', 'clear 1', 'impact 1 x', 'nonsense'],
  });
});
