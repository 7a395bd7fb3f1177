import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/clock.ts';
import { acknowledgementRows, measureAcknowledgements, SWEPT } from './acknowledgement.ts';
import { cpuSecondsOf, type RunningApp } from './apps.ts';
import type { Failing } from './fail-targets.ts';
import type { CallMade } from './local-aws.ts';
import { logChannel } from './log-channels.ts';
import type { Script } from './processes.ts';
import { memoryRow } from './running-costs.ts';
import type { Stage } from './stage.ts';
import type { Row } from './table.ts';
import { lookRows, sweepCallRows, usualGapMs } from './watch-calls.ts';
import { silentRows, type Told, toldRow } from './watch-delay.ts';

const ESTATE = { services: 1000, clusters: 10, tasksPerService: 3, loadBalancedEvery: 2 };
const GROUPS = ESTATE.services / ESTATE.loadBalancedEvery;
const CHANNEL = logChannel(0);
const QUIET_MS = 80_000;
/** Fast enough that every moment of a sweep of 25 seconds meets some of them. */
const COMMANDS = { text: 'status service-0002', atOnce: 5, commands: 1250, perSecond: 50 };
/** The rotation goes by cluster, and has asked a hundred groups by then and comes to these after two hundred. */
const SILENT = ['service-0305', 'service-0455', 'service-0605'];
const TOLD = ['service-0903', 'service-0905', 'service-0907'];
/** Trouble comes at any moment of a sweep. */
const APART_MS = 8000;
const PATIENCE_MS = 270_000;

/** The night watch over 1,000 services, 500 of them behind target groups. */
export async function watchRows(stage: Stage): Promise<readonly Row[]> {
  const endsAt = performance.now() + PATIENCE_MS;
  const aws = await stage.aws(ESTATE);
  const apps = { bot: await stage.bot(aws), floor: await stage.bare() };
  await stage.slack.ask('deliverTo', apps.bot.eventsUrl);
  await stage.slack.ask('forget');
  await stage.slack.ask('askIn', { text: '/snail watch *:*/*', channel: CHANNEL });
  const warm = await untilLookedTwice(aws);
  const silent = await Promise.all(SILENT.map((service) => failed(aws, { service, how: 'silent' })));
  const costs = await costsOf(apps, QUIET_MS);
  const quiet = await aws.ask<readonly CallMade[]>('callsMade');
  const now = await memoryRow('resident memory, watching', apps, 250, 'now');
  const acks = await measureAcknowledgements(stage, apps, COMMANDS);
  const told: Told[] = [];
  for (const service of TOLD) {
    told.push(await failed(aws, { service, how: 'told' }));
    await systemClock.sleep(APART_MS);
  }
  const posted = await untilPosted(stage, [...silent, ...told], endsAt);
  const calls = [...warm, ...quiet, ...(await aws.ask<readonly CallMade[]>('callsMade'))];
  const peak = await memoryRow('peak memory, watching', apps, 250, 'peak');
  await Promise.all([apps.bot.stop(), apps.floor.stop()]);
  aws.stop();
  return [
    ...sweepCallRows(quiet, ESTATE),
    ...lookRows(calls, ESTATE),
    cpuRow(costs, usualGapMs(quiet)),
    now,
    peak,
    ...acknowledgementRows('acknowledgement, 5 at once, watching 1,000 services', acks, SWEPT),
    toldRow(posted.slice(SILENT.length)),
    ...silentRows(posted.slice(0, SILENT.length), calls, GROUPS),
  ];
}

/** The calls until the second look has begun: the first reads what there is to be read once. */
async function untilLookedTwice(aws: Script): Promise<readonly CallMade[]> {
  const calls: CallMade[] = [];
  const isLook = ({ name, about }: CallMade) =>
    name === 'ecs:DescribeServices' && about.includes('service-0001');
  while (calls.filter(isLook).length < 2) {
    await systemClock.sleep(500);
    calls.push(...(await aws.ask<readonly CallMade[]>('callsMade')));
  }
  return calls;
}

async function failed(aws: Script, failing: Failing): Promise<Told> {
  const failedAt = await aws.ask<number>('fail', failing);
  return { service: failing.service, failedAt, postedAt: undefined };
}

async function untilPosted(stage: Stage, all: readonly Told[], endsAt: number): Promise<readonly Told[]> {
  const services = all.map(({ service }) => service);
  for (;;) {
    const at = await stage.slack.ask<Readonly<Record<string, number>>>('toldOf', services);
    const posted = all.map((each) => ({ ...each, postedAt: at[each.service] }));
    if (posted.every(({ postedAt }) => postedAt) || performance.now() > endsAt) return posted;
    await systemClock.sleep(500);
  }
}

/** Processor time that bot and floor take in a time. Seconds. */
interface Costs {
  readonly bot: number;
  readonly floor: number;
  readonly ofMs: number;
}

async function costsOf(
  apps: { readonly bot: RunningApp; readonly floor: RunningApp },
  ms: number,
): Promise<Costs> {
  const spent = async () => ({
    bot: await cpuSecondsOf(apps.bot.pid),
    floor: await cpuSecondsOf(apps.floor.pid),
  });
  const beganAt = performance.now();
  const before = await spent();
  await systemClock.sleep(ms);
  const after = await spent();
  return {
    bot: after.bot - before.bot,
    floor: after.floor - before.floor,
    ofMs: performance.now() - beganAt,
  };
}

function cpuRow({ bot, floor, ofMs }: Costs, sweepMs: number): Row {
  const text = (seconds: number) =>
    `${((seconds * sweepMs) / ofMs).toFixed(2)} s (${((seconds * 100_000) / ofMs).toFixed(1)} % of a core)`;
  return {
    what: 'processor time from one look to the next',
    floor: text(floor),
    measured: text(bot),
    bound: '',
    holds: undefined,
  };
}
