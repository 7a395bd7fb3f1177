import { explained, lineClues, matching } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { answeredCodes } from '../ladder.ts';
import { seriesOf } from '../measures.ts';
import { NOTHING, notChecked, type Rule, ruledOut, type Verdict } from '../rule.ts';
import { cluesIn, proofsOf } from '../saying.ts';
import { isWayInOpen } from '../way-in.ts';

const SLOW = /Target\.Timeout|Request timed out|failed container health checks/i;
const CHECKER = /ELB-HealthChecker/;
/** Percent of what the tasks asked for, on the average of all of them, at which checks go unanswered. */
const STARVED = 90;
/** Minutes; a start alone takes up a processor for one or two. */
const LEAST_MINUTES = 3;
/** How long before the first failure seen it may have begun. */
const BEFORE_MS = 10 * 60_000;

/** A rule about programs that are too busy to answer. */
export const starvedRules: readonly Rule[] = [
  {
    id: 'cpu-starved',
    title: 'The tasks have too little CPU to answer their checks',
    source:
      'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html',
    examine: starved,
  },
];

function starved(evidence: Evidence): Verdict {
  const { measures } = evidence;
  const clues = matching(cluesIn(evidence, ['target', 'stop', 'event']), SLOW);
  if (clues.length === 0 || measures === undefined || answeredCodes(evidence).length > 0) return NOTHING;
  if (measures.kind === 'unknown') return notChecked('how busy the tasks’ CPU was', measures);
  const points = since(evidence, seriesOf(measures.value, { name: 'CPUUtilization' })?.points ?? []);
  const busy = points.filter(({ value }) => value >= STARVED);
  const most = points.reduce((top, { value }) => Math.max(top, value), 0);
  if (points.length === 0) return NOTHING;
  if (busy.length < LEAST_MINUTES || busy.length * 2 < points.length)
    return ruledOut(`the tasks used ${Math.round(most)} % of their CPU at most while they failed`);
  const way = isWayInOpen(evidence);
  const asked = matching(lineClues(evidence), CHECKER);
  if (way === false) return NOTHING;
  const about = {
    says: `the tasks used ${Math.round(most)} % of their CPU, and at least ${STARVED} % in ${busy.length} of ${points.length} minutes, and did not answer their checks in time`,
    because: [
      {
        source: 'cloudwatch:GetMetricData',
        what: `CPUUtilization, minutes of at least ${STARVED} %`,
        value: `${busy.length} of ${points.length}, at most ${Math.round(most)} %`,
        at: busy.at(-1)?.at,
      },
      ...proofsOf(asked),
      ...proofsOf(clues),
    ],
    remedy: 'give the tasks more CPU or run more of them, and look at what keeps them busy',
    explains: explained(clues),
  };
  if (way === true || asked.length > 0) return { kind: 'confirmed', ...about };
  return {
    kind: 'likely',
    ...about,
    settle: 'whether the checks reach the tasks: their requests in the log',
  };
}

function since<P extends { readonly at: Date }>(
  { suspect, now }: Evidence,
  points: readonly P[],
): readonly P[] {
  const times = suspect.failing.flatMap(({ startedAt, createdAt }) => startedAt ?? createdAt ?? []);
  const first = Math.min(now.getTime(), ...times.map((at) => at.getTime()));
  return points.filter(({ at }) => at.getTime() >= first - BEFORE_MS);
}
