import { durationWords } from '../duration.ts';
import { quoted } from './probe-words.ts';

/** A check bound to a criterion. Services stand in it as people typed them: `web`, `prod/web`, `us:prod/web`. */
export type Probe =
  | SteadyProbe
  | RolloutProbe
  | TargetsProbe
  | ContainersProbe
  | DefinitionProbe
  | HttpProbe
  | AlarmProbe
  | LogProbe;

/** `service steady <service>`: it is healthy, and no rollout is under way or went wrong. */
export interface SteadyProbe {
  readonly kind: 'service-steady';
  readonly service: string;
}

/** `rollout complete <service> [revision]`: the newest revision serves; the named one where one is named. */
export interface RolloutProbe {
  readonly kind: 'rollout-complete';
  readonly service: string;
  readonly revision: WantedRevision | undefined;
}

/** `15` or `web:15`. */
export interface WantedRevision {
  /** Undefined: whatever the service's family is. */
  readonly family: string | undefined;
  readonly number: number;
}

/** `targets healthy >= n <service>`: in every target group that takes production traffic. */
export interface TargetsProbe {
  readonly kind: 'targets-healthy';
  readonly atLeast: number;
  readonly service: string;
}

/** `container healthy <service>`: every running task passes its container health check. */
export interface ContainersProbe {
  readonly kind: 'container-healthy';
  readonly service: string;
}

/** `task-definition <service> <path> = <value>`: what the revision that runs asks for. */
export interface DefinitionProbe {
  readonly kind: 'task-definition';
  readonly service: string;
  /** AWS's own words: `containerDefinitions.app.healthCheck.command`. */
  readonly path: string;
  readonly value: string;
}

/** `http <status> <url> [within <ms>] [contains "…"]`: asked from where the bot runs. */
export interface HttpProbe {
  readonly kind: 'http';
  readonly status: number;
  /** As the URL standard writes it, without credentials. */
  readonly url: string;
  readonly withinMs: number | undefined;
  readonly contains: string | undefined;
}

/** `alarm exists|ok <name>`: a CloudWatch alarm. */
export interface AlarmProbe {
  readonly kind: 'alarm';
  readonly expects: 'exists' | 'ok';
  readonly name: string;
}

/** `log matches|absent "<pattern>" <service> <window>`: some line of the window matches, or none does. */
export interface LogProbe {
  readonly kind: 'log';
  readonly expects: 'matches' | 'absent';
  /** A regular expression as RE2 reads it. */
  readonly pattern: string;
  readonly service: string;
  readonly windowMs: number;
}

/** The probe as it stands in a tracker: `parseProbe` makes the same probe of it again. */
export function probeText(probe: Probe): string {
  switch (probe.kind) {
    case 'service-steady':
      return `service steady ${probe.service}`;
    case 'rollout-complete':
      return ['rollout complete', probe.service, wantedText(probe.revision)].filter(Boolean).join(' ');
    case 'targets-healthy':
      return `targets healthy >= ${probe.atLeast} ${probe.service}`;
    case 'container-healthy':
      return `container healthy ${probe.service}`;
    case 'task-definition':
      return `task-definition ${probe.service} ${probe.path} = ${quoted(probe.value)}`;
    case 'http':
      return httpText(probe);
    case 'alarm':
      return `alarm ${probe.expects} ${quoted(probe.name)}`;
    case 'log':
      return `log ${probe.expects} ${quoted(probe.pattern, 'always')} ${probe.service} ${windowText(probe.windowMs)}`;
  }
}

/** `web:15`, or `15` where no family is named; empty where no revision is. */
export function wantedText(wanted: WantedRevision | undefined): string {
  if (!wanted) return '';
  return wanted.family === undefined ? `${wanted.number}` : `${wanted.family}:${wanted.number}`;
}

function httpText({ status, url, withinMs, contains }: HttpProbe): string {
  return [
    `http ${status} ${url}`,
    withinMs === undefined ? '' : `within ${withinMs}`,
    contains === undefined ? '' : `contains ${quoted(contains, 'always')}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** One word: `2h30m`. */
function windowText(ms: number): string {
  return durationWords(ms).replaceAll(' ', '');
}
