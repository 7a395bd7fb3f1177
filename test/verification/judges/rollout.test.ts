import { describe, expect, it } from 'vitest';
import { judgeRollout } from '../../../src/verification/judges/rollout.ts';
import type { WantedRevision } from '../../../src/verification/probe.ts';
import { aDeployment, aPastDeployment, aRevision, aTaskSet, denied, known } from '../../given.ts';
import { aRolling } from '../../given-checks.ts';
import { aLook } from './given-looked.ts';

const rolledBack = {
  history: known([aPastDeployment({ status: 'rollback-successful', revision: aRevision(15) })]),
};

function judged(revision: WantedRevision | undefined, given: Parameters<typeof aLook>[0]) {
  return judgeRollout({ kind: 'rollout-complete', service: 'web', revision }, aLook(given));
}

const revision = (number: number, family?: string): WantedRevision => ({ family, number });

describe('the rollout', () => {
  it.each([
    ['that is through', undefined, {}, 'verified', 'web serves web:14, the newest it was asked for'],
    ['of the named revision', revision(14), {}, 'verified', 'web serves web:14'],
    ['of the named family', revision(14, 'web'), {}, 'verified', 'web serves web:14'],
    ['of another family', revision(14, 'api'), {}, 'refuted', 'web serves web:14, not api:14'],
    ['of another revision', revision(15), {}, 'refuted', 'web serves web:14, not 15'],
    ['under way', undefined, { of: aRolling() }, 'unverifiable', 'the rollout of web:15 is in progress'],
    [
      'of the old one, while the new one comes',
      revision(14),
      { of: aRolling() },
      'unverifiable',
      'in progress',
    ],
    [
      'that stalls',
      undefined,
      { of: aRolling({ failedTasks: 4 }) },
      'refuted',
      'the rollout of web:15 is stalled',
    ],
    [
      'that failed',
      undefined,
      {
        of: {
          deployments: [aDeployment({ rolloutState: 'failed', rolloutReason: 'tasks failed to start' })],
        },
      },
      'refuted',
      'the rollout of web:14 failed: tasks failed to start',
    ],
    ['that was rolled back', undefined, rolledBack, 'refuted', 'web was rolled back from web:15 to web:14'],
    ['whose revision was rolled back', revision(15), rolledBack, 'refuted', 'web serves web:14, not 15'],
    ['to what it was rolled back to', revision(14), rolledBack, 'verified', 'web serves web:14'],
    [
      'of a task set',
      undefined,
      {
        of: { controller: 'code-deploy' as const, deployments: [], taskSets: [aTaskSet()] },
        history: undefined,
      },
      'verified',
      'web serves web:14',
    ],
    [
      'that ECS does not keep',
      revision(14),
      { of: { controller: 'external' as const, deployments: [] } },
      'unverifiable',
      'the rollout of web cannot be seen',
    ],
  ] as const)('%s: %3$s', (_, wanted, given, kind, reason) => {
    const verification = judged(wanted, given);
    expect(verification.kind).toBe(kind);
    expect(verification.reason).toContain(reason);
  });
});

it('without its history cannot be told from a rollback, unless a revision is named', () => {
  const blind = { history: denied('ecs:ListServiceDeployments') };
  expect(judged(undefined, blind)).toMatchObject({
    kind: 'unverifiable',
    permission: 'ecs:ListServiceDeployments',
  });
  expect(judged(undefined, { history: undefined }).kind).toBe('unverifiable');
  expect(judged(revision(14), blind).kind).toBe('verified');
});

it('shows what ECS says of each deployment, and the newest of the history', () => {
  const { evidence } = judged(undefined, rolledBack);
  expect(evidence.map(({ subject, value }) => `${subject}: ${value}`)).toEqual([
    'primary deployment of web: web:14 completed, 2 running',
    'running tasks of web: 2 of 2',
    'past deployment of web: web:15 rollback-successful',
  ]);
});
