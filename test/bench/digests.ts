import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import type { CallMade } from './local-aws.ts';
import type { Post } from './local-slack.ts';
import { logChannelId } from './log-channels.ts';
import { CHANNELS, DIGESTS, digestsIn, ESTATE, planDigests, type Told, toldIn } from './plan-digests.ts';
import { memoryRow } from './running-costs.ts';
import type { Stage } from './stage.ts';
import { msText, quantile, type Row } from './table.ts';
import { leastOf } from './watch-calls.ts';

const MINUTE_MS = 60_000;
/** For the bot to have looked at everything more than once before. */
const BEFORE_MS = 35_000;
/** Until all is posted, or given up. */
const PATIENCE_MS = 40_000;
/** After the last post nothing more may come for so long: a second one would. */
const SILENCE_MS = 7000;
const POST_EVERY_MS = 1000;

/** 500 digests of 200 channels that are all due in the same minute. */
export async function digestRows(stage: Stage): Promise<readonly Row[]> {
  const aws = await stage.aws(ESTATE);
  const dueAt = new Date(Math.ceil((Date.now() + BEFORE_MS) / MINUTE_MS) * MINUTE_MS);
  const databaseUrl = `file:${join(stage.processes.folder, 'digests.db')}`;
  await planDigests(databaseUrl, { dueAt, env: aws.region });
  await stage.slack.ask('forget');
  const apps = {
    bot: await stage.bot(aws, [], { DATABASE_URL: databaseUrl }),
    floor: await stage.bare(),
  };
  const posts = await allPosts(stage, dueAt);
  const calls = await aws.ask<readonly CallMade[]>('callsMade');
  const peak = await memoryRow(`peak memory, ${DIGESTS} digests at once`, apps, 250, 'peak');
  await Promise.all([apps.bot.stop(), apps.floor.stop()]);
  aws.stop();
  return [
    onceRow(posts),
    repliesRow(posts),
    urgencyRow(posts, dueAt),
    paceRow(posts),
    ...lagRows(posts, dueAt),
    callsRow(calls, { from: dueAt.getTime(), to: lastOf(posts) }),
    peak,
  ];
}

/** What there is once nothing new has come for long. */
async function allPosts(stage: Stage, dueAt: Date): Promise<readonly Post[]> {
  await systemClock.sleep(dueAt.getTime() - Date.now());
  for (;;) {
    await systemClock.sleep(500);
    const posts = await stage.slack.ask<readonly Post[]>('posts');
    const isSilent = posts.length > 0 && Date.now() - lastOf(posts) > SILENCE_MS;
    if (isSilent || Date.now() - dueAt.getTime() > PATIENCE_MS) return posts;
  }
}

function onceRow(posts: readonly Post[]): Row {
  const wrong = channels().filter((nth) => rootsOf(posts, nth).length !== digestsIn(nth));
  return {
    what: `digests posted in ${CHANNELS} channels; channels that got more or fewer than theirs`,
    floor: `${DIGESTS}, 0`,
    measured: `${posts.filter(({ isReply }) => !isReply).length}, ${wrong.length}`,
    bound: 'all of them, once',
    holds: wrong.length === 0,
  };
}

function repliesRow(posts: readonly Post[]): Row {
  const early = channels().filter((nth) => {
    const own = ownOf(posts, nth);
    const firstReply = own.findIndex(({ isReply }) => isReply);
    return firstReply >= 0 && own.slice(firstReply).some(({ isReply }) => !isReply);
  });
  return {
    what: `channels in which one of ${posts.filter(({ isReply }) => isReply).length} replies came before a digest`,
    floor: '0',
    measured: String(early.length),
    bound: '0',
    holds: early.length === 0,
  };
}

/** Channels are posted to side by side, so that the middle of each kind tells. */
function urgencyRow(posts: readonly Post[], dueAt: Date): Row {
  const middles = (['blocked', 'at risk', 'on track'] as const).map((told) => ({
    told,
    ms: quantile(firstLags(posts, told, dueAt), 0.5),
  }));
  return {
    what: 'due to the first digest of a channel, p50 of those blocked, at risk, on track',
    floor: '',
    measured: middles.map(({ ms }) => msText(ms)).join(', '),
    bound: 'in this order',
    holds: middles.every(({ ms }, nth) => ms >= (middles[nth - 1]?.ms ?? 0)) && saysSo(posts),
  };
}

