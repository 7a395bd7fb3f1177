import { describe } from 'vitest';
import { finding } from '../../src/commands/finding.ts';
import { itsExamplesWork, itsRoles } from './given-examples.ts';

describe('finding', () => {
  itsExamplesWork(finding);
  itsRoles(finding, {
    viewer: ['', 'list', '3', '#3', 'LIST'],
    operator: ['add x', 'confirm 1', 'refute 1'],
  });
});
