import type { UpstreamError } from '../errors.ts';
import type { Tail, TailEnd, TailTrouble } from './tail.ts';

/** What is to be said of lines that cannot be read. */
export type TroubleStep =
  /** Nothing new: no trouble, or one that may pass by itself, or one that is known already. */
  | { readonly kind: 'quiet'; readonly trouble: TailTrouble | undefined }
  | { readonly kind: 'tell'; readonly trouble: TailTrouble }
  | { readonly kind: 'recovered'; readonly trouble: undefined }
  | { readonly kind: 'end'; readonly end: TailEnd };

/** A throttled read or a lost connection is over in seconds, and nobody need know. */
const PASSING_MS = 15_000;
/** A log group that is gone may be made again by a task that starts; a permission does not come back by itself. */
const GONE_MS = 60_000;

/** Decides about the failures of one read. With some sources readable the tail goes on without the others. */
export function troubleAfter(tail: Tail, failures: readonly UpstreamError[], now: Date): TroubleStep {
  const before = tail.progress.trouble;
  const [failure] = failures;
  if (!failure) return before?.told ? { kind: 'recovered', trouble: undefined } : quiet(undefined);
  const words = wordsOf(failure);
  const sinceAt = before?.sinceAt ?? now;
  const lastedMs = now.getTime() - sinceAt.getTime();
  const isAll = failures.length === tail.plan.sources.length;
  const areAll = (kind: UpstreamError['kind']) => isAll && failures.every((each) => each.kind === kind);
  const isFirst = tail.progress.readAt === undefined;
  const isFollowed = tail.plan.untilAt === undefined && tail.endsAt > now;
  if (areAll('denied')) return end('denied', words, now);
  if (areAll('not-found') && (lastedMs >= GONE_MS || !isFollowed)) return end('gone', words, now);
  if (isAll && !isFollowed && lastedMs >= PASSING_MS) return end('failed', words, now);
  const isNews = !before?.told && (isFirst || lastedMs >= PASSING_MS || !passes(failure));
  const trouble = { sinceAt, words, told: isNews || before?.told === true };
  return isNews ? { kind: 'tell', trouble } : quiet(trouble);
}

/** Whether what could not be read may yet be readable, so that nothing ends for that. */
export function isPassing(trouble: TailTrouble | undefined, now: Date): boolean {
  return trouble !== undefined && now.getTime() - trouble.sinceAt.getTime() < PASSING_MS;
}

/** What is said when lines can be read again. */
export function recovered(): string {
  return 'The lines can be read again; what was written meanwhile follows.';
}

function quiet(trouble: TailTrouble | undefined): TroubleStep {
  return { kind: 'quiet', trouble };
}

function end(why: 'denied' | 'gone' | 'failed', detail: string, at: Date): TroubleStep {
  return { kind: 'end', end: { why, at, detail } };
}

function passes({ kind }: UpstreamError): boolean {
  return kind === 'throttled' || kind === 'timeout' || kind === 'unreachable' || kind === 'stale';
}

function wordsOf({ message, permission }: UpstreamError): string {
  return permission ? `${message} (it needs ${permission})` : message;
}
