import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { SOME_DIRECTORY } from '../fakes.ts';
import { aThread, aWatch } from '../given-alerts.ts';
import { acknowledged, aNight, change, deliver, MINUTE, type Night, resolved } from './given-night.ts';

const HIDDEN = new UpstreamError('post to C1: I cannot see that channel', 'not-found');

async function deleteRoot(night: Night): Promise<void> {
  const { root } = await night.threads.deliveryOf('thread-1');
  night.slack.delete(root ?? '');
}

/** Posted, and the root deleted by hand. */
async function aNightWithoutRoot(): Promise<Night> {
  const night = aNight({ known: [aThread()], watch: [aWatch()] });
  await deliver(night);
  await deleteRoot(night);
  return night;
}

describe('a root that was deleted by hand', () => {
  it('is posted anew, says so, and goes on where the thread was', async () => {
    const night = await aNightWithoutRoot();
    await change(night, acknowledged(night));
    await deliver(night);
    expect(night.slack.seen()).toEqual([
      '  🔎 What I found at 03:00 UTC',
      '🟡 Acknowledged · prod/web',
      '  🟡 Anna acknowledged it at 03:00 UTC',
    ]);
    expect(night.slack.texts()[1]).toMatch(/deleted|gone/);
  });

  it('between two replies leaves each said once', async () => {
    const night = aNight({ known: [aThread()] });
    await change(night, acknowledged(night));
    night.slack.answer((text) => {
      if (text.startsWith('🔎')) night.slack.delete('1.001');
    });
    await deliver(night);
    expect(night.slack.seen()).toEqual([
      '  🔎 What I found at 03:00 UTC',
      '🟡 Acknowledged · prod/web',
      '  🟡 Anna acknowledged it at 03:00 UTC',
    ]);
  });

  it('a second time is left deleted, whatever happens', async () => {
    const night = await aNightWithoutRoot();
    await change(night, acknowledged(night));
    await deliver(night);
    await deleteRoot(night);
    await change(night, (about) => ({ ...about, reason: 'no target is healthy' }));
    await deliver(night);
    night.pass(MINUTE);
    await change(night, resolved(night));
    await deliver(night);
    await deliver(night);
    expect(night.slack.seen().filter((head) => !head.startsWith(' '))).toEqual([]);
    expect(night.slack.told).toEqual([]);
    expect(await night.threads.due(night.at())).toEqual([]);
  });

  it('is posted anew after the alert is over as well', async () => {
    const night = await aNightWithoutRoot();
    await change(night, resolved(night));
    await deliver(night);
    expect(night.slack.seen().slice(1)).toEqual([
      '🟢 Resolved · prod/web',
      '  🟢 Resolved at 03:00 UTC after 1 min: 2 good looks in a row',
    ]);
  });
});

describe('a private channel that the bot was removed from', () => {
  it('has lost no root: it goes on below the one it had', async () => {
    const night = aNight({
      known: [aThread()],
      watch: [aWatch()],
      directory: { ...SOME_DIRECTORY, membership: async () => 'outside' },
    });
    await deliver(night);
    night.slack.refuse(HIDDEN);
    await change(night, acknowledged(night));
    for (let tries = 0; tries < 3; tries += 1) {
      await deliver(night);
      night.pass(5 * MINUTE);
    }
    expect(night.slack.told).toHaveLength(1);
    night.slack.accept();
    await deliver(night);
    expect(night.slack.seen()).toEqual([
      '🟡 Acknowledged · prod/web',
      '  🔎 What I found at 03:00 UTC',
      '  🟡 Anna acknowledged it at 03:00 UTC',
    ]);
  });
});