function firstLags(posts: readonly Post[], told: Told, dueAt: Date): readonly number[] {
  return channels()
    .filter((nth) => toldIn(nth) === told)
    .flatMap((nth) => rootsOf(posts, nth).slice(0, 1))
    .map(({ at }) => at - dueAt.getTime());
}

/** A digest that says something else than was planned measures nothing. */
function saysSo(posts: readonly Post[]): boolean {
  return channels().every((nth) =>
    rootsOf(posts, nth).every(({ text }) => text.toLowerCase().includes(toldIn(nth))),
  );
}

function paceRow(posts: readonly Post[]): Row {
  const closest = Math.min(
    ...channels().flatMap((nth) => {
      const own = ownOf(posts, nth);
      return own.slice(1).map(({ at }, before) => at - (own[before]?.at ?? 0));
    }),
  );
  const seconds = (lastOf(posts) - (posts[0]?.at ?? 0)) / 1000;
  return {
    what: `${posts.length} posts, so many a second; the shortest time between two of a channel`,
    floor: `${CHANNELS} a second, ${msText(POST_EVERY_MS)}`,
    measured: `${(posts.length / seconds).toFixed(0)} a second, ${msText(closest)}`,
    bound: 'one a second and channel',
    holds: closest >= 0.99 * POST_EVERY_MS,
  };
}

/** The floor: every channel takes one a second from the moment on. */
function lagRows(posts: readonly Post[], dueAt: Date): readonly Row[] {
  const lags = (all: readonly Post[]) => all.map(({ at }) => at - dueAt.getTime());
  const least = (all: (nth: number) => readonly Post[]) =>
    channels().flatMap((nth) => all(nth).map((_, before) => before * POST_EVERY_MS));
  const row = (what: string, came: readonly number[], soonest: readonly number[]): Row => ({
    what: `${what}: lag from due to posted, p50 and last`,
    floor: `${msText(quantile(soonest, 0.5))}, ${msText(Math.max(...soonest))}`,
    measured: `${msText(quantile(came, 0.5))}, ${msText(Math.max(...came))}`,
    bound: '',
    holds: undefined,
  });
  const roots = posts.filter(({ isReply }) => !isReply);
  return [
    row(
      'digests',
      lags(roots),
      least((nth) => rootsOf(posts, nth)),
    ),
    row(
      'with their threads',
      lags(posts),
      least((nth) => ownOf(posts, nth)),
    ),
  ];
}

/** What the digests add to what watching asks anyway. */
function callsRow(
  calls: readonly CallMade[],
  { from, to }: { readonly from: number; readonly to: number },
): Row {
  const within = (begin: number, end: number) =>
    calls.filter(({ name, at }) => name.startsWith('ecs:') && at >= begin && at < end);
  const before = within(from - (to - from), from).length;
  const meanwhile = within(from, to);
  const sweep = Object.values(leastOf(ESTATE)).reduce((sum, each) => sum + each, 0);
  return {
    what: `calls to ECS in the ${msText(to - from)} from due to the last post`,
    floor: `${before} in as long before, watching`,
    measured: String(meanwhile.length),
    bound: `one sweep of ${sweep} beside watching`,
    holds: meanwhile.length <= before + sweep,
  };
}

function channels(): readonly number[] {
  return Array.from({ length: CHANNELS }, (_, nth) => nth);
}

function ownOf(posts: readonly Post[], nth: number): readonly Post[] {
  return posts.filter(({ channel }) => channel === logChannelId(nth));
}

function rootsOf(posts: readonly Post[], nth: number): readonly Post[] {
  return ownOf(posts, nth).filter(({ isReply }) => !isReply);
}

function lastOf(posts: readonly Post[]): number {
  return posts.at(-1)?.at ?? 0;
}
