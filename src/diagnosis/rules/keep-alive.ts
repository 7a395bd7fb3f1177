import type { ServiceEvent } from '../../deployment/service.ts';
import { type Evidence, settingsOf } from '../evidence.ts';
import { seriesOf } from '../measures.ts';
import { NOTHING, notChecked, type Proof, type Rule, ruledOut, type Verdict } from '../rule.ts';
import type { ContainerSettings } from '../settings.ts';

const TROUBLE =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html';

/** How long the program keeps a connection that says nothing. */
interface KeepAlive {
  readonly ms: number;
  readonly proof: Proof;
  /** Nothing says so; programs of this kind do unless told otherwise. */
  readonly isUsual: boolean;
}

const MINUTE_MS = 60_000;
/** When tasks come and go, 502s have other reasons. */
const NEAR_MS = 2 * MINUTE_MS;

/** As the programs' own documents give them: docs.gunicorn.org, uvicorn.org, nodejs.org/api/http.html. */
const USUAL: readonly { readonly program: RegExp; readonly ms: number }[] = [
  { program: /\bgunicorn\b/, ms: 2000 },
  { program: /\buvicorn\b/, ms: 5000 },
  { program: /(?:^|[\s/])(?:node|npm|yarn|pnpm)(?:\s|$)/, ms: 5000 },
];
const FLAG = /--(?:timeout-keep-alive|keep-?alive(?:-timeout)?)[ =](\d+)/;
const VARIABLE = /KEEP_?ALIVE/i;

/** A rule about connections that the program ends while the load balancer still wants to use them. */
export const keepAliveRules: readonly Rule[] = [
  {
    id: 'keepalive-mismatch',
    title: 'The program ends idle connections before the load balancer does',
    source: TROUBLE,
    ofWell: true,
    examine: mismatch,
  },
];

/** Only where 502s were counted: without them the numbers alone do nobody harm. */
function mismatch(evidence: Evidence): Verdict {
  const { idleTimeouts, measures, suspect } = evidence;
  if (idleTimeouts === undefined || measures === undefined) return NOTHING;
  if (measures.kind === 'unknown') return notChecked('how many 502s the load balancer gave', measures);
  if (idleTimeouts.kind === 'unknown') return notChecked('the load balancer’s idle time-out', idleTimeouts);
  const [idle] = idleTimeouts.value;
  const kept = keepAliveOf(evidence);
  const series = idle && seriesOf(measures.value, { name: 'HTTPCode_ELB_502_Count', of: idle.balancer });
  if (!idle || !series) return NOTHING;
  const bad = series.points.filter(({ value }) => value > 0);
  if (bad.length === 0) return ruledOut('the load balancer gave no 502 within the last hour');
  if (!kept) return NOTHING;
  if (kept.ms > idle.ms)
    return ruledOut(
      `the program keeps connections for ${seconds(kept.ms)}, the load balancer for ${seconds(idle.ms)}`,
      kept.proof,
    );
  const calm = bad.filter(({ at }) => !changes(evidence).some((when) => isNear(when, at)));
  if (calm.length === 0)
    return ruledOut('the 502s came when tasks were started and stopped, and at no other time');
  const count = calm.reduce((sum, { value }) => sum + value, 0);
  return {
    kind: 'likely',
    says: `the program ends idle connections after ${seconds(kept.ms)}${kept.isUsual ? ' (as its kind does unless told otherwise)' : ''}, the load balancer uses them for ${seconds(idle.ms)}, and gave ${count} ${count === 1 ? 'answer' : 'answers'} of 502 within the hour`,
    because: [
      kept.proof,
      {
        source: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
        what: 'idle_timeout.timeout_seconds',
        value: String(idle.ms / 1000),
        at: idleTimeouts.readAt,
      },
      {
        source: 'cloudwatch:GetMetricData',
        what: 'HTTPCode_ELB_502_Count, minutes in which tasks came or went left out',
        value: String(count),
        at: calm.at(-1)?.at,
      },
    ],
    remedy: `let the program keep idle connections longer than ${seconds(idle.ms)}`,
    settle:
      'whether the load balancer’s access log has “-” as target_status_code for the 502s of this target group',
    explains: Math.max(1, suspect.tasks.length),
  };
}

/** When tasks were started or stopped, and when ECS said so. */
function changes({ suspect, sighting }: Evidence): readonly Date[] {
  const stopped = sighting.stopped?.kind === 'known' ? sighting.stopped.value : [];
  const events: readonly ServiceEvent[] =
    sighting.service.kind === 'known' ? sighting.service.value.events : [];
  return [
    ...[...suspect.tasks, ...stopped].flatMap(({ startedAt, stoppingAt, stoppedAt }) =>
      [startedAt, stoppingAt, stoppedAt].flatMap((at) => at ?? []),
    ),
    ...events
      .filter(({ message }) => /has (?:started|stopped|begun draining)/i.test(message))
      .map(({ createdAt }) => createdAt),
  ];
}

function isNear(one: Date, other: Date): boolean {
  return Math.abs(one.getTime() - other.getTime()) <= NEAR_MS;
}

function keepAliveOf(evidence: Evidence): KeepAlive | undefined {
  const { sighting, suspect } = evidence;
  const behind = sighting.targetGroups.map(({ group }) => group.containerName);
  const containers = settingsOf(evidence, suspect.revision?.arn)?.containers ?? [];
  const one = containers.find(({ name }) => behind.includes(name));
  return one && (byVariable(one) ?? byCommand(one));
}

/** Names tell the unit, and a thousand seconds are more than anybody means. */
function byVariable({ name: container, environment }: ContainerSettings): KeepAlive | undefined {
  const found = environment.find(({ name, value }) => VARIABLE.test(name) && /^\d+$/.test(value ?? ''));
  if (!found?.value) return undefined;
  const number = Number(found.value);
  const isMs = /_MS$|MILLIS/i.test(found.name) || number >= 1000;
  return {
    ms: isMs ? number : number * 1000,
    proof: definitionProof(`variable ${found.name} of ${container}`, found.value),
    isUsual: false,
  };
}

function byCommand({ name, command, entryPoint }: ContainerSettings): KeepAlive | undefined {
  const words = [...entryPoint, ...command].join(' ');
  const proof = definitionProof(`command of ${name}`, words);
  const told = FLAG.exec(words)?.[1];
  if (told !== undefined) return { ms: Number(told) * 1000, proof, isUsual: false };
  const usual = USUAL.find(({ program }) => program.test(words));
  return usual && { ms: usual.ms, proof, isUsual: true };
}

function definitionProof(what: string, value: string): Proof {
  return { source: 'ecs:DescribeTaskDefinition', what, value, at: undefined };
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
