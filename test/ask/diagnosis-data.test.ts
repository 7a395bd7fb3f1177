import { expect, it } from 'vitest';
import { diagnosisData } from '../../src/ask/diagnosis-data.ts';
import { aDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { NOW } from '../given.ts';

it('has the catalogue’s ids, and names the permission that is missing', () => {
  expect(diagnosisData(aDiagnosis())).toMatchObject({
    verdict: 'confirmed',
    rootCause: 'drift-command-changed',
    mechanism: 'hc-path-mismatch',
    revision: 'web:15',
    ruledOut: [{ id: 'nacl-blocked', because: 'the load balancer got an answer' }, { id: 'no-public-ip' }],
    workedBefore: { revision: 'web:14', at: NOW, stillServes: true, line: { text: 'GET /health 200' } },
    notChecked: [{ what: 'log lines', permission: 'logs:FilterLogEvents' }],
  });
});

it('says null where nothing is wrong, and keeps every part', () => {
  const well = aDiagnosis({
    verdict: 'healthy',
    rootCause: undefined,
    mechanism: undefined,
    drift: undefined,
    differences: undefined,
    workedBefore: undefined,
    firstFailedAt: undefined,
    ruledOut: [],
  });
  expect(JSON.parse(JSON.stringify(diagnosisData(well)))).toMatchObject({
    rootCause: null,
    mechanism: null,
    contributing: [],
    likely: [],
    ruledOut: [],
    workedBefore: null,
    evidence: [{}],
    next: [expect.any(String), expect.any(String)],
  });
});

it('knows no mechanism where a change is all there is to go by', () => {
  const cause = { id: 'drift-image-changed', title: 'T', says: 's', remedy: 'r', because: [] };
  expect(
    diagnosisData(aDiagnosis({ verdict: 'likely', rootCause: cause.id, mechanism: cause })),
  ).toMatchObject({ rootCause: 'drift-image-changed', mechanism: null });
});
