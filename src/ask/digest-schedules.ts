import { randomUUID } from 'node:crypto';
import { nextTime, nextTimes } from '../cron.ts';
import type { Deps } from '../deps.ts';
import { parseSchedule } from '../digest/parse-schedule.ts';
import type { DigestDepth, DigestSchedule } from '../digest/schedule.ts';
import { UserError } from '../errors.ts';
import { capital, oneLine } from '../text.ts';
import { scheduleMessage, schedulesMessage } from '../views/digest-schedules.ts';
import { here } from '../views/place-words.ts';
import type { Answer, Call } from './answer.ts';
import { whoOf } from './clicked-alert.ts';
import { oneValue } from './grammar.ts';
import { readerZone } from './reader-zone.ts';

export type SchedulesDeps = Pick<Deps, 'digests' | 'directory' | 'clock'>;

/** More of them in one channel are a mistake. */
const MOST_SCHEDULES = 20;
const SHOWN_TIMES = 3;
/** Others may change the same one meanwhile. */
const MOST_TRIES = 5;

/** `digest list`: the digests that the channel gets. */
export async function listDigests({ digests }: SchedulesDeps, call: Call): Promise<Answer> {
  const all = await digests.list(call.place.channel);
  return { message: schedulesMessage(all, { place: call.place }), data: all };
}

/**
 * `digest every …`: the channel gets a digest from now on.
 * @throws UserError for times that cannot be, and for a digest that is there already
 */
export async function addDigest(deps: SchedulesDeps, call: Call): Promise<Answer> {
  const { digests, directory, clock } = deps;
  const { channel, kind } = call.place;
  const now = clock.now();
  const there = await digests.list(channel);
  const typedZone = oneValue(call.options.tz);
  const zone = typedZone ?? there.at(-1)?.times.zone ?? readerZone(call.person) ?? 'UTC';
  const { times, words, firstAt, note } = parseSchedule(call.words.slice(1), zone, now);
  const depth = depthIn(call) ?? 'usual';
  refuseMore(there, { times, depth });
  const schedule: DigestSchedule = {
    ...{ id: randomUUID(), channel, times, words, depth },
    ...{ createdBy: whoOf(call.person), createdAt: now, paused: undefined, nextAt: firstAt, version: 0 },
  };
  const membership = kind === 'channel' ? await directory.membership(channel) : 'unknown';
  await digests.save(schedule);
  const notes = [
    ...(note === undefined ? [] : [note]),
    ...(typedZone === undefined
      ? [`The time is meant in ${zone}. For another zone add --tz Europe/Berlin, and remove this one.`]
      : []),
    ...(membership === 'outside' ? ['I am not in this channel yet: type /invite @Snail Trail.'] : []),
  ];
  const next = nextTimes(times, now, SHOWN_TIMES);
  return { message: scheduleMessage(schedule, { did: '🗓️ Added', next, notes }), data: schedule };
}

/** `digest pause [n]`: it comes no more until it is resumed. */
export function pauseDigest(deps: SchedulesDeps, call: Call): Promise<Answer> {
  const pause = { at: deps.clock.now(), by: whoOf(call.person), why: '' };
  return changed(deps, call, { did: '⏸️ Paused', next: 0 }, (schedule) =>
    schedule.paused ? undefined : { ...schedule, paused: pause },
  );
}

/** `digest resume [n]`: it comes again, from its next time on. What was due meanwhile is not made up for. */
export function resumeDigest(deps: SchedulesDeps, call: Call): Promise<Answer> {
  return changed(deps, call, { did: '▶️ Resumed', next: SHOWN_TIMES }, (schedule) =>
    schedule.paused
      ? { ...schedule, paused: undefined, nextAt: nextTime(schedule.times, deps.clock.now()) }
      : undefined,
  );
}

/** `digest remove [n]`. */
export async function removeDigest(deps: SchedulesDeps, call: Call): Promise<Answer> {
  const schedule = await meantSchedule(deps, call, call.words[1]);
  await deps.digests.remove(schedule.id);
  return { message: scheduleMessage(schedule, { did: '🗑️ Removed', next: [], notes: [] }), data: schedule };
}

/**
 * The digest of the channel that a number means; the only one where none was typed.
 * @throws UserError saying which there are
 */
export async function meantSchedule(
  { digests }: Pick<Deps, 'digests'>,
  { place }: Pick<Call, 'place'>,
  typed: string | undefined,
): Promise<DigestSchedule> {
  const all = await digests.list(place.channel);
  const [only, ...others] = all;
  if (!only)
    throw new UserError(
      `${capital(here(place))} gets no digest. \`/snail digest every weekday 9:00 --tz Europe/Berlin\` begins one.`,
    );
  if (typed === undefined && others.length === 0) return only;
  if (typed === undefined)
    throw new UserError(`Which of the ${all.length}? \`/snail digest list\` numbers them.`);
  const found = /^\d{1,4}$/.test(typed) ? all[Number(typed) - 1] : undefined;
  if (found) return found;
  const range = all.length === 1 ? 'There is only 1' : `There are 1 to ${all.length}`;
  throw new UserError(
    `\`${oneLine(typed.replaceAll('`', ''), 40)}\` is no digest here. ${range}: \`/snail digest list\`.`,
  );
}

/**
 * How much is wanted; undefined where nothing was said of it.
 * @throws UserError for both at once
 */
export function depthIn({ options }: Pick<Call, 'options'>): DigestDepth | undefined {
  if (options.short === true && options.full === true)
    throw new UserError('`--short` or `--full`, not both. Without either it is of usual length.');
  if (options.short === true) return 'short';
  return options.full === true ? 'full' : undefined;
}

function refuseMore(
  there: readonly DigestSchedule[],
  { times, depth }: Pick<DigestSchedule, 'times' | 'depth'>,
): void {
  const same = there.findIndex(
    (each) => each.times.cron === times.cron && each.times.zone === times.zone && each.depth === depth,
  );
  if (same >= 0)
    throw new UserError(`That digest is there already, as number ${same + 1}: \`/snail digest list\`.`);
  if (there.length >= MOST_SCHEDULES)
    throw new UserError(
      `This channel gets ${there.length} digests, and more are not read. \`/snail digest remove <n>\` makes room.`,
    );
}

/** `change` gives nothing where there is nothing to be changed. */
async function changed(
  deps: SchedulesDeps,
  call: Call,
  { did, next }: { readonly did: string; readonly next: number },
  change: (schedule: DigestSchedule) => DigestSchedule | undefined,
): Promise<Answer> {
  const { id } = await meantSchedule(deps, call, call.words[1]);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const schedule = await deps.digests.get(id);
    if (!schedule) throw new UserError('That digest was removed just now.');
    const then = change(schedule);
    if (!then)
      return {
        message: scheduleMessage(schedule, { did: 'As it was', next: [], notes: [] }),
        data: schedule,
      };
    if ((await deps.digests.save(then)) === 'lost') continue;
    const times = next > 0 ? nextTimes(then.times, deps.clock.now(), next) : [];
    return { message: scheduleMessage(then, { did, next: times, notes: [] }), data: then };
  }
  throw new UserError('That digest changes all the time just now. Try again in a moment.');
}
