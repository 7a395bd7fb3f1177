import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { fakeWatches } from '../fakes.ts';
import { minutesAgo } from '../given.ts';
import { aThread, aWatch } from '../given-alerts.ts';
import { acknowledged, aNight, change, deliver, MINUTE, type Night, SECOND } from './given-night.ts';

const ARCHIVED = new UpstreamError('post to C1: the channel is archived', 'refused');
const OUTSIDE = new UpstreamError('post to C1: I am not in that channel', 'denied');
const HIDDEN = new UpstreamError('post to C1: I cannot see that channel', 'not-found');
const REVOKED = new UpstreamError('post to C1: the token was revoked', 'credentials');
const UNREACHABLE = new UpstreamError('post to C1: Slack cannot be reached', 'unreachable');
const THROTTLED = new UpstreamError('post to C1: Slack asks for a pause', 'throttled');

const FIRING = '🔴 Firing · prod/web';
const ANNA_WATCHES = aWatch({ createdBy: 'UANNA' });
const BEN_WATCHES = aWatch({
  createdBy: 'UBEN',
  scope: { kind: 'names', env: 'prod-eu', cluster: 'prod', name: 'api*' },
});

async function deliverFor(night: Night, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 30 * SECOND) {
    night.pass(30 * SECOND);
    await deliver(night);
  }
}

const several = (count: number) =>
  Array.from({ length: count }, (_, nth) => aThread({ id: `thread-${nth}`, key: `key-${nth}` }));

describe.each([
  ['is archived', ARCHIVED],
  ['does not have the bot in it', OUTSIDE],
  ['is private and without the bot', HIDDEN],
  ['belongs to a workspace that revoked the token', REVOKED],
])('a channel that %s', (_, error) => {
  it('is tried again after five minutes, and gets what is owed when it takes posts again', async () => {
    const night = aNight({ known: [aThread()] });
    night.slack.refuse(error);
    await deliver(night);
    await deliver(night);
    expect(night.slack.calls).toEqual(['post']);
    expect((await night.threads.deliveryOf('thread-1')).refused).toEqual({
      sinceAt: night.at(),
      why: error.message,
    });
    night.pass(5 * MINUTE);
    await deliver(night);
    expect(night.slack.calls).toEqual(['post', 'post']);
    night.slack.accept();
    night.pass(5 * MINUTE);
    await deliver(night);
    expect(night.slack.seen()).toEqual([FIRING, '  🔎 What I found at 03:10 UTC']);
    expect((await night.threads.deliveryOf('thread-1')).refused).toBeUndefined();
  });

  it('is told of to each who watches there, once a day, with what waits and what to do', async () => {
    const night = aNight({ known: several(2), watch: [ANNA_WATCHES, BEN_WATCHES] });
    night.slack.refuse(error);
    await deliver(night);
    await deliverFor(night, 60 * MINUTE);
    expect(night.slack.told).toHaveLength(2);
    expect(night.slack.told.map((text) => text.split(':')[0])).toEqual(['UANNA', 'UBEN']);
    expect(night.slack.told[0]).toContain('2 messages wait there');
    expect(night.slack.told[0]).toContain(error.message);
    night.pass(23 * 60 * MINUTE);
    await deliver(night);
    expect(night.slack.told).toHaveLength(4);
    expect(night.slack.told[2]).toContain('4 Mar 03:00');
  });

  it('takes nobody else their turn', async () => {
    const other = aThread({ id: 'thread-2', channel: 'C2' });
    const night = aNight({ known: [aThread(), other] });
    night.slack.refuse(error);
    await deliver(night);
    expect(night.slack.seen('C2')).toHaveLength(2);
  });
});

describe('a channel that was archived after the root was posted', () => {
  it('refuses edits and replies, and shows how things stand when it is back', async () => {
    const night = aNight({ known: [aThread()], watch: [ANNA_WATCHES] });
    await deliver(night);
    night.slack.refuse(new UpstreamError('update the message: the channel is archived', 'refused'));
    await change(night, acknowledged(night));
    await deliver(night);
    expect(night.slack.told).toHaveLength(1);
    night.slack.accept();
    night.pass(5 * MINUTE);
    await deliver(night);
    expect(night.slack.seen()).toEqual([
      '🟡 Acknowledged · prod/web',
      '  🔎 What I found at 03:00 UTC',
      '  🟡 Anna acknowledged it at 03:00 UTC',
    ]);
  });
});

