import { expect, it } from 'vitest';
import { knownExtras } from '../../src/ask/known-extras.ts';
import { NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { anOperation, anOperationTask } from '../given-operation.ts';

it('what nobody added here is as old as the operation, where no later file brought it', () => {
  const entries = ['came', 'later', 'added', 'owned'].map((id) => anOperationTask(id, { id }));
  const createdAt = new Date('2026-01-01T00:00:00Z');
  const added = { by: ANNA, at: NOW };
  const extras = {
    later: { firstSeenAt: NOW },
    added: { added },
    owned: { owner: 'U1' },
    'phase:1': { endedAt: NOW },
  };
  expect(knownExtras({ extras, createdAt }, anOperation({ entries }))).toEqual({
    came: { firstSeenAt: createdAt },
    later: { firstSeenAt: NOW },
    added: { added },
    owned: { owner: 'U1', firstSeenAt: createdAt },
    'phase:1': { endedAt: NOW },
  });
});
