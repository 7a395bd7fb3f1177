import { performance } from 'node:perf_hooks';
import { diagnosisAnswer } from '../../src/ask/diagnose-answer.ts';
import { createEstate } from '../../src/aws/estate.ts';
import { systemClock } from '../../src/clock.ts';
import { accessKeyOf } from '../../src/demo/aws/caller.ts';
import { createAwsServer } from '../../src/demo/aws-server.ts';
import { createLog } from '../../src/log.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { SCENARIOS } from '../diagnosis/scenarios/index.ts';
import type { Scenario } from '../diagnosis/scenarios/scenario.ts';
import type { Scene } from '../diagnosis/scene.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { msText, type Row } from './table.ts';

/** How a diagnosis of a scenario compares with what is wrong in it. */
type Outcome = 'right' | 'not enough' | 'wrong blame';

const OUTCOMES: readonly Outcome[] = ['right', 'not enough', 'wrong blame'];
const WEB = { env: 'bench', cluster: 'prod', name: 'web' };
/** As long as AWS takes in the same Region. */
const CALL_MS = 50;
const LONGEST_MS = 1500;

interface Asked {
  readonly verdict: string;
  readonly rootCause: string | null;
  readonly tookMs: number;
  readonly calls: Readonly<Record<string, number>>;
}

/** Every scenario diagnosed through the real SDK: whether the cause is found, whom it blames, and what one costs. */
export async function diagnosisRows(): Promise<readonly Row[]> {
  const table: string[] = [];
  const all: Outcome[] = [];
  for (const [topic, scenarios] of Object.entries(SCENARIOS)) {
    const outcomes: Outcome[] = [];
    for (const scenario of scenarios) outcomes.push(outcomeOf(scenario, await asked(scenario.build(), 0)));
    const counts = OUTCOMES.map((each) =>
      String(outcomes.filter((outcome) => outcome === each).length).padEnd(11),
    );
    table.push(`| ${topic.padEnd(18)} | ${String(scenarios.length).padEnd(9)} | ${counts.join(' | ')} |`);
    all.push(...outcomes);
  }
  console.log(
    `\n| scenarios of       | scenarios | ${OUTCOMES.map((each) => each.padEnd(11)).join(' | ')} |`,
  );
  console.log(`| ${'-'.repeat(18)} | ${'-'.repeat(9)} | ${OUTCOMES.map(() => '-'.repeat(11)).join(' | ')} |`);
  console.log(`${table.join('\n')}\n`);
  const count = (outcome: Outcome) => all.filter((each) => each === outcome).length;
  return [
    row(
      'diagnoses that blame what is not the cause',
      `${count('wrong blame')} of ${all.length}`,
      'none',
      count('wrong blame') === 0,
    ),
    row(
      'diagnoses without a cause that the evidence shows',
      `${count('not enough')} of ${all.length}`,
      'none',
      count('not enough') === 0,
    ),
    ...(await costRows()),
  ];
}

function outcomeOf({ rootCause, verdict }: Scenario, found: Asked): Outcome {
  if (found.rootCause === rootCause && found.verdict === verdict) return 'right';
  return found.rootCause === null ? 'not enough' : 'wrong blame';
}

/** One diagnosis of a service whose tasks answer 404, as long as AWS takes 50 ms for a call. */
async function costRows(): Promise<readonly Row[]> {
  const scenario = SCENARIOS['the load balancer']?.[0];
  if (!scenario) return [];
  const { tookMs, calls } = await asked(scenario.build(), CALL_MS);
  const sum = Object.values(calls).reduce((total, each) => total + each, 0);
  return [
    row(
      `a diagnosis at ${CALL_MS} ms a call`,
      msText(tookMs),
      `below ${msText(LONGEST_MS)}`,
      tookMs < LONGEST_MS,
    ),
    row(
      `its calls: ${Object.entries(calls)
        .map(([name, times]) => `${name} ${times}`)
        .join(', ')}`,
      String(sum),
      'at most 20',
      sum <= 20,
    ),
  ];
}

function row(what: string, measured: string, bound: string, holds: boolean): Row {
  return { what, floor: '', measured, bound, holds };
}

async function asked({ world, clock }: Pick<Scene, 'world' | 'clock'>, delayMs: number): Promise<Asked> {
  const patience = { now: clock.now, sleep: systemClock.sleep };
  const aws = createAwsServer({ worlds: [world], clock: patience });
  if (delayMs > 0) aws.faults.add({ kind: 'delay', operation: '*', ms: delayMs });
  const endpoint = await aws.start();
  const estate = createEstate({
    environments: [{ alias: WEB.env, region: world.region }],
    clientConfig: {
      endpoint,
      credentials: { accessKeyId: accessKeyOf(world.account), secretAccessKey: 'secret' },
    },
    // The scene's clock stands still, and with it a budget that refills by time.
    limits: { logsIn: {}, attempts: 1 },
    clock: patience,
    log: createLog('error', { write: () => {} }),
    metrics: { awsCall: () => {} },
  });
  const deps = {
    estate,
    clock,
    blackBox: fakeBlackBox(),
    redact: createRedactor([]),
    sleep: systemClock.sleep,
  };
  const beganAt = performance.now();
  try {
    const { data } = await diagnosisAnswer(deps, WEB, { freshness: { maxAgeMs: 0 } });
    const { verdict, rootCause } = data as Pick<Asked, 'verdict' | 'rootCause'>;
    return { verdict, rootCause, tookMs: performance.now() - beganAt, calls: { ...aws.calls } };
  } finally {
    estate.stop();
    await aws.stop();
  }
}
