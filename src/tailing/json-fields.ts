import { isString, stringOf } from './json-scan.ts';

/** What a field of a known name is for. */
export type FieldRole =
  | 'message'
  | 'event'
  | 'level'
  | 'log'
  | 'time'
  | 'status'
  | 'stack'
  | 'noise'
  | 'process';

/** Names of the same thing in pino, winston, bunyan, python-json-logger, ECS, zap, slog, Serilog and others. */
const NAMES: Readonly<Record<FieldRole, string>> = {
  message: 'msg message Message @m short_message MESSAGE',
  event: 'event @mt',
  level: 'level log.level severity levelname LogLevel @l lvl Level loglevel',
  log: 'log',
  time: 'time timestamp ts @timestamp @t Timestamp asctime date datetime t timeMillis time_ms epoch',
  status: 'status statusCode status_code',
  stack:
    'stack stack_trace stackTrace stacktrace exc_info exc_text exception Exception error.stack_trace error.stack @x trace',
  // Versions of formats, and the number beside a level's word: nothing about what happened.
  noise: '@version ecs.version level_value levelno',
  // pino and bunyan write these into every line; of a task they tell less than the task itself.
  process: 'pid hostname v',
};

const ROLES: ReadonlyMap<string, FieldRole> = new Map(
  roleNames().flatMap((role) => NAMES[role].split(' ').map((name): [string, FieldRole] => [name, role])),
);

/** The stack inside an error object, and what the stack's first line repeats. */
const INNER_STACKS = ['stack', 'stack_trace', 'stackTrace', 'stacktrace', 'extendedStackTrace'];
const IN_STACK = new Set(['message', 'type', 'name', 'class', 'kind']);
const MAY_HOLD_STACK = /"(?:stack|extendedStack)/;

/** A string that reads as one word needs no quotes. */
const BARE = /^"[^\s"=\\]+"$/;

/** A stack that goes beneath the line, and what its field says besides ('' for nothing). */
export interface LiftedStack {
  readonly text: string;
  readonly rest: string;
}

export function roleOf(key: string): FieldRole | undefined {
  return ROLES.get(key);
}

/** A value of JSON as it is shown after `key=`. */
export function valueText(raw: string): string {
  return BARE.test(raw) ? raw.slice(1, -1) : raw;
}

/** The stack of a field: a string of several lines, or the one inside an error object. */
export function stackOf(role: FieldRole | undefined, raw: string): LiftedStack | undefined {
  if (raw.charCodeAt(0) === 123) return MAY_HOLD_STACK.test(raw) ? innerStack(raw) : undefined;
  if (role !== 'stack' || !isString(raw) || !raw.includes('\\n')) return undefined;
  return { text: stringOf(raw).trimEnd(), rest: '' };
}

/** @throws SyntaxError when the object is none */
function innerStack(raw: string): LiftedStack | undefined {
  const error: unknown = JSON.parse(raw);
  if (typeof error !== 'object' || error === null) return undefined;
  const members: [string, unknown][] = Object.entries(error);
  const found = members.find(([key, value]) => INNER_STACKS.includes(key) && isSeveralLines(value));
  if (!found) return undefined;
  const text = String(found[1]).trimEnd();
  const rest = members.filter(([key, value]) => key !== found[0] && !isSaidBy(text, key, value));
  return { text, rest: rest.length === 0 ? '' : JSON.stringify(Object.fromEntries(rest)) };
}

function isSeveralLines(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\n');
}

function isSaidBy(stack: string, key: string, value: unknown): boolean {
  return IN_STACK.has(key) && typeof value === 'string' && stack.includes(value);
}

function roleNames(): readonly FieldRole[] {
  return ['message', 'event', 'level', 'log', 'time', 'status', 'stack', 'noise', 'process'];
}
