import { describe } from 'vitest';
import { contradictions } from '../../src/commands/contradictions.ts';
import { itsExamplesWork, itsRoles } from './given-examples.ts';

describe('contradictions', () => {
  itsExamplesWork(contradictions);
  itsRoles(contradictions, {
    viewer: ['', '--all', 'list'],
    operator: ['dismiss 1 x', 'DISMISS 1 x', 'restore 1'],
  });
});
