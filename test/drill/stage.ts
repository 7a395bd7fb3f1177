import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { act } from '../../src/alerting/act.ts';
import type { AlertThread } from '../../src/alerting/thread.ts';
import type { Watch } from '../../src/alerting/watch.ts';
import { type AwsServer, createAwsServer } from '../../src/demo/aws-server.ts';
import { SEED } from '../../src/demo/slack/workspace.ts';
import { createSlackServer, type SlackServer } from '../../src/demo/slack-server.ts';
import { type Bot, ENV, startBot } from './bot.ts';
import { createDrillClock, createStillness, type DrillClock, type Stillness } from './drill-clock.ts';
import { createDrillEstate, type DrillEstate } from './estate.ts';
import type { AlertName, Deed, DrillChannel, Happening } from './script.ts';
import { type Seen, watchPeople } from './seen.ts';

/** Everything that a drill happens on. */
export interface DrillStage {
  readonly clock: DrillClock;
  readonly stillness: Stillness;
  readonly estate: DrillEstate;
  readonly aws: AwsServer;
  readonly slack: SlackServer;
  readonly seen: readonly Seen[];
  bot(): Bot;
  play(what: Happening): Promise<void>;
  /** To be called when all is still: whoever is to be killed amid a post is killed now. */
  onStill(): Promise<void>;
  stop(): Promise<void>;
}

/** Ids of the channels, by name. */
export const CHANNELS: Readonly<Record<DrillChannel, string>> = {
  ops: 'C0OPS0001',
  'war-room': 'C0WARROOM',
  data: 'C0DATA001',
  'old-ops': 'C0ARCHIVE',
};

/** What a channel is to watch. */
export interface WatchGiven {
  readonly channel: DrillChannel;
  readonly cluster: string;
  readonly name: string;
  readonly onCall?: string;
  readonly escalateTo?: string;
  readonly quiet?: NonNullable<Watch['quiet']>;
  readonly createdBy?: string;
}

