import { isJson, type Json, parseJson } from './json.ts';
import { Refusal } from './refusal.ts';

/**
 * The arguments of one Web API call. Form bodies carry everything as text (objects and lists as JSON text),
 * JSON bodies carry real values; both read alike here.
 * @see https://docs.slack.dev/apis/web-api/#basics
 */
export interface Arguments {
  has(name: string): boolean;
  /** The text, or undefined where the argument is absent or empty. */
  text(name: string): string | undefined;
  /** The text; refused as `invalid_arguments` where absent. */
  need(name: string): string;
  flag(name: string): boolean;
  /** A whole number, cut to 1..most. */
  count(name: string, fallback: number, most: number): number;
  /** The value of an object or list argument; refused with `word` when it is no JSON. */
  json(name: string, word: string): unknown;
  readonly raw: Json;
}

/** Reads the arguments from a parsed body and the query. */
export function argumentsOf(raw: Json): Arguments {
  const text = (name: string): string | undefined => {
    const value = raw[name];
    if (typeof value === 'string') return value === '' ? undefined : value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  };
  return {
    raw,
    text,
    has: (name) => raw[name] !== undefined && raw[name] !== null,
    need(name) {
      const value = text(name);
      if (value === undefined) throw missing(name);
      return value;
    },
    flag: (name) => ['true', '1'].includes(text(name) ?? ''),
    count(name, fallback, most) {
      const value = Number(text(name) ?? fallback);
      if (!Number.isInteger(value) || value < 0) throw new Refusal('invalid_limit');
      return Math.max(1, Math.min(most, value));
    },
    json(name, word) {
      const value = raw[name];
      if (typeof value !== 'string') return value ?? undefined;
      if (value === '') return undefined;
      const parsed = parseJson(value);
      if (parsed === undefined) throw new Refusal(word);
      return parsed;
    },
  };
}

/** Parses a request body by its content type. */
export function parseBody(contentType: string, body: string): Json {
  if (contentType.startsWith('application/json')) {
    const parsed = body === '' ? {} : parseJson(body);
    if (!isJson(parsed)) throw new Refusal('invalid_json');
    return parsed;
  }
  return Object.fromEntries(new URLSearchParams(body));
}

function missing(name: string): Refusal {
  return new Refusal('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  });
}
