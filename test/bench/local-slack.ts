import { once } from 'node:events';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/clock.ts';
import type { StoredMessage } from '../../src/demo/slack/ledger.ts';
import { SEED } from '../../src/demo/slack/workspace.ts';
import { createSlackServer } from '../../src/demo/slack-server.ts';
import { logChannel, logChannelId, MOST_CHANNELS } from './log-channels.ts';
import { answerParent } from './parent.ts';

/** What came of a typed command. */
export interface Asked {
  /** When it was acknowledged, by this process's clock. */
  readonly ackedAt: number;
  /** From then until the answer was there. Milliseconds. */
  readonly firstMs: number;
  readonly text: string;
  /** How many messages of the bot there are now. */
  readonly heard: number;
}

/** Where and when numbered lines could first be read. */
export interface Seen {
  /** Epoch milliseconds by service and number. */
  readonly at: Readonly<Record<string, readonly (number | null)[]>>;
  /** Lines that were there twice, in threads or files. */
  readonly doubled: number;
  /** How many of the lines were in files. */
  readonly inFiles: number;
  /** Messages of the bot in the log channels, with and without files: channel and epoch milliseconds. */
  readonly posts: readonly { readonly channel: string; readonly at: number }[];
}

/** A message of the bot in one of the log channels. */
export interface Post {
  readonly channel: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly isReply: boolean;
  /** The first line of its plain text. */
  readonly text: string;
}

/** The local Slack in a process of its own, strict about rates, with more channels than usual. */
const members = [SEED.me, SEED.app.botUser];
const channels = Array.from({ length: MOST_CHANNELS }, (_, nth) => {
  return {
    id: logChannelId(nth),
    name: logChannel(nth),
    kind: 'public',
    members,
  } as const;
});
const slack = createSlackServer({
  clock: systemClock,
  seed: { ...SEED, channels: [...SEED.channels, ...channels] },
});
/** A command that is typed again and again. */
export interface Probe {
  readonly text: string;
  readonly everyMs: number;
  readonly times: number;
}

export interface Probed {
  readonly acked: readonly number[];
  readonly answered: readonly number[];
}

let answers = 0;
/** Takes the answers to the load's commands, which the local Slack did not send itself. */
const responseUrls = createServer((request, response) => {
  request.resume().once('end', () => {
    answers += 1;
    response.end('ok');
  });
});
let sweeping = false;
let sweeps = 0;

/** When each message of the bot came, new ones and newer forms alike; oldest first. */
const heardAt: number[] = [];
slack.ledger.onChange(({ kind, message }) => {
  if (kind === 'message' && message.user === slack.seed.app.botUser) heardAt.push(performance.now());
});

/** What the bot put into the log channels; only looked through when all is over. */
let posted: { readonly message: StoredMessage; readonly at: number }[] = [];
slack.ledger.onChange(({ kind, message }) => {
  const isNew =
    kind === 'message' &&
    message.user === slack.seed.app.botUser &&
    message.ephemeralTo === undefined &&
    !message.edited;
  if (isNew && message.channel.startsWith('C0LOGS')) posted.push({ message, at: Date.now() });
});

function nextMessage(isIt = (_: StoredMessage) => true): Promise<StoredMessage> {
  return new Promise((resolve) => {
    const stop = slack.ledger.onChange(({ kind, message }) => {
      if (kind !== 'message' || message.user !== slack.seed.app.botUser || !isIt(message)) return;
      stop();
      resolve(message);
    });
  });
}

async function acknowledged(text: string, channel?: string): Promise<void> {
  const said = await slack.say(text, channel === undefined ? {} : { channel });
  if (said.kind !== 'acked') throw new Error(`${text} was not acknowledged: ${JSON.stringify(said)}`);
}

async function asked(text: string, channel?: string): Promise<Asked> {
  const first = nextMessage();
  await acknowledged(text, channel);
  const ackedAt = performance.now();
  const message = await first;
  return { ackedAt, firstMs: performance.now() - ackedAt, text: message.text, heard: heardAt.length };
}

