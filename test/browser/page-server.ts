import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { slackPage } from '../../src/demo/slack-page/page.ts';
import type { Change, PageMessage, Workspace } from '../../src/demo/slack-page/protocol.ts';

export interface Posted {
  readonly what: string;
  readonly body: unknown;
}

export interface PageServer {
  readonly url: string;
  /** What the page posted, oldest first. */
  readonly posted: Posted[];
  /** What GET /page/state answers from now on. */
  workspace: Workspace;
  /** Status of the answers to POST from now on. */
  status: number;
  /** Tells the change to every open page. */
  tell(change: Change): void;
  /** Cuts the event streams, as a restart would. */
  cut(): void;
  close(): Promise<void>;
}

/** Serves the page and its protocol, and does nothing of its own. */
export async function startPageServer(workspace: Workspace): Promise<PageServer> {
  const page = await slackPage();
  const streams = new Set<ServerResponse>();
  const files: Readonly<Record<string, readonly [string, string]>> = {
    '/': ['text/html', page.html],
    '/page/script.js': ['text/javascript', page.script],
    '/page/style.css': ['text/css', page.style],
  };
  const http = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const file = files[path];
    if (file) return end(response, 200, file[0], file[1]);
    if (path === '/page/state')
      return end(response, 200, 'application/json', JSON.stringify(server.workspace));
    if (path === '/page/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return;
    }
    if (request.method !== 'POST') return end(response, 404, 'text/plain', '');
    const upload = /^\/page\/upload\?name=(.*)$/.exec(path)?.[1];
    if (upload !== undefined) {
      server.posted.push({
        what: 'upload',
        body: { name: decodeURIComponent(upload), text: await textOf(request) },
      });
      const id = `F${server.posted.filter(({ what }) => what === 'upload').length}`;
      return end(response, server.status, 'application/json', JSON.stringify({ ok: true, id }));
    }
    server.posted.push({
      what: path.replace('/page/', ''),
      body: JSON.parse((await textOf(request)) || '{}'),
    });
    end(response, server.status, 'application/json', '{}');
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: PageServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    posted: [],
    workspace,
    status: 200,
    tell: (change) => {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(change)}\n\n`);
    },
    cut: () => {
      for (const stream of streams) stream.destroy();
    },
    close: () => {
      for (const stream of streams) stream.destroy();
      return new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
    },
  };
  return server;
}

/** A message in #ops, of which a case names only what it is about. */
export function aPageMessage(over: Partial<PageMessage> = {}): PageMessage {
  return {
    channel: 'C1',
    ts: '1795430400.000100',
    threadTs: undefined,
    broadcast: false,
    user: 'UBOT',
    text: '',
    blocks: [],
    ephemeral: false,
    edited: false,
    files: [],
    attachments: [],
    ...over,
  };
}

/** A workspace with two channels, the bot, and Dana looking at it. */
export function aWorkspace(over: Partial<Workspace> = {}): Workspace {
  return {
    team: { id: 'T1', name: 'Harbour Works' },
    users: [
      { id: 'UME', name: 'Dana Reyes', isBot: false },
      { id: 'U2', name: 'Ilse Brandt', isBot: false },
      { id: 'UBOT', name: 'Snail Trail', isBot: true },
    ],
    shortcuts: [{ callbackId: 'add', name: 'Add to operation', description: 'Keeps it there' }],
    groups: [{ id: 'S1', handle: 'ml-oncall', name: 'On call for ML' }],
    me: 'UME',
    bot: 'UBOT',
    channels: [
      { id: 'C1', name: 'ops', kind: 'channel' },
      { id: 'C2', name: 'release', kind: 'channel' },
      { id: 'D1', name: 'Snail Trail', kind: 'direct' },
    ],
    messages: [],
    home: undefined,
    commands: [
      {
        command: '/snail',
        description: 'What runs on ECS, and since when',
        usageHint: 'status [service] | help',
      },
    ],
    ...over,
  };
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A file as somebody would choose it. */
export function aFile(name: string, content: string | Buffer) {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
}
