import { once } from 'node:events';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/clock.ts';
import type { StoredMessage } from '../../src/demo/slack/ledger.ts';
import { createSlackServer } from '../../src/demo/slack-server.ts';
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

/** The local Slack in a process of its own. */
const slack = createSlackServer({ clock: systemClock });
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

function nextMessage(): Promise<StoredMessage> {
  return new Promise((resolve) => {
    const stop = slack.ledger.onChange(({ kind, message }) => {
      if (kind !== 'message' || message.user !== slack.seed.app.botUser) return;
      stop();
      resolve(message);
    });
  });
}

async function acknowledged(text: string): Promise<void> {
  const said = await slack.say(text);
  if (said.kind !== 'acked') throw new Error(`${text} was not acknowledged: ${JSON.stringify(said)}`);
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
  async ask(text: string): Promise<Asked> {
    const first = nextMessage();
    await acknowledged(text);
    const ackedAt = performance.now();
    const message = await first;
    return { ackedAt, firstMs: performance.now() - ackedAt, text: message.text, heard: heardAt.length };
  },
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
  /** How many answers to the load's commands have come. */
  answers: () => answers,
});
