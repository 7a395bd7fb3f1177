import { createHmac } from 'node:crypto';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Person } from '../../src/access/person.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { createSlackServer, type SlackServer } from '../../src/demo/slack-server.ts';
import { createLog, type Log } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { Clicked, ClickReply, Ear, Heard, Pointed, Reply, Submitted } from '../../src/slack/heard.ts';
import { createSlack, type Slack, type SlackMode, type SlackOptions } from '../../src/slack/slack.ts';
import { type Message, section } from '../../src/views/message.ts';

/** A clock whose waits are `times` shorter, so that waits of seconds and minutes can be lived through. */
export function hurriedClock(times: number): Clock {
  const startedAt = Date.now();
  return {
    now: () => new Date(startedAt + (Date.now() - startedAt) * times),
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
  };
}

/** A log whose lines can be read. */
export function readableLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  return { log: createLog('debug', stream), lines };
}

/** An ear that keeps what it heard and answers as told. */
export interface RecordingEar extends Ear {
  readonly all: Heard[];
  readonly clicks: Clicked[];
  readonly forms: Submitted[];
  readonly pointers: Pointed[];
  readonly visitors: Person[];
}

export function anEar(
  answer: {
    heard?(heard: Heard, reply: Reply): Promise<unknown>;
    clicked?(clicked: Clicked, reply: ClickReply): Promise<unknown>;
    complaints?: Ear['complaints'];
    submitted?(submitted: Submitted, reply: Reply): Promise<unknown>;
    pointed?(pointed: Pointed, reply: Reply): Promise<unknown>;
  } = {},
): RecordingEar {
  const all: Heard[] = [];
  const clicks: Clicked[] = [];
  const forms: Submitted[] = [];
  const pointers: Pointed[] = [];
  const visitors: Person[] = [];
  return {
    all,
    clicks,
    forms,
    pointers,
    visitors,
    complaints: (draft) => answer.complaints?.(draft) ?? {},
    async submitted(submitted, reply) {
      forms.push(submitted);
      await answer.submitted?.(submitted, reply);
      return undefined;
    },
    async pointed(pointed, reply) {
      pointers.push(pointed);
      await answer.pointed?.(pointed, reply);
      return undefined;
    },
    async heard(heard, reply) {
      all.push(heard);
      await answer.heard?.(heard, reply);
      return undefined;
    },
    async clicked(clicked, reply) {
      clicks.push(clicked);
      await answer.clicked?.(clicked, reply);
      return undefined;
    },
    async home(person, reply) {
      visitors.push(person);
      await reply.answer(says(`hello ${person.kind}`));
      return undefined;
    },
  };
}

/** An ear that answers every word with `text`. */
export function anEarSaying(text: string): RecordingEar {
  return anEar({ heard: (_, reply: Reply) => reply.answer(says(text)) });
}

export function says(text: string, ...more: Message['blocks']): Message {
  return { text, blocks: [section(text), ...more] };
}

export interface BothSides {
  readonly server: SlackServer;
  readonly slack: Slack;
  readonly lines: readonly string[];
}

export async function aSlackServer(
  clock: Clock = systemClock,
  scopes?: readonly string[],
): Promise<SlackServer> {
  const server = createSlackServer({ clock, ...(scopes ? { scopes } : {}) });
  await server.start();
  onTestFinished(() => server.stop());
  return server;
}

/** Base of a Web API where nobody listens. */
export async function aDeadAddress(): Promise<string> {
  const server = createSlackServer({ clock: systemClock });
  await server.start();
  const { url } = server;
  await server.stop();
  return url;
}

/** The bot, not started yet, beside a local Slack. */
export function aBotFor(
  server: SlackServer,
  given: Partial<SlackOptions> = {},
): { slack: Slack; lines: readonly string[] } {
  const { log, lines } = readableLog();
  const slack = createSlack({
    botToken: server.tokens.bot,
    mode: { kind: 'socket', appToken: server.tokens.app },
    apiUrl: server.url,
    groups: [],
    clock: systemClock,
    log,
    metrics: createMetrics(),
    ...given,
  });
  onTestFinished(() => slack.stop(0));
  return { slack, lines };
}

export function httpMode(server: SlackServer): SlackMode {
  const { signingSecret } = server.tokens;
  return { kind: 'http', signingSecret, port: 0, host: '127.0.0.1', routes: [] };
}

/** Both started and connected, by Socket Mode unless told. */
export async function bothSides(
  ear: Ear,
  given: {
    readonly kind?: 'socket' | 'http';
    readonly scopes?: readonly string[];
  } & Partial<SlackOptions> = {},
): Promise<BothSides> {
  const { kind = 'socket', scopes, ...options } = given;
  const server = await aSlackServer(systemClock, scopes);
  const mode = kind === 'http' ? { mode: httpMode(server) } : {};
  const { slack, lines } = aBotFor(server, { ...mode, ...options });
  await slack.start(ear);
  if (kind === 'http') await server.deliverTo(`http://127.0.0.1:${slack.port()}/slack/events`);
  return { server, slack, lines };
}

/** Sends the bot a payload as Slack does over HTTP, and returns what it was acknowledged with. */
export async function deliver({ server, slack }: BothSides, payload: object): Promise<unknown> {
  const body = String(new URLSearchParams({ payload: JSON.stringify(payload) }));
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hmac = createHmac('sha256', server.tokens.signingSecret).update(`v0:${timestamp}:${body}`);
  const answer = await fetch(`http://127.0.0.1:${slack.port()}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hmac.digest('hex')}`,
    },
    body,
  });
  const text = await answer.text();
  return text.startsWith('{') ? JSON.parse(text) : text;
}
