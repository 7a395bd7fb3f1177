import type { z } from 'zod';
import { isJson } from '../json.ts';

type Issue = z.core.$ZodIssue;

/** A schema's findings in Slack's words, the place as a JSON pointer that begins with `pointer`. */
export function complaintsOf(error: z.ZodError, value: unknown, pointer: string): readonly string[] {
  return error.issues.flatMap((issue) => complain(issue, value, pointer));
}

function complain(issue: Issue, value: unknown, pointer: string): readonly string[] {
  const at = (path: readonly PropertyKey[]) => `[json-pointer:${[pointer, ...path.map(String)].join('/')}]`;
  const found = inside(value, issue.path);
  const parent = issue.path.slice(0, -1);
  if (found === undefined && issue.path.length > 0 && issue.code !== 'custom') {
    return [`missing required field: ${String(issue.path.at(-1))} ${at(parent)}`];
  }
  switch (issue.code) {
    case 'too_big':
      return [`${tooBig(issue)} ${at(issue.path)}`];
    case 'too_small':
      return [`${tooSmall(issue)} ${at(issue.path)}`];
    case 'unrecognized_keys':
      return issue.keys.map((key) => `invalid additional property: ${key} ${at(issue.path)}`);
    case 'invalid_union':
      return [`unsupported type: ${typeWord(inside(value, parent))} ${at(issue.path)}`];
    case 'custom':
      return [`${issue.message} ${at(issue.path)}`];
    case 'invalid_format':
      return [`${issue.message} ${at(issue.path)}`];
    default:
      return [`failed to match schema ${at(issue.path)}`];
  }
}

function typeWord(value: unknown): string {
  return isJson(value) && typeof value.type === 'string' ? value.type : 'unknown';
}

function tooBig(issue: z.core.$ZodIssueTooBig): string {
  switch (issue.origin) {
    case 'string':
      return `must be less than ${Number(issue.maximum) + 1} characters`;
    case 'array':
      return `no more than ${issue.maximum} items allowed`;
    default:
      return `must be at most ${issue.maximum}`;
  }
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): string {
  switch (issue.origin) {
    case 'string':
      return `must be more than ${Number(issue.minimum) - 1} characters`;
    case 'array':
      return `no less than ${issue.minimum} items allowed`;
    default:
      return `must be at least ${issue.minimum}`;
  }
}

function inside(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((found: unknown, key) => {
    if (Array.isArray(found)) return found[Number(key)];
    return isJson(found) ? found[String(key)] : undefined;
  }, value);
}
