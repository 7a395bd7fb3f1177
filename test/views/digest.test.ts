import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../src/demo/slack/blocks/check.ts';
import {
  type DigestAround,
  digestMessage,
  digestReplies,
  wholeDigestMessage,
} from '../../src/views/digest.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { aRef, denied, minutesAgo, NOW } from '../given.ts';
import { aCard, anAlert } from '../given-alerts.ts';
import { aDigest, aServiceDigest } from '../given-digest.ts';
import { fits, HOSTILE, marked, offences } from './alert-cases.ts';
import { anOperationDigest, around, aWorkDay } from './digest-cases.ts';

const complaints = (blocks: readonly object[]) =>
  checkBlocks(
    blocks.map((block) => ({ ...block })),
    'message',
    '/blocks',
  );
/** Everything that comes from outside says it. */
const HOSTILE_DAY = aWorkDay({
  verdict: { kind: 'at-risk', reason: HOSTILE },
  operation: anOperationDigest({
    name: HOSTILE,
    numbers: { claimed: { words: HOSTILE }, criteria: { done: 0, all: 1 }, verified: undefined },
    blocker: { title: HOSTILE, owner: HOSTILE, sinceAt: undefined, others: 0 },
    changes: {
      done: [{ kind: 'task', title: HOSTILE }],
      added: [],
      regressed: [],
      removed: 0,
      phases: [{ title: HOSTILE, from: 'a', to: 'b' }],
    },
    contradictions: {
      fresh: [{ key: HOSTILE, check: 'c', why: HOSTILE, statements: [], claims: 0 }],
      standing: 1,
    },
    stale: [{ kind: 'blocker', title: HOSTILE, why: 'untouched', sinceAt: minutesAgo(20_000) }],
    next: [{ kind: 'next', title: HOSTILE }],
  }),
  services: {
    services: [HOSTILE, `${HOSTILE}2`].map((name) =>
      aServiceDigest({
        ref: aRef(name),
        key: name,
        word: 'failed',
        incidents: 1,
        unhealthyMs: 60_000,
        rollouts: [aCard()],
      }),
    ),
    ...{ incidents: 2, unhealthyMs: 120_000 },
  },
  alerts: [anAlert({ ref: aRef(HOSTILE), reason: HOSTILE })],
  gaps: [{ env: HOSTILE, subject: HOSTILE, unknown: denied(HOSTILE) }],
});

describe('what the channel sees', () => {
  it('is three lines: how it goes, the numbers, what is in the way', () => {
    expect(digestMessage(aWorkDay(), around()).text).toMatchInlineSnapshot(`
      "🔴 Blocked · Snail Trail · “Container Health Check Investigation” is in the way, and 1 more blocker
      claimed 99 % (▲9) · criteria 4/10 (▲1) · verified 3/10 (▼1)
      Top blocker: Container Health Check Investigation · Alice Moreau · for 3 d · and 1 more"
    `);
  });

  it('is about services and alerts where there is no operation', () => {
    const digest = aDigest({
      alerts: [anAlert()],
      verdict: { kind: 'at-risk', reason: '1 alert firing: web' },
    });
    expect(digestMessage(digest, around()).text).toMatchInlineSnapshot(`
      "🟠 At risk · 1 alert firing: web
      1 service: 1 healthy · no incident
      🔴 Firing: prod/web · for 1 min · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [503]"
    `);
  });

  it('is one line where nothing changed', () => {
    const { text } = digestMessage(aWorkDay({ unchanged: true }), around());
    expect(text).toBe(
      '🔴 Blocked · Snail Trail · “Container Health Check Investigation” is in the way, and 1 more blocker · nothing changed since 3 Mar 03:00 UTC',
    );
  });

  it('says that it is late, and what was left out before it', () => {
    const leftOut: DigestAround['leftOut'] = [
      {
        ...{ firstAt: minutesAgo(2880), lastAt: minutesAgo(1440), count: 2 },
        ...{ why: 'I was not running', part: 'digest' },
      },
      {
        ...{ firstAt: minutesAgo(720), lastAt: minutesAgo(720), count: 1 },
        ...{ why: 'Slack did not take it', part: 'digest' },
      },
      {
        ...{ firstAt: minutesAgo(600), lastAt: minutesAgo(600), count: 1 },
        ...{ why: 'Slack did not take it', part: 'thread' },
      },
    ];
    const { text, blocks } = digestMessage(aWorkDay(), around({ lateFromAt: minutesAgo(90), leftOut }));
    expect(text.split('\n').slice(-4)).toEqual([
      '⏰ Late: due 4 Mar 01:30 UTC, posted 4 Mar 03:00 UTC',
      '2 digests before this one left out (2 Mar 03:00 UTC to 3 Mar 03:00 UTC): I was not running',
      '1 digest before this one left out (3 Mar 15:00 UTC): Slack did not take it',
      'The thread of the digest before this one (3 Mar 17:00 UTC) is not complete: Slack did not take it',
    ]);
    expect(complaints(blocks)).toEqual([]);
  });

  it('calls nobody who has the blocker', () => {
    expect(marked(digestMessage(aWorkDay(), around({ names: {} })))).not.toMatch(/<[@!](?!date)/);
  });
});

