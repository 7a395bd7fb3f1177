import type { RefutedCriterion } from '../src/alerting/refuted-criterion.ts';
import type { CriterionThread } from '../src/alerting/thread.ts';
import type { CheckedCriterion } from '../src/verification/checked-criteria.ts';
import type { Standing } from '../src/verification/standing.ts';
import type { Evidence, Proof, Unverifiable } from '../src/verification/verification.ts';
import { minutesAgo, NOW } from './given.ts';
import { aCriterion } from './given-operation.ts';

/** One piece of proof, read now. */
export function aPiece(given: Partial<Evidence> = {}): Evidence {
  return {
    source: 'ecs:DescribeServices',
    subject: 'primary deployment of web',
    value: 'web:14 completed, 2 running',
    at: NOW,
    ...given,
  };
}

/** A probe has verified it, now. */
export function aProof(given: Partial<Proof> = {}): Proof {
  return {
    kind: 'verified',
    reason: 'web is steady: 2 of 2 tasks of web:14 run',
    evidence: [aPiece()],
    checkedAt: NOW,
    ...given,
  };
}

/** A probe has refuted it, now. */
export const REFUTED = aProof({ kind: 'refuted', reason: 'web serves web:14 while web:15 was asked for' });

/** A probe could not see. */
export function aHole(given: Partial<Unverifiable> = {}): Unverifiable {
  return {
    kind: 'unverifiable',
    reason: 'tasks of web unknown – needs ecs:ListTasks',
    permission: 'ecs:ListTasks',
    evidence: [],
    checkedAt: NOW,
    ...given,
  };
}

/** What is known of a criterion that was verified once, now. */
export function aStanding(given: Partial<Standing> = {}): Standing {
  return {
    criterion: 'criterion:web is steady',
    probe: 'service steady web',
    outcome: aProof(),
    lookedAt: NOW,
    sinceAt: NOW,
    seen: { kind: 'verified', times: 1 },
    verifiedAt: NOW,
    footings: [],
    told: false,
    version: 1,
    ...given,
  };
}

/** A criterion on line 164 whose probe has verified it. */
export function aChecked(given: Partial<CheckedCriterion> = {}): CheckedCriterion {
  const probe = 'service steady web';
  return {
    number: 1,
    criterion: aCriterion('Web is steady', { at: { line: 164, endLine: 164 }, probe }),
    bound: { kind: 'usable', text: probe, probe: { kind: 'service-steady', service: 'web' } },
    verification: aProof(),
    sinceAt: NOW,
    attested: undefined,
    stale: false,
    holds: (given.verification ?? aProof()).kind === 'verified' && given.stale !== true,
    ...given,
  };
}

/** A criterion that was verified until twenty minutes ago, and lost its tick two minutes ago. */
export function aRefuted(given: Partial<RefutedCriterion> = {}): RefutedCriterion {
  return {
    topic: 'criterion',
    state: 'refuted',
    operation: { id: 'op-1', name: 'Snail Trail' },
    number: 5,
    title: 'Revision 14 serves',
    line: 168,
    probe: 'rollout complete web 14',
    reason: 'web serves web:15 while web:14 was asked for',
    sources: ['ecs:DescribeServices'],
    verifiedAt: minutesAgo(20),
    sinceAt: minutesAgo(2),
    reopened: true,
    changes: [
      {
        words: 'deployment of web:15 to web: successful',
        source: 'ecs:ListServiceDeployments',
        at: minutesAgo(9),
      },
      { words: 'revision of web: web:14 became web:15', source: 'ecs:DescribeServices', at: undefined },
    ],
    endedAt: undefined,
    ...given,
  };
}

/** It, announced in a channel. */
export function aCriterionThread(about: Partial<RefutedCriterion> = {}): CriterionThread {
  const open = (about.state ?? 'refuted') === 'refuted';
  return { id: 'thread-9', channel: 'C1', key: 'criterion:op-1:1', open, version: 1, about: aRefuted(about) };
}
