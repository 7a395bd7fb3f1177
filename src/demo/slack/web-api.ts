import type { IncomingMessage, ServerResponse } from 'node:http';
import { argumentsOf, parseBody } from './arguments.ts';
import type { LocalSlack } from './context.ts';
import type { FaultEffect } from './faults.ts';
import { readBody, sendJson } from './http.ts';
import type { Json } from './json.ts';
import { type Method, type Methods, needScope } from './methods/method.ts';
import { Refusal } from './refusal.ts';
import { strikeAfter, strikeFirst, tooMany } from './strike.ts';

const MOST_REMEMBERED = 1000;

/** One call of the Web API, as it was seen. The token is left out. */
export interface ApiCall {
  readonly method: string;
  readonly args: Json;
  readonly at: Date;
}

/** What the bot called. */
export interface Calls {
  /** The last 1,000 calls, of one method or all; oldest first. Calls that were hit by a fault are among them. */
  of(method?: string): readonly ApiCall[];
  count(method?: string): number;
  clear(): void;
}

/** Slack's Web API over a table of methods. */
export interface WebApi {
  readonly calls: Calls;
  /** Answers `POST /api/<method>`. */
  answer(request: IncomingMessage, response: ServerResponse, method: string): Promise<void>;
}

export function createWebApi(slack: LocalSlack, methods: Methods): WebApi {
  const counts = new Map<string, number>();
  let recent: readonly ApiCall[] = [];

  function note(call: ApiCall): void {
    counts.set(call.method, (counts.get(call.method) ?? 0) + 1);
    recent = [...recent.slice(1 - MOST_REMEMBERED), call];
  }

  async function run(name: string, request: IncomingMessage, raw: Json): Promise<Json> {
    const method = methods[name];
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    authorise(slack, method, tokenOf(request, raw));
    const { token: _token, ...fields } = raw;
    return method.run({ args: argumentsOf(fields), slack });
  }

  return {
    calls: {
      of: (method) => recent.filter((call) => method === undefined || call.method === method),
      count: (method) =>
        method === undefined
          ? [...counts.values()].reduce((sum, one) => sum + one, 0)
          : (counts.get(method) ?? 0),
      clear() {
        counts.clear();
        recent = [];
      },
    },
    async answer(request, response, name) {
      const body = await readBody(request);
      const url = new URL(request.url ?? '/', 'http://localhost');
      const accepted = methods[name]?.scopes?.join(',');
      const headers = {
        'x-oauth-scopes': slack.scopes().join(','),
        ...(accepted && { 'x-accepted-oauth-scopes': accepted }),
      };
      let answer: Json;
      let fault: FaultEffect | undefined;
      try {
        const raw = {
          ...Object.fromEntries(url.searchParams),
          ...parseBody(request.headers['content-type'] ?? '', body.toString()),
        };
        const { token: _token, ...args } = raw;
        note({ method: name, args, at: slack.clock.now() });
        fault = slack.faults.take(name);
        if (await strikeFirst(slack, fault, response)) return;
        answer = { ok: true, ...(await run(name, request, raw)) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.word === 'ratelimited') return tooMany(response, Number(error.fields.retry_after ?? 1));
        answer = { ok: false, error: error.word, ...error.fields };
      }
      if (!strikeAfter(fault, response)) sendJson(response, 200, answer, headers);
    },
  };
}

function tokenOf(request: IncomingMessage, raw: Json): string {
  const header = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return header ?? (typeof raw.token === 'string' ? raw.token : '');
}

function authorise(slack: LocalSlack, method: Method, token: string): void {
  if (token === '') throw new Refusal('not_authed');
  const { bot, app } = slack.tokens;
  if (token !== bot && token !== app) throw new Refusal('invalid_auth');
  if (method.token === 'any') return;
  const wanted = method.token === 'app' ? app : bot;
  if (token !== wanted) throw new Refusal('not_allowed_token_type');
  if (method.scopes?.length) needScope(slack, ...method.scopes);
}
