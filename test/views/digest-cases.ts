import type { Digest, OperationDigest } from '../../src/digest/digest.ts';
import type { DigestAround } from '../../src/views/digest.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aDigest } from '../given-digest.ts';

/** A day of the story: something moved, something is in the way. */
export function anOperationDigest(given: Partial<OperationDigest> = {}): OperationDigest {
  return {
    id: 'op-1',
    name: 'Snail Trail',
    compared: true,
    numbers: {
      claimed: { words: '99% Complete', percent: 99, by: 9 },
      criteria: { done: 4, all: 10, by: 1 },
      verified: { done: 3, all: 10, by: -1 },
    },
    blocker: {
      title: 'Container Health Check Investigation',
      owner: 'U0456',
      sinceAt: minutesAgo(3 * 1440),
      others: 1,
    },
    changes: {
      done: [{ kind: 'task', title: 'Health Check Fix' }],
      added: [{ kind: 'finding', title: 'Root Cause' }],
      regressed: [{ kind: 'criterion', title: 'ALB integration confirmed working' }],
      removed: 2,
      phases: [{ title: 'phase 4 "Enhanced ML"', from: '90 %', to: '99 %' }],
    },
    contradictions: {
      fresh: [
        {
          key: 'k',
          check: 'c',
          why: '99 % is claimed while 4 of 10 criteria are met',
          statements: [
            { quote: '- [x] **Overall Progress**: 99% Complete <!-- id -->', line: 3 },
            { quote: '[ ] Tested', line: 168 },
          ],
          claims: 1,
        },
      ],
      standing: 3,
    },
    stale: [
      {
        kind: 'criterion',
        title: 'Security measures implemented',
        why: 'unproven',
        sinceAt: minutesAgo(9 * 1440),
      },
    ],
    next: [{ kind: 'next', title: 'Service Configuration Check' }],
    ...given,
  };
}

export function aWorkDay(given: Partial<Digest> = {}): Digest {
  const reason = '“Container Health Check Investigation” is in the way, and 1 more blocker';
  return aDigest({ operation: anOperationDigest(), verdict: { kind: 'blocked', reason }, ...given });
}

export function around(given: Partial<DigestAround> = {}): DigestAround {
  return {
    defaultEnv: 'prod-eu',
    depth: 'usual',
    names: { U0456: 'Alice Moreau' },
    course: [],
    lateFromAt: undefined,
    leftOut: [],
    nextAt: minutesAgo(-1440),
    now: NOW,
    ...given,
  };
}
