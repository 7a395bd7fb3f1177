import { acknowledgementRows, measureAcknowledgements, QUIET, SWEPT } from './acknowledgement.ts';
import { memoryOf, type RunningApp } from './apps.ts';
import type { Stage } from './stage.ts';
import { msText, quantile, type Row } from './table.ts';

const STARTS = 5;
const IDLE_MS = 10_000;
const MIB = 1024 * 1024;
const BURSTS = [
  { atOnce: 1, commands: 300, perSecond: 60 },
  { atOnce: 10, commands: 1000, perSecond: 150 },
  { atOnce: 50, commands: 1000, perSecond: 150 },
] as const;

/** What it costs to have the bot: acknowledgements, starts, memory, at rest and while it sweeps. */
export async function runningCostRows(stage: Stage): Promise<readonly Row[]> {
  const aws = await stage.aws({ services: 1000 });
  const small = await stage.aws({ services: 10 });
  const starts = await startRows(stage, small);
  const apps = { bot: await stage.bot(small), floor: await stage.bare() };
  await stage.slack.ask('deliverTo', apps.bot.eventsUrl);
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const idle = await memoryRow('resident memory, idle', apps, 150, 'now');
  const acks: Row[] = [];
  for (const plan of BURSTS) {
    acks.push(
      ...acknowledgementRows(
        `acknowledgement, ${plan.atOnce} at once`,
        await measureAcknowledgements(stage, apps, plan),
        QUIET,
      ),
    );
  }
  await apps.bot.stop();
  const sweeping = { bot: await stage.bot(aws), floor: apps.floor };
  await stage.slack.ask('deliverTo', sweeping.bot.eventsUrl);
  const title = await stage.slack.ask<string>('sweep');
  const plan = { atOnce: 10, commands: 500, perSecond: 100 };
  acks.push(
    ...acknowledgementRows(
      'the same, 10 at once, sweeping 1,000 services',
      await measureAcknowledgements(stage, sweeping, plan),
      SWEPT,
    ),
  );
  const sweeps = await stage.slack.ask<number>('sweeps');
  await stage.slack.ask('stopSweep');
  const busy = await memoryRow(
    `peak memory, sweeping 1,000 services (${sweeps} sweeps: ${title.slice(0, 40)})`,
    sweeping,
    250,
    'peak',
  );
  await Promise.all([sweeping.bot.stop(), sweeping.floor.stop()]);
  for (const each of [aws, small]) each.stop();
  return [...acks, ...starts, idle, busy];
}

async function startRows(stage: Stage, aws: Parameters<Stage['bot']>[0]): Promise<readonly Row[]> {
  const took = { bot: [] as number[], floor: [] as number[] };
  for (let nth = 0; nth < STARTS; nth += 1) {
    for (const [name, start] of [
      ['floor', () => stage.bare()],
      ['bot', () => stage.bot(aws)],
    ] as const) {
      const app = await start();
      took[name].push(app.readyMs);
      await app.stop();
    }
  }
  const botMs = quantile(took.bot, 0.5);
  const floor = msText(quantile(took.floor, 0.5));
  return [
    {
      what: `start to ready, median of ${STARTS}`,
      floor,
      measured: msText(botMs),
      bound: '1.5 s',
      holds: botMs <= 1500,
    },
  ];
}

/** Resident memory of the bot beside the floor's. */
export async function memoryRow(
  what: string,
  { bot, floor }: { readonly bot: RunningApp; readonly floor: RunningApp },
  mostMiB: number,
  which: 'now' | 'peak',
): Promise<Row> {
  const [bytes, floorBytes] = [(await memoryOf(bot.pid))[which], (await memoryOf(floor.pid))[which]];
  const text = (all: number) => `${(all / MIB).toFixed(0)} MiB`;
  return {
    what,
    floor: text(floorBytes),
    measured: text(bytes),
    bound: `${mostMiB} MiB`,
    holds: bytes <= mostMiB * MIB,
  };
}
