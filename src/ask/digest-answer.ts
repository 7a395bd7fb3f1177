import { nextTime } from '../cron.ts';
import type { Deps } from '../deps.ts';
import { composeDigest } from '../digest/compose.ts';
import { courseOf } from '../digest/course.ts';
import type { DigestDepth, DigestSchedule } from '../digest/schedule.ts';
import type { Snapshot } from '../digest/snapshot.ts';
import { wholeDigestMessage } from '../views/digest.ts';
import type { Speech } from '../views/speech.ts';
import type { Answer, Call } from './answer.ts';
import { digestFacts, type FactsDeps, whenAsked } from './digest-facts.ts';
import { depthIn, meantSchedule } from './digest-schedules.ts';
import { defaultEnvironment } from './meant-service.ts';
import { ownerNames } from './owner-names.ts';

export type DigestAnswerDeps = FactsDeps & Pick<Deps, 'digests' | 'directory'>;

const DAY_MS = 86_400_000;
/** Points of the chart. */
const MOST_POINTS = 19;

/** `digest`: how it goes now, for whoever asks, compared with the last digest of the channel. */
export async function digestNow(deps: DigestAnswerDeps, call: Call): Promise<Answer> {
  const now = deps.clock.now();
  const before = await deps.digests.snapshotAt(call.place.channel, now);
  const since = (speech: Speech) =>
    before
      ? `compared with the last digest here, ${speech.dayMinute(before.takenAt)}`
      : 'with the last 24 hours of the services; no digest was posted here that it could be compared with';
  return composed(deps, call, {
    before,
    depth: depthIn(call) ?? 'usual',
    foot: (speech) => `Only you see this: how it goes now, ${since(speech)}.`,
  });
}

/** `digest preview [n]`: what a digest of the channel would say if it came now. */
export async function digestPreview(deps: DigestAnswerDeps, call: Call): Promise<Answer> {
  const schedule = await meantSchedule(deps, call, call.words[1]);
  const [before] = await deps.digests.snapshots(schedule.id, 1);
  const { paused, nextAt, words } = schedule;
  const comes = (speech: Speech) =>
    paused || !nextAt ? 'It is paused' : `It comes next: ${speech.dayMinute(nextAt)}`;
  return composed(deps, call, {
    schedule,
    before,
    depth: depthIn(call) ?? schedule.depth,
    foot: (speech) =>
      `Only you see this: what the digest ${speech.name(words)} would say now. ${comes(speech)}.`,
  });
}

interface Wanted {
  readonly schedule?: DigestSchedule;
  readonly before: Snapshot | undefined;
  readonly depth: DigestDepth;
  readonly foot: (speech: Speech) => string;
}

async function composed(deps: DigestAnswerDeps, call: Call, wanted: Wanted): Promise<Answer> {
  const { schedule, before, depth, foot } = wanted;
  const { channel } = call.place;
  const asked = { channel, before, fromAt: before?.takenAt ?? new Date(deps.clock.now().getTime() - DAY_MS) };
  const factsOf = await digestFacts(deps, [asked], whenAsked(deps));
  const digest = composeDigest(factsOf(asked));
  const owner = digest.operation?.blocker?.owner;
  const [names, snapshots] = await Promise.all([
    ownerNames(deps, owner === undefined ? {} : { blocker: { owner } }),
    schedule ? deps.digests.snapshots(schedule.id, MOST_POINTS) : before ? [before] : [],
  ]);
  const now = deps.clock.now();
  const message = wholeDigestMessage(
    digest,
    {
      ...{ depth, names, now },
      defaultEnv: defaultEnvironment(deps.estate),
      course: courseOf(snapshots, digest),
      lateFromAt: undefined,
      leftOut: [],
      nextAt: schedule && !schedule.paused ? nextTime(schedule.times, now) : undefined,
    },
    foot,
  );
  return { message, data: digest };
}
