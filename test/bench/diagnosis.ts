import { performance } from 'node:perf_hooks';
import { diagnosisAnswer } from '../../src/ask/diagnose-answer.ts';
import { createEstate } from '../../src/aws/estate.ts';
import { systemClock } from '../../src/clock.ts';
import { accessKeyOf } from '../../src/demo/aws/caller.ts';
import { createAwsServer } from '../../src/demo/aws-server.ts';
import { createLog } from '../../src/log.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { codes, taskGroup, unhealthy } from '../diagnosis/given-failures.ts';
import { largeService } from '../diagnosis/large-service.ts';
import { SCENARIOS } from '../diagnosis/scenarios/index.ts';
import type { Scenario } from '../diagnosis/scenarios/scenario.ts';
import type { Scene } from '../diagnosis/scene.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { msText, type Row } from './table.ts';

/** How a diagnosis of a scenario compares with what is wrong in it. */
type Outcome = 'right' | 'not enough' | 'wrong blame';

const OUTCOMES: readonly Outcome[] = ['right', 'not enough', 'wrong blame'];
const WEB = { env: 'bench', cluster: 'prod', name: 'web' };
/** Those of a look, and one or two of each source beyond it. */
const MOST_CALLS = 25;
const COSTLY: Readonly<Record<string, () => Scene>> = {
  'a path that is not known': unhealthy(codes(404)),
  'a security group that is shut': unhealthy('Request timed out', ['Listening on port 8080'], (scene) => {
    taskGroup(scene).ipPermissions = [];
  }),
  '200 tasks with 50,000 lines': largeService,
};
/** As long as AWS takes in the same Region. */
const CALL_MS = 50;
const LONGEST_MS = 1500;

interface Asked {
  readonly verdict: string;
  readonly rootCause: string | null;
  readonly contributing: readonly { readonly id: string }[];
  readonly tookMs: number;
  readonly calls: Readonly<Record<string, number>>;
}

/** Every scenario diagnosed through the real SDK: whether the cause is found, whom it blames, and what one costs. */
export async function diagnosisRows(): Promise<readonly Row[]> {
  const lines: string[] = [];
  const all: { readonly name: string; readonly outcome: Outcome }[] = [];
  for (const [topic, scenarios] of Object.entries(SCENARIOS)) {
    const found: typeof all = [];
    for (const scenario of scenarios) {
      const outcome = outcomeOf(scenario, await asked(scenario.build(), 0));
      found.push({ name: `${topic}: ${scenario.name}`, outcome });
    }
    lines.push(confusionLine(topic, found));
    all.push(...found);
  }
  console.log(`\n| scenarios of | scenarios | ${OUTCOMES.join(' | ')} |\n|${' --- |'.repeat(5)}`);
  console.log([...lines, confusionLine('all', all)].join('\n'));
  for (const { name, outcome } of all) if (outcome !== 'right') console.log(`${outcome}: ${name}`);
  const count = (outcome: Outcome) => all.filter((each) => each.outcome === outcome).length;
  const wrong = count('wrong blame');
  const missed = count('not enough');
  return [
    row('diagnoses that blame what is not the cause', `${wrong} of ${all.length}`, 'none', wrong === 0),
    row(
      'diagnoses without a cause that the evidence shows',
      `${missed} of ${all.length}`,
      'none',
      missed === 0,
    ),
    ...(await costRows()),
  ];
}

function confusionLine(topic: string, found: readonly { readonly outcome: Outcome }[]): string {
  const counts = OUTCOMES.map((each) => found.filter(({ outcome }) => outcome === each).length);
  return `| ${[topic, found.length, ...counts].join(' | ')} |`;
}

/** A cause that is named beside the right one is a blame as well. */
function outcomeOf({ rootCause, verdict, contributing = [] }: Scenario, found: Asked): Outcome {
  const others = found.contributing.map(({ id }) => id);
  const isWhole = others.length === contributing.length && others.every((id) => contributing.includes(id));
  if (found.rootCause === rootCause && found.verdict === verdict && isWhole) return 'right';
  return found.rootCause === null && others.length === 0 ? 'not enough' : 'wrong blame';
}

/** As long as AWS takes 50 ms for a call: of what needs little, of what needs the network, and of a large service. */
async function costRows(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const calls: string[] = [];
  for (const [what, build] of Object.entries(COSTLY)) {
    const { tookMs, calls: made } = await asked(build(), CALL_MS);
    const sum = Object.values(made).reduce((total, each) => total + each, 0);
    rows.push(
      row(
        `a diagnosis of ${what} at ${CALL_MS} ms a call`,
        msText(tookMs),
        `below ${msText(LONGEST_MS)}`,
        tookMs < LONGEST_MS,
      ),
      row(`calls of a diagnosis of ${what}`, String(sum), `at most ${MOST_CALLS}`, sum <= MOST_CALLS),
    );
    const list = Object.entries(made).map(([name, times]) => `${name} ${times}`);
    calls.push(`Calls of a diagnosis of ${what}: ${list.sort().join(', ')}`);
  }
  console.log(`\n${calls.join('\n')}\n`);
  return rows;
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
    const tookMs = performance.now() - beganAt;
    const found = data as Pick<Asked, 'verdict' | 'rootCause' | 'contributing'>;
    return { ...found, tookMs, calls: { ...aws.calls } };
  } finally {
    estate.stop();
    await aws.stop();
  }
}
