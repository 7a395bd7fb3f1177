import type { TargetGroupCheck } from '../../deployment/service.ts';
import { cut } from '../../text.ts';
import { explained, lineClues, matching, proofOf } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { answeredCodes } from '../ladder.ts';
import { listeningOn } from '../listening.ts';
import { NOTHING, type Proof, type Rule, type Verdict } from '../rule.ts';
import { proofsOf } from '../saying.ts';

const HEALTH =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const TROUBLE =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html';

/** The program answers the load balancer's check, and the answer does not pass. */
interface Answered {
  readonly codes: readonly number[];
  readonly check: TargetGroupCheck | undefined;
  readonly proof: readonly Proof[];
  readonly explains: number;
}

const WRONG_HOST =
  /Invalid HTTP_HOST header|DisallowedHost|Blocked host|host (?:header )?(?:is )?not (?:allowed|permitted)|Invalid Host header/i;
/** Words for which the same codes mean something else than a path that is not there. */
const OTHER_MATTER = new RegExp(`${WRONG_HOST.source}|plain HTTP request was sent to HTTPS port`, 'i');
const DEPENDENCY =
  /ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|connection (?:to .{1,80} )?(?:refused|timed out)|could not connect to (?:server|the|redis|postgres|mysql|database)|password authentication failed|too many connections|no such host|Name or service not known|Communications link failure/i;

/** Traces and metrics that find no collector: programs write it and go on. */
const TELEMETRY =
  /otlp|opentelemetry|otel|datadog|dd-trace|statsd|x-?ray|zipkin|jaeger|newrelic|:(?:4317|4318|8125|8126|9411)\b/i;

/** A count of none, or a line that says of itself that it only informs. */
const NO_ERROR = /\b(?:no|0) errors?\b|errors?"?[:=] ?(?:0\b|null|false|\[\])|"level":"(?:info|debug)"/i;

/** Rules about answers that do not pass. What answers was reached: networks are no matter here. */
export const answeredRules: readonly Rule[] = [
  {
    id: 'hc-host-header-rejected',
    title: 'The program refuses the address that the check puts in the Host header',
    source: TROUBLE,
    examine: (evidence) => {
      const found = answered(evidence);
      const lines = matching(lineClues(evidence), WRONG_HOST);
      const refused = found?.codes.some((code) => [400, 403, 404, 421].includes(code));
      if (!found || !refused || (lines.length === 0 && !found.codes.includes(421))) return NOTHING;
      return {
        kind: 'confirmed',
        says: `the health check sends the task’s address as Host, and the program answers ${codesText(found)}`,
        because: [...proofsOf(lines), ...found.proof],
        remedy:
          'let the program accept requests for its own IP address, or give checks a virtual host of their own',
        explains: found.explains,
      };
    },
  },
  {
    id: 'dependency-unreachable',
    title: 'Something that the program needs does not answer it',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html',
    examine: dependency,
  },
  {
    id: 'hc-path-mismatch',
    title: 'The program does not know the path that the health check asks for',
    source: HEALTH,
    examine: (evidence) => {
      const found = answered(evidence);
      if (!found?.codes.some((code) => code === 404 || code === 405 || code === 400)) return NOTHING;
      if (matching(lineClues(evidence), OTHER_MATTER).length > 0) return NOTHING;
      const path = found.check?.path;
      return {
        kind: 'confirmed',
        says: `the health check asks GET ${path ?? 'its path'} and the program answers ${codesText(found)}`,
        because: [...found.proof, ...checkProof(found), ...askedLines(evidence)],
        remedy: `serve ${path ?? 'the path'} again, or give the target group a path that the program serves`,
        explains: found.explains,
      };
    },
  },
  {
    id: 'hc-matcher-mismatch',
    title: 'The page is there, and the health check does not take its answer',
    source: HEALTH,
    examine: (evidence) => {
      const found = answered(evidence);
      const code = found?.codes.find((each) => (each >= 200 && each < 400) || each === 401 || each === 403);
      if (!found || code === undefined || matching(lineClues(evidence), WRONG_HOST).length > 0)
        return NOTHING;
      return {
        kind: 'confirmed',
        says: `the health check wants ${found.check?.matcher ?? '200'} and gets ${code}${meaningOf(code)}`,
        because: [...found.proof, ...checkProof(found)],
        remedy: 'check a path that answers 200 without redirect and login, or widen the matcher',
        explains: found.explains,
      };
    },
  },
  {
    id: 'health-endpoint-error',
    title: 'The health path fails inside the program',
    source: HEALTH,
    examine: (evidence) => {
      const found = answered(evidence);
      if (!found?.codes.some((code) => code >= 500) || dependency(evidence).kind === 'confirmed')
        return NOTHING;
      const errors = matching(lineClues(evidence), /error|exception|traceback|panic/i).filter(
        ({ text }) => !NO_ERROR.test(text),
      );
      const about = {
        says: `the program answers the health check with ${codesText(found)}`,
        because: [...found.proof, ...proofsOf(errors)],
        remedy: 'mend the error that the log shows for the health path',
        explains: found.explains,
      };
      if (errors.length > 0) return { kind: 'confirmed', ...about };
      return { kind: 'likely', ...about, settle: 'the program’s own log of the health path' };
    },
  },
];

