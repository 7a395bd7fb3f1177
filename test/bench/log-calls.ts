import type { Writing } from './local-aws.ts';
import type { Seen } from './local-slack.ts';
import { logChannel } from './log-channels.ts';
import type { Stage } from './stage.ts';
import { type Row, thousandsText } from './table.ts';

const GROUPS = 10;
const TAILS_EACH = 5;
const FOR_MS = 30_000;
/** FilterLogEvents in eu-central-1, calls a second. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const QUOTA = 5;

/** What 50 tails of 10 groups ask of AWS: each group's five tails are in channels of their own and share their reads. */
export async function logCallRows(stage: Stage): Promise<readonly Row[]> {
  const aws = await stage.aws({ services: GROUPS });
  const bot = await stage.bot(aws);
  const services = Array.from({ length: GROUPS }, (_, nth) => `service-${String(nth + 1).padStart(4, '0')}`);
  await stage.slack.ask('deliverTo', bot.eventsUrl);
  await stage.slack.ask('forget');
  const plan = Array.from({ length: GROUPS * TAILS_EACH }, (_, nth) => ({
    text: `/snail logs ${services[nth % GROUPS]}`,
    channel: logChannel(nth),
  }));
  await stage.slack.ask('openLogs', plan);
  await aws.ask('resetCalls');
  await stage.slack.ask('forget');
  const writing: Writing = { services, perSecond: 2, forMs: FOR_MS };
  await aws.ask('write', writing);
  const calls = await aws.ask<Readonly<Record<string, number>>>('calls');
  const { posts } = await stage.slack.ask<Seen>('seen');
  await bot.stop();
  aws.stop();
  const aMinute = (count: number) => Math.round((count * 60_000) / FOR_MS);
  const made = aMinute(calls['logs:FilterLogEvents'] ?? 0);
  const others = aMinute(Object.values(calls).reduce((all, each) => all + each, 0)) - made;
  // Every read of a tail finds lines, and makes one post.
  const least = aMinute(posts.length / TAILS_EACH);
  const share = (QUOTA / 2) * 60;
  return [
    {
      what: `log reads a minute of ${GROUPS * TAILS_EACH} tails of ${GROUPS} groups (${thousandsText(aMinute(posts.length))} posts)`,
      floor: `${least} (each read shared by ${TAILS_EACH})`,
      measured: `${made}, and ${others} other calls`,
      bound: `half the quota: ${share}`,
      holds: made <= share * 1.02 && others === 0,
    },
  ];
}