async function sweepOn({ channel, ts }: StoredMessage): Promise<void> {
  while (sweeping) {
    const next = nextMessage();
    const used = await slack.click('refresh-status', { channel, ts });
    if (used.kind === 'acked') await next;
    sweeps += 1;
  }
}

answerParent({
  async start() {
    await slack.start();
    responseUrls.listen(0, '127.0.0.1');
    await once(responseUrls, 'listening');
    const address = responseUrls.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return { apiUrl: slack.url, responseUrl: `http://127.0.0.1:${port}/`, tokens: slack.tokens };
  },
  deliverTo: (url: string) => slack.deliverTo(url),
  /** Types a command and waits for the first answer. */
  ask: (text: string): Promise<Asked> => asked(text),
  askIn: ({ text, channel }: { readonly text: string; readonly channel: string }) => asked(text, channel),
  /** Waits until the bot has said so many things, and tells when the last of them came. */
  async heard(count: number): Promise<number | undefined> {
    while (heardAt.length < count) await nextMessage();
    return heardAt[count - 1];
  },
  /** Asks for every service and clicks *Refresh* on each answer. Resolves with the first one. */
  async sweep() {
    sweeping = true;
    const first = nextMessage();
    await acknowledged('/snail status --all');
    const message = await first;
    void sweepOn(message);
    return message.text.split('\n', 1)[0];
  },
  sweeps: () => sweeps,
  stopSweep() {
    sweeping = false;
  },
  /** Types a command for logs into each channel; resolves when each has its thread. */
  async openLogs(plan: readonly { readonly text: string; readonly channel: string }[]): Promise<void> {
    for (const { text, channel } of plan) {
      const reply = nextMessage((message) => message.threadTs !== undefined);
      const said = await slack.say(text, { channel });
      if (said.kind !== 'acked') throw new Error(`${text} was not acknowledged: ${JSON.stringify(said)}`);
      await reply;
    }
  },
  /** Which numbered lines there are, and when they came. */
  seen: (): Seen => seenIn(posted),
  /** When the log channels first heard of each service that they have heard of. Epoch milliseconds. */
  toldOf: (services: readonly string[]): Readonly<Record<string, number>> =>
    Object.fromEntries(
      services.flatMap((service) => {
        const first = posted.find(({ message }) => message.text.includes(service));
        return first ? [[service, first.at]] : [];
      }),
    ),
  /** What the bot has put into the log channels, oldest first. */
  posts: (): readonly Post[] =>
    posted.map(({ message: { channel, threadTs, text }, at }) => ({
      ...{ channel, at, isReply: threadTs !== undefined },
      text: text.split('\n', 1)[0] ?? '',
    })),
  forget() {
    posted = [];
  },
  /** Types a command now and then and takes the times of acknowledgement and answer. Milliseconds. */
  async probe({ text, everyMs, times }: Probe): Promise<Probed> {
    const acked: number[] = [];
    const answered: number[] = [];
    for (let nth = 0; nth < times; nth += 1) {
      const answer = nextMessage((message) => message.ephemeralTo !== undefined);
      const beganAt = performance.now();
      await acknowledged(text);
      acked.push(performance.now() - beganAt);
      await answer;
      answered.push(performance.now() - beganAt);
      await systemClock.sleep(everyMs);
    }
    return { acked, answered };
  },
  /** How many answers to the load's commands have come. */
  answers: () => answers,
});

function seenIn(all: typeof posted): Seen {
  const at: Record<string, number[]> = {};
  let doubled = 0;
  let inFiles = 0;
  for (const { message, at: cameAt } of all) {
    const texts = [
      // The plain text of a full post is cut.
      { text: JSON.stringify(message.blocks), isFile: false },
      ...message.files.map(({ content }) => ({ text: content, isFile: true })),
    ];
    for (const { text, isFile } of texts)
      for (const [, service = '', nth] of text.matchAll(/#([\w-]+)\/(\d+)#/g)) {
        at[service] ??= [];
        const times = at[service];
        if (times[Number(nth)] === undefined) times[Number(nth)] = cameAt;
        else doubled += 1;
        if (isFile) inFiles += 1;
      }
  }
  return {
    at,
    doubled,
    inFiles,
    posts: all.map(({ message, at: when }) => ({ channel: message.channel, at: when })),
  };
}
