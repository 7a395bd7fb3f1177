import { describe, expect, it } from 'vitest';
import { openedAgain } from '../../src/alerting/opening.ts';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import { UpstreamError } from '../../src/errors.ts';
import { aThread } from '../given-alerts.ts';
import { aNight, change, deliver, MINUTE, type Night, resolved, SECOND } from './given-night.ts';

const UNREACHABLE = new UpstreamError('post to C1: Slack cannot be reached', 'unreachable');
const UNCONFIRMED = new UpstreamError('post to C1: Slack did not answer in time', 'unconfirmed');

const api = { env: 'prod-eu', cluster: 'prod', name: 'api' };

/** Two alerts that were over before Slack could be reached, and one that is not. */
async function anOutage(): Promise<Night> {
  const known = [
    aThread({ id: 'a', key: 'a' }),
    aThread({ id: 'b', key: 'b', about: { ref: api } }),
    aThread({ id: 'c', key: 'c', about: { kind: 'capacity', word: 'no capacity' } }),
  ];
  const night = aNight({ known });
  night.slack.refuse(UNREACHABLE);
  await deliver(night);
  night.pass(MINUTE);
  await change(night, resolved(night), 'a');
  await change(night, resolved(night), 'b');
  await deliver(night);
  return night;
}

const summaries = ({ slack }: Night) => slack.texts().filter((text) => text.includes('came and went'));

describe('alerts that came and went while Slack was gone', () => {
  it('are told in one message, after what is open', async () => {
    const night = await anOutage();
    night.slack.accept();
    night.pass(10 * SECOND);
    await deliver(night);
    expect(night.slack.seen()).toMatchInlineSnapshot(`
      [
        "🔴 Firing · prod/web",
        "  🔎 What I found at 03:01 UTC",
        "🟢 While I could not reach Slack, from 4 Mar 02:59 UTC to 4 Mar 03:01 UTC, 2 alerts came and went. They are over:",
      ]
    `);
    expect(summaries(night)[0]).toMatchInlineSnapshot(`
      "🟢 While I could not reach Slack, from 4 Mar 02:59 UTC to 4 Mar 03:01 UTC, 2 alerts came and went. They are over:
      • prod/web · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [503] · from 02:59 UTC to 03:01 UTC, 1 min
      • prod/api · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [503] · from 02:59 UTC to 03:01 UTC, 1 min"
    `);
    await deliver(night);
    expect(night.slack.seen()).toHaveLength(3);
  });

  it('are not told again when a look changes them, and are told anew when they open again', async () => {
    const night = await anOutage();
    night.slack.accept();
    night.pass(10 * SECOND);
    await deliver(night);
    await change(night, (about) => ({ ...about, looks: [{ at: night.at(), bad: true }] }), 'a');
    await deliver(night);
    expect(night.slack.seen()).toHaveLength(3);
    expect(await night.threads.due(night.at())).toEqual([]);
    await change(night, (about) => openedAgain(about, ALERT_POLICY, night.at()), 'a');
    await deliver(night);
    expect(night.slack.seen()).toHaveLength(5);
    expect(night.slack.seen()[3]).toBe('🔴 Firing · prod/web');
    expect(night.slack.seen()[4]).toContain('It failed again at 03:01 UTC');
  });

  it('are told once, wherever the process ends', async () => {
    for (let steps = 0; ; steps += 1) {
      const night = await anOutage();
      night.slack.accept();
      night.pass(10 * SECOND);
      night.killAfter(steps);
      await deliver(night).catch(() => undefined);
      const wasKilled = night.isDead();
      night.revive();
      for (let run = 0; run < 3; run += 1) {
        night.pass(MINUTE);
        await deliver(night);
      }
      expect(night.slack.seen(), `after ${steps} steps`).toHaveLength(3);
      const said = summaries(night).join('\n');
      expect(said).toContain('prod/web');
      expect(said).toContain('prod/api');
      if (!wasKilled) return;
    }
  });

  it('are marked as a possible repeat where Slack did not say whether it took them', async () => {
    const night = await anOutage();
    night.slack.accept();
    night.slack.hide();
    night.slack.answer((text) => {
      if (!text.includes('came and went')) return;
      night.slack.answer(() => {});
      throw UNCONFIRMED;
    });
    night.pass(10 * SECOND);
    await deliver(night);
    night.pass(10 * SECOND);
    await deliver(night);
    expect(night.slack.seen().filter((head) => head.endsWith('(twice?)'))).toHaveLength(1);
    expect(summaries(night)).toHaveLength(2);
    expect(await night.threads.due(night.at())).toEqual([]);
  });

  it('are told apart from those that came later, where an earlier message may be there', async () => {
    const night = await anOutage();
    night.slack.accept();
    night.slack.answer((text) => {
      if (!text.includes('came and went')) return;
      night.slack.answer(() => {});
      throw UNCONFIRMED;
    });
    night.pass(10 * SECOND);
    await deliver(night);
    const late = aThread({ id: 'd', key: 'd', version: 0, about: { ref: { ...api, name: 'late' } } });
    await night.threads.save([{ thread: late }], night.at());
    await change(night, resolved(night), 'd');
    night.pass(10 * SECOND);
    await deliver(night);
    expect(summaries(night)).toHaveLength(2);
    expect(summaries(night)[1]).toContain('prod/late');
    expect(summaries(night)[1]).not.toContain('prod/api');
  });

  it('are no longer summed up where one is there again, though it was announced', async () => {
    const night = await anOutage();
    night.slack.accept();
    night.slack.answer((text) => {
      if (!text.includes('came and went')) return;
      night.slack.answer(() => {});
      throw UNCONFIRMED;
    });
    night.pass(10 * SECOND);
    await deliver(night);
    await change(night, (about) => openedAgain(about, ALERT_POLICY, night.at()), 'a');
    night.pass(10 * SECOND);
    await deliver(night);
    expect(night.slack.seen()).toContain('🔴 Firing · prod/web');
    expect((await night.threads.deliveryOf('a')).root).not.toBe(
      night.slack.messages.find(({ texts }) => texts[0]?.includes('came and went'))?.ts,
    );
  });
});

it('an alert of which the first message may be there is not among them', async () => {
  const night = aNight({ known: [aThread()] });
  night.slack.answer(() => {
    throw UNCONFIRMED;
  });
  await deliver(night);
  night.slack.answer(() => {});
  await change(night, resolved(night));
  night.pass(10 * SECOND);
  await deliver(night);
  expect(summaries(night)).toEqual([]);
  expect(night.slack.seen()).toEqual([
    '🟢 Resolved · prod/web',
    '  🟢 Resolved at 03:00 UTC after 1 min: 2 good looks in a row',
  ]);
});

it('an alert of which the first message turns out not to be there is among them', async () => {
  const night = aNight({ known: [aThread()] });
  night.slack.refuse(UNCONFIRMED);
  await deliver(night);
  night.slack.accept();
  await change(night, resolved(night));
  night.pass(10 * SECOND);
  await deliver(night);
  await deliver(night);
  expect(night.slack.seen()).toHaveLength(1);
  expect(summaries(night)).toHaveLength(1);
});
