import type { Writing } from './local-aws.ts';
import type { Seen } from './local-slack.ts';
import { logChannel } from './log-channels.ts';
import type { Stage } from './stage.ts';
import { msText, quantile, type Row, thousandsText } from './table.ts';

/** Tails that are followed at the same time, and what their lag may be. */
interface Plan {
  readonly what: string;
  readonly services: number;
  readonly perSecond: number;
  readonly channels: 'own' | 'one';
  readonly p50Ms?: number;
  readonly p95Ms: number;
}

const PLANS: readonly Plan[] = [
  { what: 'one tail, 50 lines/s', services: 1, perSecond: 50, channels: 'own', p50Ms: 1000, p95Ms: 2000 },
  {
    what: 'five tails, 20 lines/s each, five channels',
    services: 5,
    perSecond: 20,
    channels: 'own',
    p95Ms: 4000,
  },
  {
    what: 'five tails, 20 lines/s each, one channel',
    services: 5,
    perSecond: 20,
    channels: 'one',
    p95Ms: 7000,
  },
];
const FOR_MS = 30_000;
/** For the last lines to be read and posted. */
const SETTLE_MS = 9000;
/** The least an even pace of one post a second can do; the least for several in one channel is as many times as much. */
const POST_EVERY_MS = 1000;

/** From the moment a line is written until it can be read in Slack. */
export async function logFollowingRows(stage: Stage): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const plan of PLANS) rows.push(...(await followed(stage, plan)));
  return rows;
}

async function followed(stage: Stage, plan: Plan): Promise<readonly Row[]> {
  const aws = await stage.aws({ services: plan.services });
  const bot = await stage.bot(aws);
  const services = Array.from({ length: plan.services }, (_, nth) => `service-000${nth + 1}`);
  await stage.slack.ask('deliverTo', bot.eventsUrl);
  await stage.slack.ask('forget');
  await stage.slack.ask(
    'openLogs',
    services.map((service, nth) => ({
      text: `/snail logs ${service} --since 1s`,
      channel: logChannel(plan.channels === 'one' ? 0 : nth),
    })),
  );
  const writing: Writing = { services, perSecond: plan.perSecond, forMs: FOR_MS };
  const putAt = await aws.ask<readonly (readonly number[])[]>('write', writing);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const seen = await stage.slack.ask<Seen>('seen');
  await bot.stop();
  aws.stop();
  return rowsOf(plan, lagsOf(services, putAt, seen), seen);
}

interface Lags {
  readonly ms: readonly number[];
  readonly lost: number;
}

function lagsOf(services: readonly string[], putAt: readonly (readonly number[])[], { at }: Seen): Lags {
  const ms: number[] = [];
  let lost = 0;
  for (const [nth, service] of services.entries())
    for (const [number, put] of (putAt[nth] ?? []).entries()) {
      const came = at[service]?.[number];
      if (typeof came === 'number') ms.push(came - put);
      else lost += 1;
    }
  return { ms, lost };
}

function rowsOf(plan: Plan, { ms, lost }: Lags, { doubled }: Seen): readonly Row[] {
  const turnMs = POST_EVERY_MS * (plan.channels === 'one' ? plan.services : 1);
  const lag = (share: number, mostMs: number | undefined): Row => {
    const measured = quantile(ms, share);
    return {
      what: `${plan.what}: lag, p${share * 100}`,
      floor: `${msText(turnMs * share)} (one post a second)`,
      measured: msText(measured),
      bound: mostMs === undefined ? '' : msText(mostMs),
      holds: mostMs === undefined ? undefined : measured < mostMs,
    };
  };
  return [
    lag(0.5, plan.p50Ms),
    lag(0.95, plan.p95Ms),
    {
      what: `the same: lost and doubled of ${thousandsText(ms.length + lost)} lines`,
      floor: '0, 0',
      measured: `${lost}, ${doubled}`,
      bound: '0, 0',
      holds: lost === 0 && doubled === 0,
    },
  ];
}
