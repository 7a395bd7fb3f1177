import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { aThread } from '../given-alerts.ts';
import { acknowledged, aNight, change, deliver, MINUTE, type Night, SECOND } from './given-night.ts';

const UNCONFIRMED = new UpstreamError('post to C1: Slack did not answer in time', 'unconfirmed');
const UNREACHABLE = new UpstreamError('post to C1: Slack cannot be reached', 'unreachable');

/** A thread with a root, an explanation and one more reply. */
async function aNightWithNews(): Promise<Night> {
  const night = aNight({ known: [aThread()] });
  await change(night, acknowledged(night));
  return night;
}

/** Another process, when the leases of the dead one are over. */
async function goOn(night: Night): Promise<void> {
  night.revive();
  for (let run = 0; run < 3; run += 1) {
    night.pass(MINUTE);
    await deliver(night);
  }
}

async function killedAfter(night: Night, steps: number): Promise<boolean> {
  night.killAfter(steps);
  await deliver(night).catch(() => undefined);
  return night.isDead();
}

describe('a process that ends', () => {
  it('at any step leaves nothing unsaid and nothing said twice', async () => {
    const whole = await aNightWithNews();
    await deliver(whole);
    const heads = whole.slack.seen();
    expect(heads).toHaveLength(3);
    for (let steps = 0; ; steps += 1) {
      const night = await aNightWithNews();
      const wasKilled = await killedAfter(night, steps);
      await goOn(night);
      const said = night.slack.seen().map((head) => head.replace(/\d\d:\d\d/, '03:00'));
      expect(said, `after ${steps} steps`).toEqual(heads);
      if (!wasKilled) {
        expect(steps).toBeGreaterThan(20);
        return;
      }
    }
  });

  it('at any step where nobody may read the channel says at most one thing twice, and marks it', async () => {
    let doubled = 0;
    for (let steps = 0; ; steps += 1) {
      const night = await aNightWithNews();
      night.slack.hide();
      const wasKilled = await killedAfter(night, steps);
      await goOn(night);
      const kinds = night.slack.messages.map(({ under, texts }) => (under ? texts[0]?.slice(0, 9) : 'root'));
      expect(new Set(kinds).size, `after ${steps} steps`).toBe(3);
      const twice = kinds.length - 3;
      expect(twice).toBeLessThanOrEqual(1);
      if (twice > 0) expect(night.slack.messages.filter(isMarked)).toHaveLength(1);
      doubled += twice;
      if (!wasKilled) break;
    }
    expect(doubled).toBeGreaterThan(2);
  });
});

describe('a post of which Slack did not say whether it took it', () => {
  it('is found, and not made again', async () => {
    const night = aNight({ known: [aThread()] });
    unanswered(night);
    await deliver(night);
    expect(night.slack.seen()).toHaveLength(1);
    await goOn(night);
    expect(night.slack.seen()).toHaveLength(2);
  });

  it('stays in doubt while Slack cannot be reached, and is found afterwards', async () => {
    const night = aNight({ known: [aThread()] });
    unanswered(night);
    await deliver(night);
    night.slack.refuse(UNREACHABLE);
    night.pass(10 * SECOND);
    await deliver(night);
    night.slack.accept();
    await goOn(night);
    expect(night.slack.seen()).toHaveLength(2);
  });

  it('stays in doubt while Slack cannot be reached, and is marked where it cannot be found', async () => {
    const night = aNight({ known: [aThread()] });
    unanswered(night);
    await deliver(night);
    night.slack.hide();
    night.slack.refuse(UNREACHABLE);
    night.pass(10 * SECOND);
    await deliver(night);
    night.slack.accept();
    await goOn(night);
    expect(night.slack.seen()).toEqual([
      '🔴 Firing · prod/web',
      '🔴 Firing · prod/web (twice?)',
      '  🔎 What I found at 03:01 UTC',
    ]);
  });

  it('loses its mark with the next edit', async () => {
    const night = aNight({ known: [aThread()] });
    unanswered(night);
    await deliver(night);
    night.slack.hide();
    await goOn(night);
    expect(night.slack.seen()[1]).toBe('🔴 Firing · prod/web (twice?)');
    await change(night, (about) => ({ ...about, reason: 'no target of web-tg is healthy' }));
    await deliver(night);
    expect(night.slack.seen()[1]).toBe('🔴 Firing · prod/web');
  });
});

it('a post that Slack surely did not take is made later, without a word about it', async () => {
  const night = aNight({ known: [aThread()] });
  night.slack.refuse(UNREACHABLE);
  await deliver(night);
  await deliver(night);
  expect(night.slack.calls).toEqual(['post']);
  night.slack.accept();
  night.slack.hide();
  night.pass(10 * SECOND);
  await deliver(night);
  expect(night.slack.seen()).toEqual(['🔴 Firing · prod/web', '  🔎 What I found at 03:00 UTC']);
});

/** The next post is taken, and its answer is lost. */
function unanswered({ slack }: Night): void {
  slack.answer(() => {
    slack.answer(() => {});
    throw UNCONFIRMED;
  });
}

function isMarked({ texts }: Night['slack']['messages'][number]): boolean {
  return texts.some((text) => text.includes('This may be here twice'));
}
