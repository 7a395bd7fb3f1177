import { performance } from 'node:perf_hooks';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import type { Asked } from './local-slack.ts';
import type { Stage } from './stage.ts';
import { msText, type Row } from './table.ts';

const SERVICES = 50;
const CALL_MS = 50;
/** First answer, with all ECS facts. */
const CALL_TIMES = 5;
/** One call for each target group, ten in four seconds, the last ten without a wait behind them. */
const TARGETS_MS = (SERVICES / 10 - 1) * 4000;
/** The least that the batch sizes allow, for 50 services of one cluster with two tasks each. */
const LEAST: Readonly<Record<string, number>> = {
  'ecs:ListClusters': 1,
  'ecs:ListServices': 1,
  'ecs:DescribeServices': 5,
  'ecs:ListTasks': 1,
  'ecs:DescribeTasks': 1,
  'elasticloadbalancing:DescribeTargetHealth': SERVICES,
};

/** For the names that the bot read when it started to be forgotten. */
const FORGOTTEN_MS = 61_000;

/** `/snail status` over 50 services with 50 ms added to every AWS call. */
export async function statusAnswerRows(stage: Stage): Promise<readonly Row[]> {
  const aws = await stage.aws({ services: SERVICES });
  const bot = await stage.bot(aws);
  await stage.slack.ask('deliverTo', bot.eventsUrl);
  // Loads what the first call loads.
  await stage.slack.ask('ask', '/snail help');
  await new Promise((resolve) => setTimeout(resolve, FORGOTTEN_MS));
  await aws.ask('delay', CALL_MS);
  const floorMs = await sequentialCalls(aws);
  await aws.ask('resetCalls');
  const first = await stage.slack.ask<Asked>('ask', '/snail status');
  const completeAt = await stage.slack.ask<number>('heard', first.heard + 1);
  const calls = await aws.ask<Readonly<Record<string, number>>>('calls');
  await stage.slack.ask('ask', '/snail status');
  await aws.ask('resetCalls');
  await stage.slack.ask('ask', '/snail status');
  const again = sum(await aws.ask<Readonly<Record<string, number>>>('calls'));
  await bot.stop();
  aws.stop();
  const completeMs = completeAt - first.ackedAt;
  return [
    {
      what: `first answer over ${SERVICES} services, ${CALL_MS} ms a call`,
      floor: msText(floorMs),
      measured: msText(first.firstMs),
      bound: `within ${CALL_TIMES} call times, as measured`,
      holds: first.firstMs <= floorMs,
    },
    {
      what: 'its target health complete',
      floor: msText(TARGETS_MS),
      measured: msText(completeMs),
      bound: 'the quota budget, and a second',
      holds: completeMs <= TARGETS_MS + 1000,
    },
    {
      what: 'AWS calls for it',
      floor: String(sum(LEAST)),
      measured: String(sum(calls)),
      bound: 'the least the batch sizes allow',
      holds: Object.keys({ ...LEAST, ...calls }).every((name) => calls[name] === LEAST[name]),
    },
    {
      what: 'AWS calls for a second ask',
      floor: '0',
      measured: String(again),
      bound: '0',
      holds: again === 0,
    },
  ];
}

/** Five calls one after another, by the same SDK to the same server, as large as the bot's own. */
async function sequentialCalls({ endpoint, region }: { endpoint: string; region: string }): Promise<number> {
  const client = new ECSClient({
    region,
    endpoint,
    credentials: { accessKeyId: 'AKIABENCH00000000000', secretAccessKey: 'bench' },
  });
  const services = Array.from({ length: 10 }, (_, nth) => `service-${String(nth + 1).padStart(4, '0')}`);
  const call = () => client.send(new DescribeServicesCommand({ cluster: 'cluster-1', services }));
  await call();
  const beganAt = performance.now();
  for (let nth = 0; nth < CALL_TIMES; nth += 1) await call();
  client.destroy();
  return performance.now() - beganAt;
}

function sum(calls: Readonly<Record<string, number>>): number {
  return Object.values(calls).reduce((all, each) => all + each, 0);
}