/** Undefined where nothing answered. */
function answered(evidence: Evidence): Answered | undefined {
  const answers = answeredCodes(evidence);
  if (answers.length === 0) return undefined;
  const checks = evidence.sighting.targetGroups.flatMap(({ group, check }) =>
    check?.kind === 'known' ? [{ name: group.name, check: check.value }] : [],
  );
  const named = checks.find(
    ({ name }) => answers[0]?.proof.value.includes(name) || answers[0]?.proof.what.includes(name),
  );
  const stopped = evidence.suspect.failing.filter(({ stoppedReason = '' }) =>
    /ELB health checks/i.test(stoppedReason),
  );
  const tasks = new Set([...answers.flatMap(({ task }) => task ?? []), ...stopped.map(({ id }) => id)]);
  return {
    codes: [...new Set(answers.map(({ code }) => code))],
    check: (named ?? checks[0])?.check,
    proof: answers.slice(0, 2).map(({ proof }) => proof),
    explains: Math.max(1, tasks.size),
  };
}

function dependency(evidence: Evidence): Verdict {
  const lines = matching(lineClues(evidence), DEPENDENCY).filter(({ text }) => !TELEMETRY.test(text));
  const [line] = lines;
  if (!line) return NOTHING;
  const codes = answeredCodes(evidence);
  const crashed = evidence.suspect.failing.filter(({ stopCode }) => stopCode === 'EssentialContainerExited');
  const because = [...proofsOf(lines), ...codes.slice(0, 1).map(({ proof }) => proof)];
  const about = {
    says: `the program does not get what it needs: ${placeIn(line.text)}`,
    because,
    remedy:
      'bring the dependency back or correct its address and password; let the health path not depend on it',
    explains: Math.max(
      explained(lines),
      crashed.length,
      new Set(codes.flatMap(({ task }) => task ?? [])).size,
    ),
  };
  if (codes.some(({ code }) => code >= 500) || crashed.length > 0) return { kind: 'confirmed', ...about };
  // A program that hangs before it listens answers nothing; one that answers is well in this respect.
  if (codes.length > 0 || listeningOn(evidence).length > 0) return NOTHING;
  return { kind: 'likely', ...about, settle: 'whether the program listens once what it needs is there' };
}

/** The host and port where the line names them, else the line. */
function placeIn(text: string): string {
  const place =
    /(?:[\w-]{1,63}\.){1,9}[\w-]{1,63}:\d{2,5}|[\w.-]{1,253}:\d{2,5}|(?<=ENOTFOUND |EAI_AGAIN )\S{1,253}/.exec(
      text,
    )?.[0];
  return place ?? `“${cut(text.trim(), 140)}”`;
}

function checkProof({ check }: Answered): readonly Proof[] {
  if (!check) return [];
  const value = `path ${check.path ?? 'none'}, port ${check.port ?? 'not known'}, codes ${check.matcher ?? 'not known'}`;
  return [
    {
      source: 'elasticloadbalancing:DescribeTargetGroups',
      what: 'health check of the target group',
      value,
      at: undefined,
    },
  ];
}

function askedLines(evidence: Evidence): readonly Proof[] {
  return matching(lineClues(evidence), /ELB-HealthChecker|no route/i)
    .slice(-1)
    .map(proofOf);
}

function codesText({ codes }: Answered): string {
  return codes.join(', ');
}

function meaningOf(code: number): string {
  if (code >= 300 && code < 400) return ' (a redirect)';
  return code === 401 || code === 403 ? ' (it asks for a login)' : '';
}
