import { expect, it } from 'vitest';
import { redactedDiagnosis } from '../../src/ask/redacted-diagnosis.ts';
import { aDiagnosis } from '../diagnosis/given-diagnosis.ts';

const SECRET = 'hunter2';

it('makes a secret unreadable in every text that came from outside', () => {
  const proof = { source: 's', what: SECRET, value: SECRET, at: undefined };
  const cause = { id: 'a', title: 'A', says: SECRET, remedy: 'r', because: [proof] };
  const difference = {
    id: 'drift-command-changed',
    what: 'command of app',
    how: 'changed',
    before: SECRET,
    after: SECRET,
  } as const;
  const found = redactedDiagnosis(
    aDiagnosis({
      mechanism: cause,
      drift: difference,
      contributing: [cause],
      likely: [{ ...cause, settle: 's' }],
      ruledOut: [{ id: 'b', title: 'B', because: SECRET }],
      differences: [difference],
      evidence: [proof],
      unmatched: [proof],
      next: [SECRET],
    }),
    (text) => text.replaceAll(SECRET, '[redacted]'),
  );
  expect(JSON.stringify(found)).not.toContain(SECRET);
});

it('leaves the rest as it is', () => {
  expect(redactedDiagnosis(aDiagnosis(), (text) => text)).toEqual(aDiagnosis());
});
