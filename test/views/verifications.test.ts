import { describe, expect, it } from 'vitest';
import { type VerificationsFacts, verificationsMessage } from '../../src/views/verifications.ts';
import { IN_CHANNEL, minutesAgo, NOW } from '../given.ts';
import { BEN } from '../given-alerts.ts';
import { aCriterion } from '../given-operation.ts';
import { aChecked, aHole, aProof, REFUTED } from '../given-verifications.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { blocksFit, pressed, SNAIL } from './operation-cases.ts';

const ATTESTED = {
  kind: 'attested',
  by: BEN,
  checkedAt: minutesAgo(60),
  reason: 'ticked here',
  evidence: [],
} as const;

function list(given: Partial<VerificationsFacts> = {}) {
  return verificationsMessage({
    operation: SNAIL,
    criteria: [aChecked()],
    verified: { done: 1, all: 1, bound: 1 },
    all: 1,
    suggested: [],
    ran: 1,
    left: 0,
    page: 1,
    place: IN_CHANNEL,
    now: NOW,
    ...given,
  });
}

describe('what is known of criteria', () => {
  it('says of each why, where that was read, how old it is, which probe, and who ticked it', () => {
    const criteria = [
      aChecked({
        verification: aProof({ checkedAt: minutesAgo(2) }),
        sinceAt: minutesAgo(42),
        attested: ATTESTED,
      }),
      aChecked({ number: 2, verification: REFUTED }),
      aChecked({ number: 3, verification: aHole() }),
      aChecked({ number: 4, bound: undefined, verification: ATTESTED, attested: ATTESTED }),
    ];
    const verified = { done: 1, all: 4, bound: 3 };
    expect(list({ criteria, verified, all: 4, ran: 3 }).text).toBe(
      [
        'Snail Trail · verified 1/4 · 1 refuted · 1 unverifiable · 1 attested',
        '1 ✅ verified · Web is steady · web is steady: 2 of 2 tasks of web:14 run · ecs:DescribeServices 2 min ago · so since 4 Mar 02:18 UTC · probe service steady web · ticked here by Ben 1 h ago · line 164',
        '2 ❌ refuted · Web is steady · web serves web:14 while web:15 was asked for · ecs:DescribeServices just now · probe service steady web · line 164',
        '3 ❔ unverifiable · Web is steady · tasks of web unknown – needs ecs:ListTasks · just now · probe service steady web · line 164',
        '4 ✍️ attested · Web is steady · ticked here by Ben 1 h ago · line 164',
        '3 probes run now · raw proof: /snail evidence <n>',
      ].join('\n'),
    );
  });

  it('says of what was verified too long ago that it counts no more', () => {
    const { text } = list({
      criteria: [aChecked({ stale: true, verification: aProof({ checkedAt: minutesAgo(90) }) })],
      verified: { done: 0, all: 1, bound: 1, stale: 1 },
    });
    expect(text).toContain('verified 0/1 · 1 verified too long ago to count');
    expect(text).toContain('⏳ stale: ecs:DescribeServices 1 h 30 min ago');
  });

  it('names the permission that is missing where the reason does not', () => {
    const { text } = list({
      criteria: [aChecked({ verification: aHole({ reason: 'the tasks are not known' }) })],
    });
    expect(text).toContain('the tasks are not known · needs ecs:ListTasks');
  });

  it('offers what the others could be bound to, as it would be typed, and a form', () => {
    const message = list({
      suggested: [{ number: 6, probes: ['http 200 https://x.test/', 'service steady web'] }],
    });
    expect(message.text).toContain('\n• /snail criterion bind 6 http 200 https://x.test/\n');
    expect(message.text).not.toContain('bind 6 service');
    expect(pressed(message)).toEqual(['open-form [Bind a probe…] bind-probe op-1']);
  });

  it('shows many page by page, and fits what is long', () => {
    const long = 'w'.repeat(5000);
    const criteria = Array.from({ length: 45 }, (_, nth) =>
      aChecked({ number: nth + 1, criterion: aCriterion(long), verification: aProof({ reason: long }) }),
    );
    const message = list({ criteria, all: 45, page: 3 });
    expect(message.text).toMatch(/\n41 ✅[\s\S]*\n45 ✅[^\n]*\n1 probe run now · page 3 of 3/);
    blocksFit(message);
  });

  it('pings, links and breaks nothing', () => {
    const evidence = [{ source: HOSTILE, subject: HOSTILE, value: '', at: NOW }];
    const words = aChecked({
      criterion: aCriterion(HOSTILE),
      verification: aProof({ reason: HOSTILE, evidence }),
      attested: { ...ATTESTED, by: { id: 'U1', name: HOSTILE } },
      bound: undefined,
    });
    expect(offences(list({ criteria: [words] }))).toEqual([]);
    const probe = aChecked({ bound: { kind: 'broken', text: HOSTILE, why: '' } });
    expect(offences(list({ criteria: [probe], suggested: [{ number: 1, probes: [HOSTILE] }] }))).toEqual([]);
  });
});
