import { describe } from 'vitest';
import { decision } from '../../src/commands/decision.ts';
import { itsExamplesWork, itsRoles } from './given-examples.ts';

describe('decision', () => {
  itsExamplesWork(decision);
  itsRoles(decision, {
    viewer: ['', 'list', '3', '#3', 'LIST'],
    operator: ['add x', 'edit 1 x', 'remove 1'],
  });
});
