import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { parseBody } from './arguments.ts';
import type { LocalSlack } from './context.ts';
import { sendPrivateFile, signInPage } from './file-addresses.ts';
import { isLocal, readBody, send, sendJson } from './http.ts';
import { isJson, parseJson } from './json.ts';
import { takeUpload } from './methods/files.ts';
import type { PageApi } from './page-api.ts';
import { Refusal } from './refusal.ts';
import type { SocketMode } from './socket-mode.ts';
import { strikeAfter, strikeFirst } from './strike.ts';
import type { WebApi } from './web-api.ts';

/** Everything the local Slack answers over HTTP, by address. Requests not meant for loopback are refused. */
export async function route(
  parts: {
    readonly slack: LocalSlack;
    readonly api: WebApi;
    readonly page: PageApi;
    readonly socket: SocketMode;
  },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { slack, api, page, socket } = parts;
  if (!isLocal(request)) return send(response, 403, 'text/plain', 'This Slack is for this machine only.');
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
  const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
  if (method !== undefined) return api.answer(request, response, method);
  if (/^\/(?:commands|actions|app-actions)\//.test(path)) return respond(slack, request, response, path);
  const upload = /^\/upload\/(\w+)$/.exec(path)?.[1];
  if (upload !== undefined) return takeUpload(slack, upload, request, response);
  const file = /^\/files-pri\/\w+-(\w+)\//.exec(path)?.[1];
  if (file !== undefined) return sendPrivateFile(slack, file, request, response);
  // A file's permalink opens the client.
  if (path.startsWith('/files/')) return send(response, 302, 'text/html', '', { location: '/' });
  if (path === '/' && query.has('redir'))
    return send(response, 200, 'text/html; charset=utf-8', signInPage(slack.seed.team.name));
  if (path === '/_faults' && request.method === 'POST') return setFaults(slack, socket, request, response);
  if (await page.answer(request, response, path)) return;
  send(response, 404, 'text/plain', 'There is nothing here.');
}

/**
 * A post to a response_url. A used or expired address answers 404; content that is refused answers 200 with
 * the refusal in the body, as was seen of Slack.
 */
async function respond(
  slack: LocalSlack,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const body = (await readBody(request)).toString();
  const fault = slack.faults.take('response_url');
  try {
    if (await strikeFirst(slack, fault, response)) return;
    slack.responseUrls.post(path, parseBody('application/json', body));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isGone = error.word === 'expired_url' || error.word === 'used_url';
    return sendJson(response, isGone ? 404 : 200, { ok: false, error: error.word, ...error.fields });
  }
  if (strikeAfter(fault, response)) return;
  if (path.startsWith('/commands/')) return send(response, 200, 'text/html', 'ok');
  sendJson(response, 200, { ok: true });
}

const orders = z.union([
  z.strictObject({ clear: z.literal(true) }),
  z.strictObject({ disconnect: z.enum(['warning', 'refresh_requested', 'link_disabled']) }),
  z.strictObject({ drop: z.literal(true) }),
  z.strictObject({ add: z.unknown() }),
]);

/** `POST /_faults`: `{"add": <fault>}`, `{"clear": true}`, `{"disconnect": "warning"}` or `{"drop": true}`. */
async function setFaults(
  slack: LocalSlack,
  socket: SocketMode,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = parseJson((await readBody(request)).toString());
  const order = orders.safeParse(body);
  if (!order.success || !isJson(body)) return sendJson(response, 400, { ok: false, error: 'not an order' });
  try {
    if ('clear' in order.data) slack.faults.clear();
    if ('disconnect' in order.data) socket.disconnect(order.data.disconnect);
    if ('drop' in order.data) socket.drop();
    if ('add' in order.data) slack.faults.addUnchecked(order.data.add);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return sendJson(response, 400, { ok: false, error: z.prettifyError(error) });
  }
  sendJson(response, 200, { ok: true });
}
