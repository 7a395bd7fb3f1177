import type { IncomingMessage, ServerResponse } from 'node:http';
import { argumentsOf, parseBody } from './arguments.ts';
import type { LocalSlack } from './context.ts';
import type { FaultEffect } from './faults.ts';
import { readBody, send, sendJson } from './http.ts';
import type { Json } from './json.ts';
import { type Method, type Methods, needScope } from './methods/method.ts';
import { Refusal } from './refusal.ts';

/** One call of the Web API, as it was seen. The token is left out. */
export interface ApiCall {
  readonly method: string;
  readonly args: Json;
  readonly at: Date;
}

/** What the bot called. */
export interface Calls {
  /** Calls of one method, or all; oldest first. Calls that were hit by a fault count. */
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
  let seen: readonly ApiCall[] = [];

  async function run(name: string, request: IncomingMessage, raw: Json): Promise<Json> {
    const method = methods[name];
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    authorise(slack, method, tokenOf(request, raw));
    const { token: _token, ...fields } = raw;
    return method.run({ args: argumentsOf(fields), slack });
  }

  return {
    calls: {
      of: (method) => seen.filter((call) => method === undefined || call.method === method),
      count: (method) => seen.filter((call) => method === undefined || call.method === method).length,
      clear: () => {
        seen = [];
      },
    },
    async answer(request, response, name) {
      const body = await readBody(request);
      const url = new URL(request.url ?? '/', 'http://localhost');
      const headers = {
        'x-oauth-scopes': slack.scopes().join(','),
        'x-accepted-oauth-scopes': (methods[name]?.scopes ?? []).join(','),
      };
      let answer: Json;
      let fault: FaultEffect | undefined;
      try {
        const raw = {
          ...Object.fromEntries(url.searchParams),
          ...parseBody(request.headers['content-type'] ?? '', body.toString()),
        };
        const { token: _token, ...args } = raw;
        seen = [...seen, { method: name, args, at: slack.clock.now() }];
        fault = slack.faults.take(name);
        if (await strikeFirst(slack, fault, response)) return;
        answer = { ok: true, ...(await run(name, request, raw)) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.word === 'ratelimited') return tooMany(response, Number(error.fields.retry_after ?? 1));
        answer = { ok: false, error: error.word, ...error.fields };
      }
      if (fault?.kind === 'drop-after') return void response.destroy();
      if (fault?.kind === 'hang-after') return;
      sendJson(response, 200, answer, headers);
    },
  };
}

/** What a fault does before the call is run; true when the call ends there. */
export async function strikeFirst(
  slack: LocalSlack,
  fault: FaultEffect | undefined,
  response: ServerResponse,
): Promise<boolean> {
  switch (fault?.kind) {
    case 'rate-limited':
      tooMany(response, fault.retryAfterSeconds);
      return true;
    case 'status':
      send(response, fault.status, 'text/html', fault.body);
      return true;
    case 'drop-before':
      response.destroy();
      return true;
    case 'error':
      throw new Refusal(fault.word, fault.needed ? { needed: fault.needed, provided: '' } : {});
    case 'delay':
      await slack.clock.sleep(fault.ms);
      return false;
    default:
      return false;
  }
}

function tooMany(response: ServerResponse, retryAfterSeconds: number): void {
  sendJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(retryAfterSeconds) });
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
