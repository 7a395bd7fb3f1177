import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { slackPage } from '../slack-page/page.ts';
import type { Change } from '../slack-page/protocol.ts';
import { press } from './clicking.ts';
import type { LocalSlack } from './context.ts';
import { sendFile } from './file-addresses.ts';
import { MOST_BYTES, readBody, send, sendJson } from './http.ts';
import { isJson, parseJson } from './json.ts';
import { close, openHome, submit } from './modals.ts';
import { isVisible, pageMessage, pageView, workspaceOf } from './page-state.ts';
import { pickShortcut } from './shortcuts.ts';
import { type } from './typing.ts';
import { pickUp, upload } from './uploads.ts';

/** The browser's side of the local Slack, as `protocol.ts` describes it. The page is always the same person. */
export interface PageApi {
  /** Answers `/` and everything below `/page/`; false for other addresses. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>;
  /** Ends every open stream of changes. */
  stop(): void;
}

const json = z.record(z.string(), z.unknown());
const bodies = {
  say: z.object({
    channel: z.string(),
    threadTs: z.string().optional(),
    text: z.string().max(40_000),
    files: z.array(z.string()).max(10).default([]),
  }),
  shortcut: z.object({ channel: z.string(), ts: z.string(), callbackId: z.string() }),
  click: z.object({
    in: z.union([z.object({ channel: z.string(), ts: z.string() }), z.object({ viewId: z.string() })]),
    blockId: z.string(),
    actionId: z.string(),
    element: json,
    selectedOption: json.optional(),
  }),
  submit: z.object({ viewId: z.string(), values: z.record(z.string(), json) }),
};

export function createPageApi(slack: LocalSlack): PageApi {
  const { me } = slack.seed;
  const streams = new Set<ServerResponse>();
  let page: ReturnType<typeof slackPage> | undefined;

  const actions: Readonly<Record<string, (body: unknown) => Promise<unknown>>> = {
    '/page/say': (body) => {
      const { channel, text, threadTs, files } = bodies.say.parse(body);
      if (text === '' && files.length === 0) throw new Error('There is nothing to send.');
      return type(slack, { user: me, channel, threadTs, text, files: pickUp(slack, me, files) });
    },
    '/page/click': (body) => {
      const { in: place, blockId, actionId, element, selectedOption } = bodies.click.parse(body);
      const used = { ...element, ...(selectedOption && { selected_option: selectedOption }) };
      return press(slack, { user: me, in: place, blockId, actionId, used });
    },
    '/page/submit': (body) => {
      const { viewId, values } = bodies.submit.parse(body);
      return submit(slack, me, viewId, values);
    },
    '/page/close': (body) => {
      const { viewId, values } = bodies.submit.parse(body);
      return close(slack, me, viewId, values);
    },
    '/page/shortcut': (body) => pickShortcut(slack, { user: me, ...bodies.shortcut.parse(body) }),
    '/page/open-home': () => openHome(slack, me),
  };

  function tell(change: Change): void {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(change)}\n\n`);
  }
  slack.ledger.onChange(({ kind, message }) => {
    if (!isVisible(slack, message)) return;
    if (kind === 'message') tell({ kind, message: pageMessage(message) });
    else tell({ kind, channel: message.channel, ts: message.ts });
  });
  slack.notices.onNotice(({ user, ...notice }) => {
    if (user === me) tell({ kind: 'notice', ...notice });
  });
  slack.views.onChange((change) => {
    if (change.user !== me) return;
    if (change.kind === 'home') tell({ kind: 'home', view: pageView(change.view) });
    if (change.kind === 'modals') tell({ kind: 'modals', views: change.stack.map(pageView) });
    if (change.kind === 'errors') tell({ kind: 'modal-errors', errors: change.errors });
  });

  function stream(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': hello\n\n');
    streams.add(response);
    request.on('close', () => streams.delete(response));
    const open = slack.views.stack(me);
    if (open.length > 0)
      response.write(`data: ${JSON.stringify({ kind: 'modals', views: open.map(pageView) })}\n\n`);
  }

  return {
    async answer(request, response, path) {
      if (request.method === 'POST' && path === '/page/upload') return takeFile(slack, request, response);
      if (request.method === 'POST') return act(request, response, actions[path]);
      switch (path) {
        case '/':
          page ??= slackPage();
          send(response, 200, 'text/html; charset=utf-8', (await page).html);
          return true;
        case '/page/script.js':
        case '/page/app.js':
          page ??= slackPage();
          send(response, 200, 'text/javascript; charset=utf-8', (await page).script);
          return true;
        case '/page/style.css':
          page ??= slackPage();
          send(response, 200, 'text/css; charset=utf-8', (await page).style);
          return true;
        case '/page/state':
          sendJson(response, 200, workspaceOf(slack));
          return true;
        case '/page/events':
          stream(request, response);
          return true;
        default:
          return answerFile(slack, path, response);
      }
    },
    stop() {
      for (const response of streams) response.end();
    },
  };
}

/** A file for a message or a form, of which the page gets the id. Its name is in the address, the body is its bytes. */
async function takeFile(
  slack: LocalSlack,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const name = new URL(request.url ?? '/', 'http://localhost').searchParams.get('name') ?? '';
  const isTooLarge = Number(request.headers['content-length']) > MOST_BYTES;
  if (name === '' || isTooLarge) {
    const error = isTooLarge ? 'The file is larger than 32 MB.' : 'A file needs a name.';
    sendJson(response, 400, { ok: false, error }, { connection: 'close' });
    return true;
  }
  const { id } = upload(slack, { user: slack.seed.me, name, content: await readBody(request) });
  sendJson(response, 200, { ok: true, id });
  return true;
}

/** `/page/files/<id>`: a file that the page's person uploaded or can see in a message. */
function answerFile(slack: LocalSlack, path: string, response: ServerResponse): boolean {
  const id = /^\/page\/files\/(\w+)$/.exec(path)?.[1];
  if (id === undefined) return false;
  const file = slack.files.find(id);
  const isSeen = slack.ledger
    .messages()
    .some((message) => isVisible(slack, message) && message.files.some((one) => one.id === id));
  sendFile(slack, isSeen || file?.user === slack.seed.me ? file : undefined, response);
  return true;
}

async function act(
  request: IncomingMessage,
  response: ServerResponse,
  action: ((body: unknown) => Promise<unknown>) | undefined,
): Promise<boolean> {
  if (!action) return false;
  const body = parseJson((await readBody(request)).toString());
  try {
    sendJson(response, 200, { ok: true, result: await action(isJson(body) ? body : {}) });
  } catch (error) {
    // What the page asked for is not there (any more); the page shows the sentence.
    sendJson(response, 400, { ok: false, error: error instanceof Error ? error.message : String(error) });
  }
  return true;
}
