import { memoryOf } from './apps.ts';
import type { Writing } from './local-aws.ts';
import type { Probed, Seen } from './local-slack.ts';
import { logChannel } from './log-channels.ts';
import type { Stage } from './stage.ts';
import { mbText, msText, quantile, type Row, thousandsText } from './table.ts';

const LINES = 100_000;
const IN_MS = 10_000;
const SERVICE = 'service-0001';
const MOST_MB = 250;
/** Until every line is there, or is given up. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 2000;
const PROBE = { text: '/snail status service-0002', everyMs: 50, times: 150 };
/** What a command may take longer meanwhile: as much as while the bot sweeps. */
const SLOWER_MS = 50;

/** A service that writes 100,000 lines in ten seconds, while other commands are asked. */
export async function logBurstRows(stage: Stage): Promise<readonly Row[]> {
  const aws = await stage.aws({ services: 2 });
  // Lines come from a process of their own: while it writes pages, the other would answer late.
  const logs = await stage.aws({ services: 2 });
  const bot = await stage.bot(aws, [], { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: logs.endpoint });
  await stage.slack.ask('deliverTo', bot.eventsUrl);
  await stage.slack.ask('forget');
  await stage.slack.ask('openLogs', [{ text: `/snail logs ${SERVICE} --since 1s`, channel: logChannel(0) }]);
  await stage.slack.ask('probe', { ...PROBE, times: 20 });
  const quiet = await stage.slack.ask<Probed>('probe', PROBE);
  const before = await memoryOf(bot.pid);
  const writing: Writing = { services: [SERVICE], perSecond: (LINES * 1000) / IN_MS, forMs: IN_MS };
  const [, busy] = await Promise.all([logs.ask('write', writing), stage.slack.ask<Probed>('probe', PROBE)]);
  const seen = await allSeen(stage);
  const { peak } = await memoryOf(bot.pid);
  await bot.stop();
  aws.stop();
  logs.stop();
  const came = (seen.at[SERVICE] ?? []).filter((at) => at !== null).length;
  const closest = closestPosts(seen);
  return [
    {
      what: `burst of ${thousandsText(LINES)} lines in ${IN_MS / 1000} s: peak memory`,
      floor: mbText(before.now),
      measured: mbText(peak),
      bound: `${MOST_MB} MB`,
      holds: peak <= MOST_MB * 1e6,
    },
    {
      what: `its lines in the thread or its files (${thousandsText(seen.inFiles)} in files), doubled`,
      floor: `${thousandsText(LINES)}, 0`,
      measured: `${thousandsText(came)}, ${thousandsText(seen.doubled)}`,
      bound: 'all of them, once',
      holds: came === LINES && seen.doubled === 0,
    },
    {
      what: `its ${seen.posts.length} posts: the shortest time between two`,
      floor: msText(1000),
      measured: msText(closest),
      bound: 'one a second and channel',
      holds: closest >= 990,
    },
    probeRow('acknowledgement of another command meanwhile', quiet.acked, busy.acked),
    probeRow('answer to another command meanwhile', quiet.answered, busy.answered),
  ];
}

/** What there is once every line came, or nothing new for long. */
async function allSeen(stage: Stage): Promise<Seen> {
  const endsAt = performance.now() + PATIENCE_MS;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const seen = await stage.slack.ask<Seen>('seen');
    const came = (seen.at[SERVICE] ?? []).filter((at) => at !== null).length;
    if (came >= LINES || performance.now() > endsAt) return seen;
  }
}

function closestPosts({ posts }: Seen): number {
  const gaps = posts.slice(1).map(({ at }, nth) => at - (posts[nth]?.at ?? 0));
  return Math.min(...gaps);
}

function probeRow(what: string, quiet: readonly number[], busy: readonly number[]): Row {
  const [quietMs, busyMs] = [quantile(quiet, 0.99), quantile(busy, 0.99)];
  return {
    what: `${what}, p99 of ${busy.length}`,
    floor: `${msText(quietMs)} when quiet`,
    measured: msText(busyMs),
    bound: `+${SLOWER_MS} ms`,
    holds: busyMs <= quietMs + SLOWER_MS,
  };
}
