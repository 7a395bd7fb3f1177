import { describe, expect, it } from 'vitest';
import { deliverThreads } from '../../src/jobs/deliver-threads.ts';
import { NOW } from '../given.ts';
import { aBlindnessThread, aRolloutThread, aThread } from '../given-alerts.ts';
import {
  acknowledged,
  aNight,
  change,
  deliver,
  MINUTE,
  type Night,
  resolved,
  SECOND,
} from './given-night.ts';

const inC2 = (given: Parameters<typeof aThread>[0] = {}) =>
  aThread({ id: 'thread-2', channel: 'C2', ...given });

describe('a thread', () => {
  it('is posted once, explained in a reply, and left alone while it does not change', async () => {
    const night = aNight({ known: [aThread()] });
    await deliver(night);
    await deliver(night);
    expect(night.slack.seen()).toEqual(['🔴 Firing · prod/web', '  🔎 What I found at 03:00 UTC']);
    expect(night.slack.edits()).toBe(0);
  });

  it('is not edited where what it shows is the same', async () => {
    const night = aNight({ known: [aThread()] });
    await deliver(night);
    await change(night, (about) => ({ ...about, looks: about.looks.slice(1) }));
    await deliver(night);
    expect(night.slack.edits()).toBe(0);
    await change(night, (about) => ({ ...about, reason: '1 of 2 targets of web-tg unhealthy' }));
    await deliver(night);
    expect(night.slack.edits()).toBe(1);
  });

  it('shows its state by an edit and tells each step in a reply, in order and once', async () => {
    const night = aNight({ known: [aThread()] });
    await deliver(night);
    await change(night, acknowledged(night));
    await deliver(night);
    night.pass(MINUTE);
    await change(night, resolved(night));
    await deliver(night);
    await deliver(night);
    expect(night.slack.seen()).toMatchInlineSnapshot(`
      [
        "🟢 Resolved · prod/web",
        "  🔎 What I found at 03:00 UTC",
        "  🟡 Anna acknowledged it at 03:00 UTC",
        "  🟢 Resolved at 03:01 UTC after 1 min: 2 good looks in a row",
      ]
    `);
  });

  it('of a rollout is a message alone, edited as it moves', async () => {
    const card = aRolloutThread();
    const night = aNight({ known: [card] });
    await deliver(night);
    const about = { ...card.about, running: 2, state: 'succeeded', endedAt: NOW } as const;
    await night.threads.save([{ thread: { ...card, about, open: false } }], NOW);
    await deliver(night);
    expect(night.slack.seen()).toEqual(['🟢 Rolled out · prod/web']);
    expect(night.slack.calls).toEqual(['post', 'update']);
  });

  it('that is counting or muted is not said', async () => {
    const night = aNight({ known: [aThread({ about: { state: 'counting' } })] });
    await deliver(night);
    expect(night.slack.calls).toEqual([]);
  });

  it('of blindness says in the channel that it is over, once', async () => {
    const thread = aBlindnessThread();
    const night = aNight({ known: [thread] });
    await deliver(night);
    await over(night, thread);
    await deliver(night);
    await deliver(night);
    expect(night.slack.seen()).toEqual(['🟢 Seeing again · prod-eu', '  ! 🟢 Seeing again · prod-eu']);
  });

  it('of blindness that was over before it was said says so once', async () => {
    const thread = aBlindnessThread();
    const night = aNight({ known: [thread] });
    await over(night, thread);
    await deliver(night);
    await deliver(night);
    expect(night.slack.seen()).toEqual(['🟢 Seeing again · prod-eu']);
  });

  it('shows no log lines where they are withheld, and says why', async () => {
    const night = aNight({
      known: [aThread()],
      linesWithheld: async () => 'people of other organisations are in this channel',
    });
    await deliver(night);
    expect(night.slack.texts().at(-1)).toContain('people of other organisations are in this channel');
  });
});

async function over(night: Night, thread: ReturnType<typeof aBlindnessThread>): Promise<void> {
  const about = { ...thread.about, state: 'over', overAt: night.at() } as const;
  await night.threads.save([{ thread: { ...thread, about, open: false } }], night.at());
}

