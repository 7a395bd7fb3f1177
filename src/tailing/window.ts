import { durationMs, durationWords } from '../duration.ts';
import { UserError } from '../errors.ts';
import { momentOf } from './moment.ts';

/** The options that say which lines are wanted by time and number, as typed. */
export interface TypedWindow {
  /** `15m` ago, or a time. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** `10m`; `true` where nothing was typed behind it. */
  readonly follow?: string | true | undefined;
  readonly noFollow?: boolean | undefined;
  readonly lines?: string | undefined;
  /** Of times typed without one: `Europe/Berlin`. */
  readonly zone?: string | undefined;
}

/** A stretch of time, and how much of it is shown. */
export interface Window {
  readonly sinceAt: Date;
  /** Undefined: until now, and for as long as it is followed. */
  readonly untilAt: Date | undefined;
  /** How long it is followed from now; undefined: not at all. */
  readonly followMs: number | undefined;
  /** Of what there is already, the last so many. */
  readonly lines: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * A quarter of an hour holds what led to an alert that somebody looks into. 200 lines are two or three posts:
 * what a thread takes in two seconds and people still read. Following ends by itself so that no thread is
 * filled for nobody; and a window of a fortnight is what a person may ask of a chat.
 */
export const WINDOW = {
  sinceMs: 15 * MINUTE_MS,
  longestMs: 14 * DAY_MS,
  followMs: 5 * MINUTE_MS,
  longestFollowMs: 60 * MINUTE_MS,
  shortestFollowMs: 10_000,
  lines: 200,
  mostLines: 10_000,
} as const;

/**
 * Understands a window of time. Where it has an end it is not followed; else for five minutes unless told.
 * @throws UserError saying what to type instead
 */
export function parseWindow(typed: TypedWindow, now: Date): Window {
  const untilAt = typed.until === undefined ? undefined : pointOf(typed.until, 'until', typed, now);
  const sinceAt =
    typed.since === undefined
      ? new Date((untilAt ?? now).getTime() - WINDOW.sinceMs)
      : pointOf(typed.since, 'since', typed, now);
  checkOrder(sinceAt, untilAt, now);
  return { sinceAt, untilAt, followMs: followOf(typed), lines: linesOf(typed.lines) };
}

function pointOf(
  text: string,
  option: 'since' | 'until',
  { zone }: Pick<TypedWindow, 'zone'>,
  now: Date,
): Date {
  const agoMs = durationMs(text);
  const pick = option === 'since' ? 'earliest' : 'latest';
  const at =
    agoMs === undefined ? momentOf(text, { now, zone, option, pick }) : new Date(now.getTime() - agoMs);
  if (at && !Number.isNaN(at.getTime()) && at.getTime() >= 0) return at;
  throw new UserError(
    `\`--${option}\` takes how long ago, such as \`15m\` or \`2h30m\`, or a time with its zone, ` +
      'such as `2026-11-25T09:00:00Z` or `"09:00 Europe/Berlin"`.',
  );
}

function checkOrder(sinceAt: Date, untilAt: Date | undefined, now: Date): void {
  if (untilAt && untilAt > now)
    throw new UserError('`--until` is in the future. To see what is still to come type `--follow 10m`.');
  if (sinceAt >= now)
    throw new UserError('`--since` is not in the past. Type how long ago, such as `--since 15m`.');
  if (untilAt && untilAt <= sinceAt)
    throw new UserError(
      '`--until` is not after `--since`: `--since` is the earlier one. Type for example `--since 2h --until 1h`.',
    );
  if ((untilAt ?? now).getTime() - sinceAt.getTime() <= WINDOW.longestMs) return;
  const most = `${WINDOW.longestMs / DAY_MS} days`;
  throw new UserError(
    untilAt
      ? `That is more than ${most}. Type a later \`--since\` or an earlier \`--until\`.`
      : `\`--since\` goes back ${most} at most. For older lines type where to end as well: \`--since … --until …\`.`,
  );
}

function followOf({ follow, noFollow, until }: TypedWindow): number | undefined {
  if (follow !== undefined && noFollow)
    throw new UserError('`--follow` and `--no-follow` contradict each other. Type only one of them.');
  if (follow !== undefined && until !== undefined)
    throw new UserError('`--follow` goes on from now, `--until` ends before. Type only one of them.');
  if (noFollow || until !== undefined) return undefined;
  if (follow === undefined || follow === true) return WINDOW.followMs;
  const ms = durationMs(follow);
  if (ms !== undefined && ms >= WINDOW.shortestFollowMs && ms <= WINDOW.longestFollowMs) return ms;
  const [least, most] = [WINDOW.shortestFollowMs, WINDOW.longestFollowMs].map(durationWords);
  throw new UserError(
    `\`--follow\` takes ${least} to ${most === '1h' ? '60m' : most}, such as \`--follow 10m\`; a button in the thread extends it.`,
  );
}

function linesOf(typed: string | undefined): number {
  if (typed === undefined) return WINDOW.lines;
  const lines = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  if (lines >= 1 && lines <= WINDOW.mostLines) return lines;
  throw new UserError(`\`--lines\` takes a number from 1 to ${WINDOW.mostLines}, such as \`--lines 500\`.`);
}
