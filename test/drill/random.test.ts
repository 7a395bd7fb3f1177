import { describe, expect, it, vi } from 'vitest';
import type { Alert } from '../../src/alerting/alert.ts';
import type { AlertThread } from '../../src/alerting/thread.ts';
import { ALERT_COLOR } from '../../src/views/alert-words.ts';
import { drive } from './drive.ts';
import { randomTrouble } from './random-trouble.ts';
import { momentOf } from './script.ts';
import { type DrillStage, openStage } from './stage.ts';

vi.setConfig({ testTimeout: 300_000 });

/** Two of any; others by `DRILL_SEEDS=7,42,1848`, as each takes a quarter of a minute. */
const SEEDS = (process.env.DRILL_SEEDS ?? '1,20261025').split(',').map(Number);
const BEGIN = momentOf('00:00:00');
const TROUBLE_S = 900;
/** After the last recovery it takes this long until all is over: two deaths count for a quarter of an hour. */
const CALM_S = 1500;
const AFTERMATH_MS = 100_000;

const WATCHES = [
  { channel: 'ops', cluster: 'shop', name: '*', onCall: 'S0ONCALL1', escalateTo: 'S0PLATFRM' },
  { channel: 'data', cluster: 'data', name: '*', onCall: 'S0MLCALL1' },
] as const;

/** Plays the trouble of a seed to its end, and hands over what there is then. */
async function played(seed: number, check: (stage: DrillStage, alerts: readonly AlertThread[]) => void) {
  const stage = await openStage(BEGIN, WATCHES);
  try {
    const afterBegin = (seconds: number) => new Date(BEGIN.getTime() + seconds * 1000);
    const scenes = randomTrouble(seed, stage.estate, TROUBLE_S);
    const times = scenes.map(({ afterS }) => afterBegin(afterS).getTime());
    const lastS = scenes.at(-1)?.afterS ?? 0;
    const failures = await drive(
      {
        ...stage,
        scenes: scenes.map(({ afterS, what }) => ({ at: afterBegin(afterS), play: () => stage.play(what) })),
        isBusy: (now) => times.some((at) => now.getTime() >= at && now.getTime() <= at + AFTERMATH_MS),
      },
      afterBegin(lastS + CALM_S),
    );
    expect(failures).toEqual([]);
    check(stage, await alertsOf(stage));
  } finally {
    await stage.stop();
  }
}

async function alertsOf(stage: DrillStage): Promise<readonly AlertThread[]> {
  const threads = await stage.bot().store.threads.list({ topic: 'alert', closedSince: new Date(0) });
  return threads.flatMap((thread) => {
    const { about } = thread;
    return about.topic === 'alert' && isVisible(about) ? [{ ...thread, about }] : [];
  });
}

function isVisible({ state }: Alert): boolean {
  return state !== 'counting' && state !== 'muted';
}

describe.each(SEEDS)('random trouble, seed %i', (seed) => {
  it('leaves one open alert per fingerprint, each resolved or still true, each told once', async () => {
    await played(seed, (stage, alerts) => {
      expect(alerts.length).toBeGreaterThan(0);
      expectOneOpenEach(alerts);
      expectStillTrue(alerts);
      expectToldOnce(stage, alerts);
      expectNothingAfterTheEnd(stage);
      expectSpaced(stage);
    });
  });
});

function expectOneOpenEach(alerts: readonly AlertThread[]): void {
  const open = alerts.filter((each) => each.open).map(({ channel, key }) => `${channel} ${key}`);
  expect(open).toEqual([...new Set(open)]);
}

/** All has recovered but rollouts that were rolled back, which nothing undoes. */
function expectStillTrue(alerts: readonly AlertThread[]): void {
  const left = alerts.filter(({ about }) => about.state !== 'resolved');
  expect(left.filter(({ about }) => about.kind !== 'rollout').map(({ key }) => key)).toEqual([]);
  for (const { about } of left) expect(about.word).toBe('rolled back');
}

/** No alert has two roots, and none that is open has none. */
function expectToldOnce({ seen }: DrillStage, alerts: readonly AlertThread[]): void {
  const roots = seen.filter(({ says, calls }) => says === 'root' && calls.length > 0);
  expect(roots.length).toBeLessThanOrEqual(alerts.length);
  const openings = alerts.filter(({ about }) => about.state !== 'resolved').length;
  expect(roots.length).toBeGreaterThanOrEqual(openings);
}

/** When a root has shown its resolution one reply tells of it, and nothing more until it shows another state. */
function expectNothingAfterTheEnd({ seen }: DrillStage): void {
  const since = new Map<string, number>();
  for (const { says, root, words, at } of seen) {
    if (says !== 'reply') {
      if (words.includes(ALERT_COLOR.resolved)) since.set(root, 0);
      else since.delete(root);
      continue;
    }
    const replies = since.get(root);
    if (replies === undefined) continue;
    expect([at.toISOString(), root, replies + 1]).toEqual([at.toISOString(), root, 1]);
    since.set(root, replies + 1);
  }
}

function expectSpaced({ seen }: DrillStage): void {
  const last = new Map<string, number>();
  for (const { says, channel, at } of seen) {
    if (says === 'edit-state') continue;
    const before = last.get(channel) ?? 0;
    expect(at.getTime() - before).toBeGreaterThanOrEqual(1000);
    last.set(channel, at.getTime());
  }
}
