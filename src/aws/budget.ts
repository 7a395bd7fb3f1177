import type { Clock } from '../clock.ts';
import type { Bucket } from './actions.ts';
import type { Limits, Rate } from './limits.ts';
import { createTokens } from './tokens.ts';

/**
 * Who a call is for, first come first: somebody who waits for the answer (`urgent`), an answer that is filled in
 * later (`later`), or the bot's own rounds that nobody waits for (`routine`).
 */
export type Lane = 'urgent' | 'later' | 'routine';

const LANES: readonly Lane[] = ['urgent', 'later', 'routine'];

/** What the calls of one question wait with. It rises once somebody asks the same who is more in a hurry. */
export interface Ticket {
  lane: Lane;
}

/** A place in the queue for one call. */
export interface Place {
  readonly ticket: Readonly<Ticket>;
  /** Nobody wants it any more: it is passed over. May change while it waits. */
  gone: boolean;
}

/** Holds calls back until the rates allow them: by lanes, within one in the order they came. */
export interface Budget {
  /** Resolves when it is the place's turn. Rejects with the signal's reason once that is aborted. */
  turn(bucket: Bucket, place: Place): Promise<void>;
}

/** A ticket of the lane, or of a faster one. */
export function raise(ticket: Ticket, lane: Lane): void {
  if (LANES.indexOf(lane) < LANES.indexOf(ticket.lane)) ticket.lane = lane;
}

/** How long routine sleeps at most before it looks whether one of those that wait has risen. */
const NAP_MS = 100;

/**
 * The budget of one account and Region, good until the signal is aborted. Routine calls have a rate of their own
 * on top, and leave half of the burst to people: an answer never waits for what was spent on a round.
 */
export function createBudget(
  { rates, routine }: Pick<Limits, 'rates' | 'routine'>,
  clock: Clock,
  signal: AbortSignal,
): Budget {
  const queues = new Map<Bucket, (place: Place) => Promise<void>>();
  return {
    turn: (bucket, place) => {
      const its = { all: rates[bucket], routine: routine[bucket] };
      const queue = queues.get(bucket) ?? queueOf(its, clock, signal);
      queues.set(bucket, queue);
      return queue(place);
    },
  };
}

interface Waiting {
  readonly place: Place;
  readonly go: () => void;
  readonly end: (reason: unknown) => void;
}

function queueOf(
  rates: { readonly all: Rate; readonly routine: Rate },
  clock: Clock,
  signal: AbortSignal,
): (place: Place) => Promise<void> {
  const all = createTokens(rates.all);
  const routine = createTokens(rates.routine);
  let waiting: readonly Waiting[] = [];
  let isServing = false;
  let nap: AbortController | undefined;
  signal.addEventListener('abort', () => {
    const left = waiting;
    waiting = [];
    nap?.abort();
    for (const { end } of left) end(signal.reason);
  });

  const waitMs = (lane: Lane, nowMs: number) =>
    lane === 'routine' ? Math.max(routine.waitMs(nowMs), all.waitMs(nowMs, all.overHalf)) : all.waitMs(nowMs);

  /** Ends when somebody comes whose turn may be sooner. */
  async function sleep(lane: Lane, ms: number): Promise<void> {
    const mine = new AbortController();
    nap = mine;
    await clock.sleep(lane === 'routine' ? Math.min(ms, NAP_MS) : ms, mine.signal);
    nap = undefined;
  }

  /** Whose turn it is gets decided when a turn comes, so that faster lanes overtake. */
  async function serve(): Promise<void> {
    isServing = true;
    for (let next = firstOf(waiting); next; next = firstOf(waiting)) {
      const { lane } = next.place.ticket;
      const nowMs = clock.now().getTime();
      const ms = waitMs(lane, nowMs);
      if (ms > 0) {
        await sleep(lane, ms);
        continue;
      }
      const served = next;
      waiting = waiting.filter((each) => each !== served && !each.place.gone);
      all.take(nowMs);
      if (lane === 'routine') routine.take(nowMs);
      served.go();
    }
    waiting = [];
    isServing = false;
  }

  return (place) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      waiting = [...waiting, { place, go: resolve, end: reject }];
      if (place.ticket.lane !== 'routine') nap?.abort();
      if (!isServing) void serve();
    });
}

/** Undefined where nobody is left who wants a turn. */
function firstOf(waiting: readonly Waiting[]): Waiting | undefined {
  const wanted = waiting.filter(({ place }) => !place.gone);
  const lane = LANES.find((each) => wanted.some(({ place }) => place.ticket.lane === each));
  return wanted.find(({ place }) => place.ticket.lane === lane);
}
