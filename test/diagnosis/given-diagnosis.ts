import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts';
import type { KeptDiagnosis } from '../../src/diagnosis/kept.ts';
import { aRef, aRevision, denied, minutesAgo, NOW } from '../given.ts';

/** The diagnosis of a rollout whose command was changed. */
export function aDiagnosis(given: Partial<Diagnosis> = {}): Diagnosis {
  const proof = {
    source: 'elasticloadbalancing:DescribeTargetHealth',
    what: 'TargetHealth of 10.0.1.10:5000 in web-tg',
    value: 'unhealthy · codes: [404]',
    at: NOW,
  };
  return {
    ref: aRef(),
    verdict: 'confirmed',
    settling: false,
    revision: aRevision(15),
    rootCause: 'drift-command-changed',
    mechanism: {
      id: 'hc-path-mismatch',
      title: 'The path is not known',
      says: 'the health check asks GET /health and the program answers 404',
      remedy: 'serve it',
      because: [proof],
    },
    drift: {
      id: 'drift-command-changed',
      what: 'command of app',
      how: 'changed',
      before: 'node a.js',
      after: 'node b.js',
    },
    contributing: [],
    likely: [],
    ruledOut: [
      { id: 'nacl-blocked', title: 'A network ACL', because: 'the load balancer got an answer' },
      { id: 'no-public-ip', title: 'No public IP', because: 'the load balancer got an answer' },
    ],
    workedBefore: {
      revision: aRevision(14),
      at: 'now',
      line: { at: minutesAgo(2), task: 'a1b2c3d4e5', container: 'app', text: 'GET /health 200' },
    },
    firstFailedAt: minutesAgo(9),
    differences: [
      {
        id: 'drift-command-changed',
        what: 'command of app',
        how: 'changed',
        before: 'node a.js',
        after: 'node b.js',
      },
      {
        id: 'drift-env-changed',
        what: 'variable TOKEN of app',
        how: 'changed',
        before: undefined,
        after: undefined,
      },
    ],
    notChecked: [{ what: 'log lines', unknown: denied('logs:FilterLogEvents') }],
    evidence: [proof],
    unmatched: [],
    next: ['Undo the change', 'aws ecs update-service --cluster prod --service web --task-definition web:14'],
    looked: ['running tasks'],
    asOf: NOW,
    ...given,
  };
}

/** It as it was kept in #ops, where nobody but the one who asked has seen it. */
export function aKeptDiagnosis(given: Partial<KeptDiagnosis> = {}): KeptDiagnosis {
  return {
    id: 'diagnosis-1',
    diagnosis: aDiagnosis(),
    channel: 'C1',
    withheld: false,
    posts: [],
    superseded: undefined,
    ...given,
  };
}

/** The same service after it was mended. */
export function aHealthyDiagnosis(given: Partial<Diagnosis> = {}): Diagnosis {
  return aDiagnosis({
    verdict: 'healthy',
    revision: aRevision(16),
    rootCause: undefined,
    mechanism: undefined,
    drift: undefined,
    evidence: [],
    ruledOut: [],
    notChecked: [],
    workedBefore: undefined,
    firstFailedAt: undefined,
    differences: undefined,
    next: [],
    ...given,
  });
}
