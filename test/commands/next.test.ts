import { describe } from 'vitest';
import { next } from '../../src/commands/next.ts';
import { itsExamplesWork, itsRoles } from './given-examples.ts';

describe('next', () => {
  itsExamplesWork(next);
  itsRoles(next, { viewer: ['', 'list', '3', '#3', 'LIST'], operator: ['add x', 'done 1', 'remove 1'] });
});