describe('many threads of a channel that takes nothing', () => {
  it('cost a few calls, and all wait', async () => {
    const night = aNight({ known: several(20), watch: [ANNA_WATCHES] });
    night.slack.refuse(ARCHIVED);
    await deliver(night);
    expect(night.slack.calls).toHaveLength(3);
    expect(night.slack.told[0]).toContain('20 messages wait there');
    await deliver(night);
    expect(night.slack.calls).toHaveLength(3);
  });
});

describe('a thread that Slack refuses', () => {
  it('keeps the others of its channel from nothing, however many are refused', async () => {
    const night = aNight({
      known: several(6).map((thread, nth) => ({
        ...thread,
        about: { ...thread.about, beganAt: minutesAgo(9 - nth) },
      })),
    });
    const { saveDelivery } = night.threads;
    let posting = '';
    const threads: typeof night.threads = {
      ...night.threads,
      saveDelivery: async (id, delivery) => {
        posting = id;
        await saveDelivery(id, delivery);
      },
    };
    const outbox: typeof night.deps.outbox = {
      ...night.slack.outbox,
      post: async (...asked) => {
        if (['thread-0', 'thread-1', 'thread-2', 'thread-3'].includes(posting)) throw ARCHIVED;
        return night.slack.outbox.post(...asked);
      },
    };
    for (let run = 0; run < 3; run += 1) {
      await deliver({ ...night, deps: { ...night.deps, threads, outbox } });
      night.pass(5 * MINUTE);
    }
    expect(night.slack.seen().filter((head) => head === FIRING)).toHaveLength(2);
  });
});

describe.each([
  ['cannot be reached', UNREACHABLE],
  ['asks for a pause', THROTTLED],
])('where Slack %s', (_, error) => {
  it('all of a channel wait ten seconds, nobody is told, and then it is said how things stand', async () => {
    const night = aNight({ known: several(3) });
    night.slack.refuse(error);
    await deliver(night);
    await deliver(night);
    expect(night.slack.calls).toEqual(['post']);
    night.slack.accept();
    night.pass(10 * SECOND);
    await change(night, acknowledged(night), 'thread-0');
    await deliver(night);
    expect(night.slack.told).toEqual([]);
    expect(night.slack.seen()).toContain('🟡 Acknowledged · prod/web');
    expect(night.slack.seen()).toHaveLength(7);
  });
});

describe('telling whoever watches', () => {
  it('is tried again where Slack could not be reached', async () => {
    const night = aNight({ known: [aThread()], watch: [ANNA_WATCHES] });
    night.slack.refuse(ARCHIVED);
    const { say } = night.slack.outbox;
    let failures = 0;
    const outbox: typeof night.deps.outbox = {
      ...night.deps.outbox,
      say: async (...asked) => {
        failures += 1;
        if (failures === 1) throw UNREACHABLE;
        return say(...asked);
      },
    };
    const deps = { ...night.deps, outbox };
    await deliver({ ...night, deps });
    expect(night.slack.told).toEqual([]);
    night.pass(5 * MINUTE);
    await deliver({ ...night, deps });
    expect(night.slack.told).toHaveLength(1);
  });

  it('is given up for a day where they cannot be told, and the others are told', async () => {
    const night = aNight({ known: [aThread()], watch: [ANNA_WATCHES, BEN_WATCHES] });
    night.slack.refuse(ARCHIVED);
    let tries = 0;
    const outbox: typeof night.deps.outbox = {
      ...night.deps.outbox,
      say: async (user, message) => {
        if (user !== 'UANNA') return night.slack.outbox.say(user, message);
        tries += 1;
        throw new UpstreamError('post to UANNA: no such person', 'not-found');
      },
    };
    const deps = { ...night.deps, outbox };
    await deliver({ ...night, deps });
    night.pass(5 * MINUTE);
    await deliver({ ...night, deps });
    expect(tries).toBe(1);
    expect(night.slack.told).toHaveLength(1);
  });

  it('has nobody to be told where nothing is watched there any more', async () => {
    const night = aNight({ known: [aThread()], watches: fakeWatches() });
    night.slack.refuse(ARCHIVED);
    await deliver(night);
    expect(night.slack.told).toEqual([]);
  });
});