/** Sets up both servers, the estate and the first bot, at a moment. */
export async function openStage(at: Date, watches: readonly WatchGiven[]): Promise<DrillStage> {
  const clock = createDrillClock(at);
  const stillness = createStillness();
  const estate = createDrillEstate(clock);
  const aws = createAwsServer({ worlds: [estate.world], clock, beforeAnswer: estate.advance });
  const slack = createSlackServer({ clock, seed: withDataChannel() });
  const [awsUrl] = await Promise.all([aws.start(), slack.start()]);
  const folder = await mkdtemp(join(tmpdir(), 'snail-drill-'));
  const databaseUrl = `file:${join(folder, 'snail.db')}`;
  const place = { databaseUrl, awsUrl, slackUrl: slack.url, slackToken: slack.tokens.bot, clock };
  let lives = 0;
  const born = () => startBot(place, `bot-${lives++}`);
  let bot = await born();
  let posts = 0;
  let killAtPost: number | undefined;
  slack.ledger.onChange(({ message }) => {
    if (message.user === slack.seed.app.botUser && !message.edited) posts += 1;
  });
  for (const watch of watches) await saveWatch(bot, watch, clock);

  async function restart(): Promise<void> {
    killAtPost = undefined;
    await bot.kill();
    bot = await born();
  }

  return {
    ...{ clock, stillness, estate, aws, slack },
    seen: watchPeople(slack, clock),
    bot: () => bot,
    async onStill() {
      if (killAtPost !== undefined && posts > killAtPost) await restart();
    },
    async play(what) {
      switch (what[0]) {
        case 'aws':
          return setAws(aws, what[1]);
        case 'slack':
          return setSlack(slack, what[1]);
        case 'killed':
          if (what[1] === 'at rest') return restart();
          slack.faults.add({ on: 'chat.postMessage', effect: { kind: 'drop-after' } });
          killAtPost = posts;
          return;
        case 'does':
          return does(bot, what[1], what[2], what[3]);
        case 'deletes the root':
          return deleteRoot(bot, slack, what[1]);
        case 'time passes':
          return;
        default:
          return change(estate, what);
      }
    },
    async stop() {
      await bot.kill();
      stillness.close();
      await Promise.all([slack.stop(), aws.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function withDataChannel(): typeof SEED {
  const members = ['U0ALICE01', SEED.app.botUser];
  const data = { id: CHANNELS.data, name: 'data', kind: 'public', members } as const;
  return { ...SEED, channels: [...SEED.channels, data] };
}

async function saveWatch({ store }: Bot, given: WatchGiven, clock: DrillClock): Promise<void> {
  const { channel, cluster, name, onCall, escalateTo, quiet, createdBy = 'U0ALICE01' } = given;
  await store.watches.save(
    {
      channel: CHANNELS[channel],
      scope: { kind: 'names', env: ENV, cluster, name },
      ...{ createdBy, createdAt: clock.now() },
    },
    {
      ...(onCall ? { onCall: { kind: 'set', id: onCall } } : {}),
      ...(escalateTo ? { escalateTo: { kind: 'set', id: escalateTo } } : {}),
      ...(quiet ? { quiet: { kind: 'set', quiet } } : {}),
    },
  );
}

/** Every change replaces the one before. */
function setAws({ faults }: AwsServer, how: 'well' | 'gone' | 'throttled' | 'expired'): void {
  faults.clear();
  if (how === 'gone') faults.add({ operation: '*', kind: 'dropped' });
  if (how === 'expired') faults.add({ operation: '*', kind: 'expired' });
  if (how === 'throttled') faults.add({ operation: 'ecs:DescribeServices', kind: 'throttled' });
}

const FOR_EVER = 1_000_000;

function setSlack({ faults }: SlackServer, how: 'well' | 'gone' | 'slow down'): void {
  faults.clear();
  if (how === 'gone') faults.add({ on: '*', times: FOR_EVER, effect: { kind: 'status', status: 503 } });
  if (how === 'slow down')
    faults.add({ on: 'chat.postMessage', effect: { kind: 'rate-limited', retryAfterSeconds: 30 } });
}

async function alertOf({ store }: Bot, { channel, service, kind }: AlertName): Promise<AlertThread> {
  const threads = await store.threads.list({
    ...{ channel: CHANNELS[channel], topic: 'alert' },
    closedSince: new Date(0),
  });
  const found = threads.flatMap((thread) => {
    const { about } = thread;
    if (about.topic !== 'alert' || about.kind !== kind || about.ref.name !== service) return [];
    return [{ ...thread, about }];
  });
  const newest = found.find(({ open }) => open) ?? found.at(-1);
  if (!newest) throw new Error(`#${channel} has no alert about ${kind} of ${service}`);
  return newest;
}

/** As the click of the button does. */
async function does(bot: Bot, who: string, deed: Deed, to: AlertName): Promise<void> {
  const thread = await alertOf(bot, to);
  const id = SEED.users.find(({ realName }) => realName === who)?.id ?? who;
  const { policy, clock } = bot.deps;
  const about = act(thread.about, { ...deed, by: { id, name: who } }, policy, clock.now());
  const open = about.state !== 'resolved';
  const lost = await bot.store.threads.save([{ thread: { ...thread, about, open } }], clock.now());
  if (lost.length > 0) await does(bot, who, deed, to);
}

async function deleteRoot(bot: Bot, slack: SlackServer, of: AlertName): Promise<void> {
  const { id, channel } = await alertOf(bot, of);
  const { root } = await bot.store.threads.deliveryOf(id);
  const message = root && slack.ledger.find(channel, root);
  if (!message) throw new Error(`${of.service} has no root to delete`);
  slack.ledger.remove(message);
}

function change(estate: DrillEstate, what: Happening): void {
  const [verb, ...about] = what;
  const verbs: Readonly<Record<string, unknown>> = { ...estate };
  const doing = verbs[verb];
  if (typeof doing !== 'function') throw new Error(`nobody knows how to make it that ${verb}`);
  doing(...about);
}
