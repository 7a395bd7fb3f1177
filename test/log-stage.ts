import type { TestContext } from 'vitest';
import type { StoredMessage } from '../src/demo/slack/ledger.ts';
import type { SlackServer } from '../src/demo/slack-server.ts';
import { addService } from '../src/demo/world/add-service.ts';
import { appendLines } from '../src/demo/world/append-lines.ts';
import type { SimulatedLogStream } from '../src/demo/world/log-shapes.ts';
import type { World } from '../src/demo/world.ts';
import { type Stage, type StageGiven, start } from './harness.ts';

/** What log threads are watched with. */
export interface LogWatch {
  /** Types words and resolves with the head of the log thread that they open. */
  open(words: string, where?: Parameters<SlackServer['say']>[1]): Promise<StoredMessage>;
  /** A reply in the thread of a head that matches, now or within `ms`. */
  said(head: StoredMessage, pattern: RegExp, ms?: number): Promise<StoredMessage>;
  /** The bot's replies in the thread of a head, in order; the head itself only where it is one. */
  replies(head: StoredMessage): readonly StoredMessage[];
  /** All that can be read in the thread, replies and files, as people see it. */
  shown(head: StoredMessage): string;
  /** The head as it stands now. */
  headNow(head: StoredMessage): StoredMessage;
}

/** A stage that watches log threads; over a service `web` with two tasks unless told. */
export interface LogStage extends Stage, LogWatch {
  /** Of the world as it was at the start, in the order of their making. */
  readonly streams: readonly SimulatedLogStream[];
}

/** How long a reply may take on a busy machine. */
const PATIENCE_MS = 25_000;

/** Starts a stage that stops with its test; for tests that run at the same time. */
export async function logStage(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  given: StageGiven = {},
): Promise<LogStage> {
  const stage = await start({ build: (world) => void addService(world, { name: 'web' }), ...given });
  onTestFinished(() => stage.stop());
  return { ...stage, ...logWatch(stage.slack), streams: streamsOf(stage.world) };
}

/** Watches the log threads of a local Slack, whoever writes them. */
export function logWatch(slack: SlackServer): LogWatch {
  const bot = slack.seed.app.botUser;
  const rootOf = ({ ts, threadTs }: StoredMessage) => threadTs ?? ts;
  const replies = (head: StoredMessage) =>
    slack
      .messages()
      .filter(
        ({ channel, threadTs, user }) =>
          channel === head.channel && threadTs === rootOf(head) && user === bot,
      );
  return {
    replies,
    async open(words, where = {}) {
      const here = { channel: where.channel ?? 'ops', ...(where.user ? { user: where.user } : {}) };
      const seen = new Set(slack.messages(here).map(({ ts }) => ts));
      await slack.say(words, where);
      const isHead = (message: StoredMessage) =>
        message.user === bot &&
        message.text.startsWith('Logs of ') &&
        !seen.has(message.ts) &&
        slack.messages(here).some(({ ts }) => ts === message.ts);
      return slack.waitFor(isHead, PATIENCE_MS);
    },
    said: (head, pattern, ms = PATIENCE_MS) =>
      slack.waitFor(
        (message) =>
          message.channel === head.channel &&
          message.threadTs === rootOf(head) &&
          message.user === bot &&
          pattern.test(readable(message)),
        ms,
      ),
    shown: (head) =>
      replies(head)
        .map((message) => [readable(message), ...message.files.map(({ content }) => content)].join('\n'))
        .join('\n'),
    headNow: (head) =>
      slack.messages().find(({ channel, ts }) => channel === head.channel && ts === head.ts) ?? head,
  };
}

/** All streams of a world. */
export function streamsOf(world: World): readonly SimulatedLogStream[] {
  return [...world.logGroups.values()].flatMap(({ streams }) => [...streams.values()]);
}

/** Writes lines now, all of the same instant. */
export function write(stream: SimulatedLogStream | undefined, ...messages: readonly string[]): void {
  writeAt(stream, new Date(), ...messages);
}

/** Writes lines of one instant, which can be read at once however old it is. */
export function writeAt(
  stream: SimulatedLogStream | undefined,
  at: Date,
  ...messages: readonly string[]
): void {
  if (!stream) throw new Error('no such stream');
  const lateMs = Math.max(0, Date.now() - at.getTime());
  appendLines(stream, {
    count: messages.length,
    fromAt: at,
    lateMs,
    say: (nth) => messages[nth] ?? '',
  });
}

/** `n00007 of the flow`: a line that can be counted. */
export function numbered(nth: number, rest = 'of the flow'): string {
  return `n${String(nth).padStart(5, '0')} ${rest}`;
}

/** How often each number from `from` on, `count` of them, can be read: those that are not there exactly once. */
export function notOnce(shown: string, count: number, from = 0): readonly string[] {
  const times = new Map<string, number>();
  for (const [word] of shown.matchAll(/\bn\d{5}\b/g)) times.set(word, (times.get(word) ?? 0) + 1);
  const wanted = Array.from({ length: count }, (_, nth) => numbered(from + nth, '').trim());
  return wanted.flatMap((word) => (times.get(word) === 1 ? [] : [`${word} ×${times.get(word) ?? 0}`]));
}

/** The numbers in the order in which they can be read. */
export function numbersIn(shown: string): readonly number[] {
  return [...shown.matchAll(/\bn(\d{5})\b/g)].map(([, digits]) => Number(digits));
}

/** Milliseconds between neighbouring messages of the bot in one channel. */
export function gapsIn(slack: SlackServer, channel: string): readonly number[] {
  const times = slack
    .messages()
    .filter(
      (message) =>
        message.channel === channel &&
        message.user === slack.seed.app.botUser &&
        message.ephemeralTo === undefined,
    )
    .map(({ ts }) => Number(ts) * 1000);
  return times.slice(1).map((ms, nth) => ms - (times[nth] ?? 0));
}

/** What people read of a message: its blocks, or its text where it has none. */
export function readable({ text, blocks }: StoredMessage): string {
  const all = blocks.length > 0 ? textsIn(blocks) : [text];
  return all.join('\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}
