import type { RunningApp } from './apps.ts';
import type { Burst } from './load.ts';
import type { Stage } from './stage.ts';
import { msText, quantile, type Row } from './table.ts';

/** How the acknowledgements are measured. */
export interface Plan {
  readonly atOnce: number;
  /** Commands in all, to each of the two. */
  readonly commands: number;
  /** Commands a second that the bot is sent, on average. */
  readonly perSecond: number;
  /** What follows `/snail`; `status` unless given. */
  readonly text?: string;
}

/** What an acknowledgement may take: a quarter more than the floor's, or 10 ms more where that is more. */
export const QUIET = {
  words: '1.25x or +10 ms',
  limitMs: (floorMs: number) => Math.max(floorMs * 1.25, floorMs + 10),
};
/** And while the bot looks at a thousand services. */
export const SWEPT = {
  words: '+50 ms while sweeping',
  limitMs: (floorMs: number) => QUIET.limitMs(floorMs) + 50,
};

/** Bursts of each that are not counted: connections open, code gets warm. */
const WARM_UP_BURSTS = 3;
/** The floor has nothing to do after an acknowledgement. */
const FLOOR_PAUSE_MS = 10;

/** Milliseconds each acknowledgement took. */
export interface Acknowledgements {
  readonly bot: readonly number[];
  readonly floor: readonly number[];
}

/**
 * Sends the same bursts to both, by turns, so that whatever else the machine does hits both. The bot's pause is
 * long enough for its work, which would otherwise take the processor from the floor.
 */
export async function measureAcknowledgements(
  { load, responseUrl, signingSecret }: Stage,
  apps: { readonly bot: RunningApp; readonly floor: RunningApp },
  { atOnce, commands, perSecond, text = 'status' }: Plan,
): Promise<Acknowledgements> {
  const burst = (app: RunningApp, pauseMs: number) => {
    const order: Burst = { url: app.eventsUrl, signingSecret, responseUrl, atOnce, pauseMs, text };
    return load.ask<readonly number[]>('burst', order);
  };
  const took = { bot: [] as number[], floor: [] as number[] };
  for (let nth = -WARM_UP_BURSTS; nth < commands / atOnce; nth += 1) {
    const floor = await burst(apps.floor, FLOOR_PAUSE_MS);
    const bot = await burst(apps.bot, (1000 * atOnce) / perSecond);
    if (nth < 0) continue;
    took.floor.push(...floor);
    took.bot.push(...bot);
  }
  return took;
}

/** p50 has no bound; p99 is bound by the floor's. */
export function acknowledgementRows(
  what: string,
  { bot, floor }: Acknowledgements,
  bound: { readonly words: string; limitMs(floorMs: number): number },
): readonly Row[] {
  const [p50, p99] = [0.5, 0.99].map((share) => ({
    floorMs: quantile(floor, share),
    botMs: quantile(bot, share),
  }));
  if (!p50 || !p99) return [];
  const limitMs = bound.limitMs(p99.floorMs);
  return [
    {
      what: `${what}, p50`,
      floor: msText(p50.floorMs),
      measured: msText(p50.botMs),
      bound: '',
      holds: undefined,
    },
    {
      what: `${what}, p99 of ${bot.length}`,
      floor: msText(p99.floorMs),
      measured: msText(p99.botMs),
      bound: `${bound.words}: ${msText(limitMs)}`,
      holds: p99.botMs <= limitMs,
    },
  ];
}
