import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compare } from './compare.ts';
import { drive } from './drive.ts';
import { EXPECTED } from './expected.ts';
import { momentOf, SCRIPT, type Scene, WATCHES } from './script.ts';
import { type DrillStage, openStage } from './stage.ts';

vi.setConfig({ testTimeout: 10_000, hookTimeout: 400_000 });

/** Looks are close together for so long after a scene: four of them. */
const AFTERMATH_MS = 65_000;
/** Rollouts take longer. */
const ROLLOUT_MS = 185_000;

let stage: DrillStage;
let failures: readonly unknown[];

beforeAll(async () => {
  stage = await openStage(momentOf('00:00:00'), WATCHES);
  const scenes = SCRIPT.map(({ at, what }) => ({ at: momentOf(at), play: () => stage.play(what) }));
  const busy = SCRIPT.map(
    ({ at, what }) => [momentOf(at).getTime(), momentOf(at).getTime() + busyMs(what)] as const,
  );
  failures = await drive(
    {
      ...stage,
      scenes: scenes.sort((one, other) => one.at.getTime() - other.at.getTime()),
      isBusy: (now) => busy.some(([from, to]) => now.getTime() >= from && now.getTime() <= to),
    },
    momentOf('23:59:59'),
  );
});

afterAll(() => stage?.stop());

function busyMs(what: Scene['what']): number {
  if (what[0] === 'time passes') return what[1] * 60_000;
  if (what[0] === 'does' || what[0] === 'slack') return 0;
  return what[0].startsWith('rollout') ? ROLLOUT_MS : AFTERMATH_MS;
}

describe('a day of trouble', () => {
  it('shows people exactly what it should: nothing is missed, invented or doubled', () => {
    expect(compare(EXPECTED, stage.seen)).toEqual({ missing: [], surplus: [] });
  });

  it('lets no job fail, and lets people do what they wanted to do', () => {
    expect(failures).toEqual([]);
  });

  it('keeps posts in a channel a second apart', () => {
    for (const channel of new Set(stage.slack.messages().map((message) => message.channel))) {
      const times = stage.slack
        .messages()
        .filter((message) => message.channel === channel && message.user === stage.slack.seed.app.botUser)
        .map(({ ts }) => Number(ts) * 1000);
      const gaps = times.slice(1).map((ms, nth) => ms - (times[nth] ?? 0));
      expect(gaps.filter((ms) => ms < 999)).toEqual([]);
    }
  });
});
