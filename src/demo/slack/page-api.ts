import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { slackPage } from '../slack-page/page.ts';
import type {
  Change,
  PageChannel,
  PageFile,
  PageMessage,
  PageView,
  Workspace,
} from '../slack-page/protocol.ts';
import { press } from './clicking.ts';
import type { LocalSlack } from './context.ts';
import { readBody, send, sendJson } from './http.ts';
import { INVITE } from './inviting.ts';
import { isJson, parseJson, textOf } from './json.ts';
import type { StoredFile, StoredMessage } from './ledger.ts';
import { close, openHome, submit } from './modals.ts';
import { type } from './typing.ts';
import type { StoredView } from './views.ts';

/** The browser's side of the local Slack, as `protocol.ts` describes it. The page is always the same person. */
export interface PageApi {
  /** Answers `/` and everything below `/page/`; false for other addresses. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>;
  /** Ends every open stream of changes. */
  stop(): void;
}

/** Characters of a file that are told to the page; whoever wants more downloads it. */
const FILE_PREVIEW_LENGTH = 60_000;

const json = z.record(z.string(), z.unknown());
const bodies = {
  say: z.object({
    channel: z.string(),
    threadTs: z.string().optional(),
    text: z.string().min(1).max(40_000),
  }),
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
      const { channel, text, threadTs } = bodies.say.parse(body);
      return type(slack, { user: me, channel, threadTs, text });
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
          return false;
      }
    },
    stop() {
      for (const response of streams) response.end();
    },
  };
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

/** Everything the page's person can see. */
function workspaceOf(slack: LocalSlack): Workspace {
  const { seed, ledger } = slack;
  const home = slack.views.home(seed.me);
  return {
    team: { id: seed.team.id, name: seed.team.name },
    users: seed.users.map((user) => ({ id: user.id, name: user.realName, isBot: user.isBot ?? false })),
    groups: seed.groups.map(({ id, handle, name }) => ({ id, handle, name })),
    me: seed.me,
    bot: seed.app.botUser,
    channels: ledger
      .channels()
      .filter((channel) => channel.members.includes(seed.me) && !channel.isArchived)
      .map((channel): PageChannel => {
        const isDirect = channel.kind === 'direct';
        const name = isDirect ? (ledger.user(seed.app.botUser)?.realName ?? '') : channel.name;
        return { id: channel.id, name, kind: isDirect ? 'direct' : 'channel' };
      }),
    messages: ledger
      .messages()
      .filter((message) => isVisible(slack, message))
      .map(pageMessage),
    home: home && pageView(home),
    commands: [...seed.commands, INVITE].map(({ command, description, usageHint }) => ({
      command,
      description,
      usageHint,
    })),
  };
}

function isVisible(slack: LocalSlack, message: StoredMessage): boolean {
  const { me } = slack.seed;
  if (message.ephemeralTo !== undefined) return message.ephemeralTo === me;
  return slack.ledger.isMember(message.channel, me);
}

function pageMessage(message: StoredMessage): PageMessage {
  return {
    channel: message.channel,
    ts: message.ts,
    threadTs: message.threadTs,
    broadcast: message.broadcast,
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    ephemeral: message.ephemeralTo !== undefined,
    edited: message.edited !== undefined,
    files: message.files.map(pageFile),
    attachments: message.attachments.map((attachment) => ({
      ...(typeof attachment.color === 'string' && { color: attachment.color }),
      ...(Array.isArray(attachment.blocks) && { blocks: attachment.blocks }),
      ...(typeof attachment.text === 'string' && { text: attachment.text }),
    })),
  };
}

function pageFile({ id, name, content }: StoredFile): PageFile {
  return {
    id,
    name,
    size: Buffer.byteLength(content),
    lines: content.replace(/\n$/, '').split('\n').length,
    content: content.slice(0, FILE_PREVIEW_LENGTH),
  };
}

function pageView({ id, view }: StoredView): PageView {
  return {
    id,
    type: view.type === 'home' ? 'home' : 'modal',
    callbackId: textOf(view, 'callback_id'),
    title: textOf(view.title, 'text'),
    submit: textOf(view.submit, 'text') || undefined,
    close: textOf(view.close, 'text') || undefined,
    blocks: Array.isArray(view.blocks) ? view.blocks : [],
  };
}
