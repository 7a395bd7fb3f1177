import { type FieldRole, roleOf, stackOf, valueText } from './json-fields.ts';
import { isString, type JsonMembers, scanObject, stringOf } from './json-scan.ts';
import { type Level, levelOfValue } from './level.ts';
import { isSameMoment } from './own-time.ts';

/** What a line says once it is understood. */
export interface Understood {
  readonly level: Level | undefined;
  readonly text: string;
}

/**
 * Reads a line of structured logging: its level, then message, remaining fields as `key=value` in their order,
 * and stacks beneath. Undefined: it only looks like one, or has neither message nor level, and stays as it is.
 */
export function readJsonLine(text: string, atMs: number): Understood | undefined {
  if (text.charCodeAt(0) !== 123) return undefined;
  try {
    const members = scanObject(text);
    return members && understood(members, atMs);
  } catch (error) {
    // An escape that JSON does not know: the line is shown as it came.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function understood(members: JsonMembers, atMs: number): Understood | undefined {
  const { keys, values } = members;
  const roles = keys.map(roleOf);
  const message = messageAt(roles, values);
  const level = levelAt(roles, values);
  if (message < 0 && !level.is) return undefined;
  let fields = '';
  let stacks = '';
  for (let at = 0; at < keys.length; at += 1) {
    const value = values[at] ?? '';
    if (at === message || at === level.at || isSaid(roles[at], value, atMs, level.numeric)) continue;
    const stack = stackOf(roles[at], value);
    if (stack) stacks += `\n${stack.text}`;
    const shown = stack ? stack.rest : valueText(value);
    if (shown !== '') fields += ` ${keys[at]}=${shown}`;
  }
  const said = message < 0 ? '' : stringOf(values[message] ?? '');
  const text = `${said}${said.includes('\n') ? fields.replace(' ', '\n') : fields}${stacks}`;
  return { level: level.is ?? levelOfAnswer(roles, values), text: said === '' ? text.trimStart() : text };
}

/** Whether a field says nothing new: the time of the event once more, or what every line of a process repeats. */
function isSaid(role: FieldRole | undefined, value: string, atMs: number, ofProcess: boolean): boolean {
  if (role === 'time') return isSameMoment(isString(value) ? value.slice(1, -1) : Number(value), atMs);
  return role === 'noise' || (role === 'process' && ofProcess);
}

/** The best of the fields that may hold a message, or -1. */
function messageAt(roles: readonly (FieldRole | undefined)[], values: readonly string[]): number {
  let best = -1;
  for (let at = 0; at < roles.length; at += 1) {
    if (roles[at] === 'message' && isString(values[at] ?? '')) return at;
    if (best < 0 && roles[at] === 'event' && isString(values[at] ?? '')) best = at;
  }
  return best;
}

/** Where the level stands and what it is; Elastic's schema may have it one object deeper. */
function levelAt(
  roles: readonly (FieldRole | undefined)[],
  values: readonly string[],
): { at: number; is: Level | undefined; numeric: boolean } {
  for (let at = 0; at < roles.length; at += 1) {
    const role = roles[at];
    if (role !== 'level' && role !== 'log') continue;
    const raw = role === 'log' ? innerLevel(values[at] ?? '') : (values[at] ?? '');
    const numeric = !isString(raw);
    const is = levelOfValue(numeric ? Number(raw) : raw.slice(1, -1));
    if (is) return { at: role === 'log' ? -1 : at, is, numeric };
  }
  return { at: -1, is: undefined, numeric: false };
}

function innerLevel(raw: string): string {
  return /"level"\s*:\s*("\w+")/.exec(raw.slice(0, 200))?.[1] ?? '""';
}

/** An access log without a level: an answer of 500 and more is an error. */
function levelOfAnswer(
  roles: readonly (FieldRole | undefined)[],
  values: readonly string[],
): Level | undefined {
  return /^5\d\d$/.test(values[roles.indexOf('status')] ?? '') ? 'error' : undefined;
}