describe('of several threads in a channel', () => {
  const alertAt = (id: string, name: string, minutes: number) =>
    aThread({
      id,
      key: id,
      about: {
        ref: { env: 'prod-eu', cluster: 'prod', name },
        beganAt: new Date(NOW.getTime() - minutes * MINUTE),
      },
    });

  it('the oldest comes first, and all are said before one is explained', async () => {
    const night = aNight({ known: [alertAt('b', 'web', 1), alertAt('a', 'api', 5)] });
    await deliver(night);
    expect(night.slack.seen()).toEqual([
      '🔴 Firing · prod/api',
      '🔴 Firing · prod/web',
      '  🔎 What I found at 03:00 UTC',
      '  🔎 What I found at 03:00 UTC',
    ]);
  });

  it('alerts do not wait for the cards of rollouts', async () => {
    const night = aNight({ known: [aRolloutThread({ id: 'card', key: 'card' }), alertAt('a', 'api', 5)] });
    let release = () => {};
    const outbox: typeof night.deps.outbox = {
      ...night.slack.outbox,
      post: async (channel, message, options) => {
        if (!options?.urgent) {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        }
        return night.slack.outbox.post(channel, message, options);
      },
    };
    const run = deliverThreads.run({ ...night.deps, outbox }, night.signal);
    await expect
      .poll(() => night.slack.seen())
      .toEqual(['🔴 Firing · prod/api', '  🔎 What I found at 03:00 UTC']);
    release();
    await run;
    expect(night.slack.seen()).toContain('🔵 Rolling out · prod/web');
  });

  it('a bug in one keeps no other from its turn, and is tried again a minute later', async () => {
    const night = aNight({ known: [alertAt('a', 'api', 5), alertAt('b', 'web', 1)] });
    let isBroken = true;
    const { estate } = night.deps;
    const deps = {
      ...night.deps,
      estate: {
        ...estate,
        look: async (...asked: Parameters<typeof estate.look>) => {
          if (isBroken && asked[0].name === 'api') throw new TypeError('a bug');
          return estate.look(...asked);
        },
      },
    };
    await expect(deliverThreads.run(deps, night.signal)).rejects.toThrow('threads not delivered');
    expect(night.slack.seen()).toEqual([
      '🔴 Firing · prod/api',
      '🔴 Firing · prod/web',
      '  🔎 What I found at 03:00 UTC',
    ]);
    await deliverThreads.run(deps, night.signal);
    isBroken = false;
    night.pass(MINUTE);
    await deliverThreads.run(deps, night.signal);
    expect(night.slack.seen()).toHaveLength(4);
  });

  it('a bug in what sums up keeps none from its turn', async () => {
    const broken = aThread({ id: 'a', key: 'a', open: false, about: { state: 'resolved' } });
    const night = aNight({
      known: [
        { ...broken, about: { ...broken.about, beganAt: new Date(Number.NaN) } },
        alertAt('b', 'web', 1),
      ],
    });
    await expect(deliver(night)).rejects.toThrow();
    expect(night.slack.seen()).toContain('🔴 Firing · prod/web');
  });

  it('none is begun when its turn is over or the bot stops; the next run goes on', async () => {
    const night = aNight({ known: [alertAt('a', 'api', 5), alertAt('b', 'web', 1)] });
    night.slack.answer(() => night.pass(6 * SECOND));
    await deliver(night);
    expect(night.slack.seen()).toEqual(['🔴 Firing · prod/api']);
    await deliver(night);
    expect(night.slack.seen()).toEqual(['🔴 Firing · prod/api', '🔴 Firing · prod/web']);
    await deliverThreads.run(night.deps, AbortSignal.abort());
    expect(night.slack.seen()).toHaveLength(2);
  });

  it('each is said as it is when its turn comes', async () => {
    const night = aNight({ known: [alertAt('a', 'api', 5), alertAt('b', 'web', 1)] });
    let isFirst = true;
    night.slack.answer(() => {
      if (isFirst) void change(night, acknowledged(night), 'b');
      isFirst = false;
    });
    await deliver(night);
    expect(night.slack.seen()[1]).toContain('Acknowledged');
  });
});

describe('channels', () => {
  it('do not wait for each other', async () => {
    const night = aNight({ known: [aThread(), inC2()] });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { post } = night.deps.outbox;
    const outbox: typeof night.deps.outbox = {
      ...night.slack.outbox,
      post: async (channel, ...rest) => {
        if (channel === 'C1') await held;
        return post(channel, ...rest);
      },
    };
    const deps = { ...night.deps, outbox };
    const first = deliverThreads.run(deps, night.signal);
    const later = inC2({ id: 'thread-3', key: 'other', version: 0 });
    await expect.poll(() => night.slack.seen('C2')).toHaveLength(2);
    await night.threads.save([{ thread: later }], NOW);
    // C1 is being worked at still; this run leaves it alone.
    await deliverThreads.run(deps, night.signal);
    expect(night.slack.seen('C2')).toHaveLength(4);
    expect(night.slack.seen('C1')).toEqual([]);
    release();
    await first;
    await deliverThreads.run(deps, night.signal);
    expect(night.slack.seen('C1')).toHaveLength(2);
  });

  it('that another run finished meanwhile are not said again from what was read before', async () => {
    const night = aNight({ known: [aThread()] });
    const { due } = night.threads;
    let isFirst = true;
    const threads: typeof night.threads = {
      ...night.threads,
      due: async (...asked) => {
        const found = await due(...asked);
        if (isFirst) {
          isFirst = false;
          await deliver(night);
        }
        return found;
      },
    };
    await deliverThreads.run({ ...night.deps, threads }, night.signal);
    expect(night.slack.seen()).toHaveLength(2);
  });

  it('of a process that died are taken over when its lease is over', async () => {
    const night = aNight({ known: [aThread()] });
    const until = new Date(NOW.getTime() + 20 * SECOND);
    await night.deps.leases.take('deliver:C1:alerts', { id: 'dead', until }, NOW);
    await deliver(night);
    expect(night.slack.seen()).toEqual([]);
    night.pass(20 * SECOND);
    await deliver(night);
    expect(night.slack.seen()).toHaveLength(2);
  });
});
