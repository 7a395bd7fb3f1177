import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Attempt } from './calls.ts';

/** Something to be put into a channel. */
export interface Job<T> {
  /** Slack's method, for its Retry-After. */
  readonly method: string;
  /** What is being attempted, for "could not …". */
  readonly attempt: string;
  readonly urgent: boolean;
  /** Tries once; `tries` counts from 0. */
  send(tries: number): Promise<Attempt<T>>;
}

/** One queue for each channel. */
export interface Lanes {
  /** In order of handing over, urgent ones first. Throws UpstreamError when it was refused or given up. */
  add<T>(channel: string, job: Job<T>): Promise<T>;
  /** Milliseconds until a channel takes another post, those not counted that wait already; 0 for now. */
  waitOf(channel: string): number;
  /** How many wait or are on their way. */
  count(): number;
}

interface Entry {
  readonly method: string;
  readonly urgent: boolean;
  readonly order: number;
  /** Tries once and settles the promise that `add` gave; or returns when to try again. */
  tryOnce(): Promise<Later | undefined>;
  giveUp(): void;
}

type Later = Extract<Attempt<never>, { kind: 'later' }>;

interface Lane {
  /** Next one first. */
  readonly waiting: Entry[];
  /** Epoch milliseconds before which nothing is sent here. */
  opensAt: number;
  /** Since when Slack cannot be reached; undefined while it can. A pause Slack asks for is no trouble. */
  troubleSince: number | undefined;
}

/** @see https://docs.slack.dev/apis/web-api/rate-limits#posting-messages */
const SPACING_MS = 1000;
/** How long a channel's jobs are tried while nothing gets through. */
const PATIENCE_MS = 120_000;
const WAITING_AT_MOST = 1000;

/**
 * Posts to one channel are a second apart, and one that has to be tried again keeps its place. Channels do not
 * wait for each other, but for a method that Slack has throttled.
 * @param onCount called whenever the count has changed
 */
export function createLanes(options: {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly waitOf: (method: string) => number;
  onCount(): void;
}): Lanes {
  const { clock, signal, waitOf, onCount } = options;
  const lanes = new Map<string, Lane>();
  let jobs = 0;
  let order = 0;
  const now = () => clock.now().getTime();

  function add<T>(channel: string, job: Job<T>): Promise<T> {
    const lane = lanes.get(channel) ?? open(channel);
    if (lane.waiting.length >= WAITING_AT_MOST) return Promise.reject(overfull(job));
    const { promise, entry } = entryOf(job, order++);
    jobs += 1;
    onCount();
    insert(lane, entry);
    return promise.finally(() => {
      jobs -= 1;
      onCount();
    });
  }

  function open(channel: string): Lane {
    const lane: Lane = { waiting: [], opensAt: 0, troubleSince: undefined };
    lanes.set(channel, lane);
    setImmediate(() => void run(channel, lane));
    return lane;
  }

  async function run(channel: string, lane: Lane): Promise<void> {
    for (;;) {
      const next = lane.waiting[0];
      const waitMs = Math.max(lane.opensAt - now(), next ? waitOf(next.method) : 0);
      if (waitMs > 0 && !signal.aborted) {
        // Whoever waits longest may have been overtaken meanwhile, so look again afterwards.
        await clock.sleep(waitMs, signal);
        continue;
      }
      const entry = lane.waiting.shift();
      if (!entry) break;
      if (signal.aborted) entry.giveUp();
      else await send(lane, entry);
    }
    lanes.delete(channel);
  }

  async function send(lane: Lane, entry: Entry): Promise<void> {
    const later = await entry.tryOnce();
    lane.opensAt = now() + (later?.waitMs ?? SPACING_MS);
    if (!later || later.throttled) lane.troubleSince = undefined;
    else lane.troubleSince ??= now();
    if (!later) return;
    const isTooLong = lane.troubleSince !== undefined && lane.opensAt > lane.troubleSince + PATIENCE_MS;
    if (isTooLong) return entry.giveUp();
    insert(lane, entry);
  }

  const waitOfLane = (channel: string) => Math.max(0, (lanes.get(channel)?.opensAt ?? 0) - now());
  return { add, waitOf: waitOfLane, count: () => jobs };
}

/** Urgent before routine, and each in the order it was handed over. */
function insert({ waiting }: Lane, entry: Entry): void {
  const later = waiting.findIndex((other) =>
    other.urgent === entry.urgent ? other.order > entry.order : entry.urgent,
  );
  waiting.splice(later < 0 ? waiting.length : later, 0, entry);
}

function entryOf<T>(job: Job<T>, order: number): { promise: Promise<T>; entry: Entry } {
  const { method, urgent } = job;
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((whenDone, whenNot) => {
    resolve = whenDone;
    reject = whenNot;
  });
  let tries = 0;
  let last = new UpstreamError(`${job.attempt}: stopped before it was sent`, 'unreachable');
  async function tryOnce(): Promise<Later | undefined> {
    try {
      const attempt = await job.send(tries++);
      if (attempt.kind === 'done') resolve(attempt.value);
      if (attempt.kind === 'failed') reject(attempt.error);
      if (attempt.kind !== 'later') return undefined;
      last = attempt.error;
      return attempt;
    } catch (bug) {
      reject(bug);
      return undefined;
    }
  }
  return { promise, entry: { method, urgent, order, tryOnce, giveUp: () => reject(last) } };
}

function overfull({ attempt }: Job<unknown>): UpstreamError {
  return new UpstreamError(`${attempt}: too many messages wait for that channel`, 'throttled');
}