describe('the thread', () => {
  const replies = (given: Parameters<typeof aWorkDay>[0] = {}, more: Parameters<typeof around>[0] = {}) =>
    digestReplies(aWorkDay(given), around(more));

  it('tells what changed, what does not hold together, what is stale, what is next', () => {
    expect(replies().map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "What changed since 3 Mar 03:00 UTC
      ↩️ open again: criterion ALB integration confirmed working
      ✅ done: task Health Check Fix
      ➡️ phase 4 "Enhanced ML": 90 % → 99 %
      🆕 new: finding Root Cause
      🗑️ 2 entries taken out or reworded
      New contradictions (2 more stand)
      ⚠️ line 3: “Overall Progress: 99% Complete” · 99 % is claimed while 4 of 10 criteria are met
      Stale claims
      🕰️ criterion Security measures implemented · ticked without a probe for 9 d
      Next steps
      • Service Configuration Check
      Next digest: 5 Mar 03:00 UTC",
      ]
    `);
  });

  it('is not there where nothing changed, nor where it is to be short', () => {
    expect(replies({ unchanged: true })).toEqual([]);
    expect(replies({}, { depth: 'short' })).toEqual([]);
  });

  it('is there in full even where nothing changed', () => {
    expect(replies({ unchanged: true }, { depth: 'full' })).toHaveLength(1);
  });

  it('ends with when the next one comes, where one does', () => {
    expect(replies().at(-1)?.text).toMatch(/\nNext digest: 5 Mar 03:00 UTC$/);
    expect(replies({}, { nextAt: undefined }).at(-1)?.text).not.toContain('Next digest');
  });

  it('has as many lines as are wanted, and counts the rest', () => {
    const next = Array.from({ length: 20 }, (_, nth) => ({ kind: 'next', title: `Step ${nth}` }) as const);
    const of = (depth: 'usual' | 'full') =>
      replies({ operation: anOperationDigest({ next }) }, { depth })[0]?.text.match(/• Step/g)?.length;
    expect([of('usual'), of('full')]).toEqual([5, 20]);
    expect(replies({ operation: anOperationDigest({ next }) })[0]?.text).toContain('and 15 more');
  });
});

describe('a digest as a whole', () => {
  it('is one message for one person', () => {
    const { text, blocks } = wholeDigestMessage(aWorkDay(), around(), () => 'Only you see this.');
    expect(text).toMatch(/^🔴 Blocked/);
    expect(text).toContain('Next steps');
    expect(text).toMatch(/\nOnly you see this\.$/);
    expect(complaints(blocks)).toEqual([]);
  });

  it('lets nothing from outside call, link or leave its place', () => {
    for (const depth of ['short', 'usual', 'full'] as const) {
      const message = wholeDigestMessage(HOSTILE_DAY, around({ depth }), () => 'x');
      expect(offences(message)).toEqual([]);
      expect(complaints(message.blocks)).toEqual([]);
      expect(fits(message)).toBe(true);
    }
  });

  it('fits whatever is in it', () => {
    const many = Array.from(
      { length: 2000 },
      (_, nth) => ({ kind: 'task', title: `Step ${nth} ${'long '.repeat(99)}` }) as const,
    );
    const services = Array.from({ length: 300 }, (_, nth) =>
      aServiceDigest({
        ref: aRef(`service-${nth}-${'n'.repeat(200)}`),
        word: 'failed',
        incidents: 1,
        unhealthyMs: NOW.getTime() / 1e6,
        rollouts: [aCard(), aCard()],
      }),
    );
    const digest = aWorkDay({
      operation: anOperationDigest({
        changes: { done: many, added: many, regressed: many, removed: 9, phases: [] },
        next: many,
      }),
      services: { services, incidents: 300, unhealthyMs: 9e9 },
    });
    for (const message of digestReplies(digest, around({ depth: 'full' })))
      expect(complaints(fitMessage(message).blocks)).toEqual([]);
    for (const message of digestReplies(digest, around())) expect(fits(message)).toBe(true);
  });
});
