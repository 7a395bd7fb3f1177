import { defaultEnvironment } from '../ask/meant-service.ts';
import { ownerNames } from '../ask/owner-names.ts';
import { nextTime } from '../cron.ts';
import type { Deps } from '../deps.ts';
import { courseOf } from '../digest/course.ts';
import type { Digest } from '../digest/digest.ts';
import type { DigestRun } from '../digest/run.ts';
import { timelinessOf } from '../digest/timeliness.ts';
import { UpstreamError } from '../errors.ts';
import { type DigestAround, digestMessage, digestReplies } from '../views/digest.ts';
import type { Message } from '../views/message.ts';
import { maybeRepeated } from '../views/repeated.ts';
import { mayBeThere, postIntended } from './announced-post.ts';
import type { OwedDigest } from './gather-digests.ts';

/** What posting a digest needs. */
export type DeliverDigestDeps = Pick<Deps, 'digests' | 'outbox' | 'clock' | 'directory' | 'estate'>;

/** What came of working at a digest: as far as it could be done now, or Slack did not take a post. */
export type Delivered =
  | { readonly kind: 'done'; readonly run: DigestRun }
  | { readonly kind: 'not-taken'; readonly run: DigestRun; readonly error: UpstreamError };

/** Points of the chart. */
const MOST_POINTS = 19;

/**
 * Posts the root of a digest, where it is not there and still worth it. Announced before it is made, with what it says:
 * a process that ends in between leaves behind how to find out, and what to go on with.
 */
export async function postRoot(deps: DeliverDigestDeps, owed: OwedDigest): Promise<Delivered> {
  const run = await settled(deps, owed.run);
  if (run.root !== undefined) return { kind: 'done', run };
  const { schedule, digest, snapshot } = owed;
  const now = deps.clock.now();
  if (schedule.paused) return finished(deps, { ...run, state: 'skipped', why: 'it was paused' });
  const timeliness = timelinessOf(run.dueAt, nextTime(schedule.times, now), now);
  if (timeliness === 'too-old' || timeliness === 'next-is-near')
    return finished(deps, { ...run, state: 'skipped', why: leftOutWhy(run) });
  const lateFromAt = timeliness === 'late' ? run.dueAt : undefined;
  const message = digestMessage(digest, { ...(await aroundOf(deps, owed, digest)), lateFromAt });
  const told = { ...run, digest, snapshot };
  return posted(deps, told, {
    what: 'root',
    message,
    send: (shown, key) => deps.outbox.post(run.channel, shown, { key }),
    whenThere: (ts) => ({ state: 'posted', root: ts, refusedSinceAt: undefined }),
  });
}

/** Posts what of a digest belongs into the thread and is not there. */
export async function postReplies(deps: DeliverDigestDeps, owed: OwedDigest): Promise<Delivered> {
  let { run } = owed;
  const { root, digest, channel } = run;
  if (root === undefined || !digest) return { kind: 'done', run };
  const replies = digestReplies(digest, await aroundOf(deps, owed, digest));
  for (const [at, message] of replies.entries()) {
    const nth = at + 1;
    if (nth <= run.said) continue;
    const outcome = await posted(deps, run, {
      what: nth,
      message,
      send: (shown, key) => deps.outbox.reply({ channel, ts: root }, shown, { key }),
      whenThere: () => ({ said: nth }),
    });
    if (outcome.kind === 'not-taken') return outcome;
    run = outcome.run;
  }
  return finished(deps, run);
}

/** A run of which nothing is left to do. What it said is in Slack, and how things stood is kept apart. */
export async function finished({ digests }: Pick<Deps, 'digests'>, run: DigestRun): Promise<Delivered> {
  const done = { ...run, posting: undefined, digest: undefined, snapshot: undefined, nextAt: undefined };
  await digests.saveRun(done);
  return { kind: 'done', run: done };
}

/** Finds out what became of a post that was about to be made. Where nobody can tell, it stays in doubt. */
async function settled({ digests, outbox }: DeliverDigestDeps, run: DigestRun): Promise<DigestRun> {
  const { posting, channel, root } = run;
  if (!posting) return run;
  const isReply = typeof posting.what === 'number';
  const place = { channel, ...(isReply && root !== undefined ? { thread: root } : {}) };
  const found = await outbox.find(place, posting.key, posting.at);
  if (found.kind === 'unknown') return run;
  const open: DigestRun = { ...run, posting: undefined };
  if (found.kind === 'absent') return open;
  const then: DigestRun =
    typeof posting.what === 'number'
      ? { ...open, said: posting.what }
      : { ...open, state: 'posted', root: found.ts, refusedSinceAt: undefined };
  await digests.saveRun(then);
  return then;
}

/** One post of a digest, and what the run is like once it is there. */
interface Post {
  readonly what: 'root' | number;
  readonly message: Message;
  send(shown: Message, key: string): Promise<{ readonly ts: string }>;
  whenThere(ts: string): Partial<DigestRun>;
}

/** What may be there already says so. Only what Slack itself says comes back; failures of the database are thrown. */
async function posted(
  { clock, digests }: DeliverDigestDeps,
  before: DigestRun,
  { what, message, send, whenThere }: Post,
): Promise<Delivered> {
  let run = before;
  const said: { refusal?: UpstreamError } = {};
  const shown = mayBeThere(run, what) ? maybeRepeated(message) : message;
  const save = async (posting: DigestRun['posting']) => {
    run = { ...run, posting };
    await digests.saveRun(run);
  };
  const post = (key: string) =>
    send(shown, key).catch((error: unknown) => {
      if (error instanceof UpstreamError) said.refusal = error;
      throw error;
    });
  try {
    const ts = await postIntended({ clock }, { posting: run.posting, save }, { what, post });
    run = { ...run, ...whenThere(ts), posting: undefined };
  } catch (error) {
    if (said.refusal === undefined || error !== said.refusal) throw error;
    return { kind: 'not-taken', run, error: said.refusal };
  }
  await digests.saveRun(run);
  return { kind: 'done', run };
}

/** Why a digest, or what is missing of it, was not posted, in a clause. */
export function leftOutWhy({ refusedSinceAt }: Pick<DigestRun, 'refusedSinceAt'>): string {
  return refusedSinceAt ? 'Slack did not take it' : 'I was not running';
}

async function aroundOf(
  deps: DeliverDigestDeps,
  { run, schedule }: OwedDigest,
  digest: Digest,
): Promise<DigestAround> {
  const { digests, estate, clock } = deps;
  const owner = digest.operation?.blocker?.owner;
  const [names, snapshots, leftOut] = await Promise.all([
    ownerNames(deps, owner === undefined ? {} : { blocker: { owner } }),
    digests.snapshots(schedule.id, MOST_POINTS),
    digests.leftOut(schedule.id, run.dueAt),
  ]);
  return {
    defaultEnv: defaultEnvironment(estate),
    depth: schedule.depth,
    names,
    course: courseOf(snapshots, digest),
    lateFromAt: undefined,
    leftOut: leftOut.map(({ missed, dueAt, why, state }) => ({
      ...(missed ?? { firstAt: dueAt, lastAt: dueAt, count: 1 }),
      ...{ why, part: state === 'posted' ? 'thread' : 'digest' },
    })),
    nextAt: schedule.paused ? undefined : nextTime(schedule.times, run.dueAt),
    now: clock.now(),
  };
}
