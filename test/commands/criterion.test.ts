import { describe } from 'vitest';
import { criterion } from '../../src/commands/criterion.ts';
import { itsExamplesWork, itsRoles } from './given-examples.ts';

describe('criterion', () => {
  itsExamplesWork(criterion);
  itsRoles(criterion, { viewer: ['', 'list', '3', '#3', 'LIST'], operator: ['add x', 'done 1', 'reopen 1'] });
});
