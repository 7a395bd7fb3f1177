import { describe } from 'vitest';
import { phase } from '../../src/commands/phase.ts';
import { itsExamplesWork, itsRoles } from './given-examples.ts';

describe('phase', () => {
  itsExamplesWork(phase);
  itsRoles(phase, {
    viewer: ['', 'list', '4', '#4'],
    operator: ['start 4', 'done 4', 'focus 4 x', 'add x', 'nonsense'],
  });
});
