import type { SimulatedLogStream } from '../world/log-shapes.ts';
import type { Scene, Timeline } from './timeline.ts';

/** A stream that goes on saying something. */
export interface Chatter {
  readonly stream: SimulatedLogStream;
  readonly fromS: number;
  readonly everyS: number;
  /** The last moment at which it can say anything; undefined where it goes on for ever. */
  readonly untilS?: number;
  /**
   * What it says in its n-th turn, counted from 0; the same for the same turn, and nothing in some. Lines within
   * one text are written at one instant, each as an event of its own, as the awslogs driver does.
   */
  say(at: Date, nth: number): readonly string[];
}

/** Older lines are dropped, by the clock. */
const KEPT_MS = 3_600_000;
/** A stream keeps no more; reached only where the story runs many times as fast. */
const MOST_LINES = 20_000;
/** Between the texts of one turn. */
const APART_MS = 7;

/** Writes every line that is due, once, and keeps those of the last hour. */
export function chatterScene(timeline: Timeline, chatter: Chatter): Scene {
  const { stream, fromS, everyS, untilS = Number.POSITIVE_INFINITY } = chatter;
  let next = 0;
  return (seconds) => {
    const oldestAt = new Date(timeline.at(seconds).getTime() - KEPT_MS);
    const due = Math.floor((Math.min(seconds, untilS) - fromS) / everyS) + 1;
    const oldest = Math.floor((timeline.secondsAt(oldestAt) - fromS) / everyS);
    next = Math.max(next, oldest, due - MOST_LINES);
    for (; next < due; next += 1) stream.lines.push(...turn(timeline.at(fromS + next * everyS), next));
    forget(oldestAt);
  };

  function turn(at: Date, nth: number) {
    return chatter.say(at, nth).flatMap((text, place) => {
      const when = new Date(at.getTime() + place * APART_MS);
      return text.split('\n').map((message) => ({ at: when, message }));
    });
  }

  function forget(oldestAt: Date): void {
    const { lines } = stream;
    const kept = lines.findIndex(({ at }) => at >= oldestAt);
    const tooMany = Math.max(0, lines.length - MOST_LINES);
    const first = kept === -1 ? lines.length : Math.max(kept, tooMany);
    if (first > 0) lines.splice(0, first);
  }
}

/** The same number below `sides` for the same words; what looks like chance in the logs comes from here. */
export function dice(words: string, sides: number): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 16_777_619);
  // The last letters would otherwise decide alone.
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  hash ^= hash >>> 13;
  return (hash >>> 0) % sides;
}

/** One of the list, the same for the same words. */
export function oneOf<T>(all: readonly [T, ...T[]], words: string): T {
  return all[dice(words, all.length)] ?? all[0];
}

/** An access log's line for one of the load balancer's health checks. */
export function healthCheckLine(at: Date, nth: number, status: 200 | 404): string {
  const node = nth % 2 === 0 ? '10.0.1.87' : '10.0.2.41';
  return accessLine(at, { from: node, what: 'GET /health', status, agent: 'ELB-HealthChecker/2.0' });
}

/** An access log's line for the container's own health check. */
export function containerCheckLine(at: Date, status: 200 | 404): string {
  return accessLine(at, { from: '127.0.0.1', what: 'GET /health', status, agent: 'curl/7.88.1' });
}

/** A line of an access log. */
export function accessLine(
  at: Date,
  request: {
    readonly from: string;
    readonly what: string;
    readonly status: number;
    readonly agent: string;
  },
): string {
  const { from, what, status, agent } = request;
  return `${from} - - [${accessLogTime(at)}] "${what} HTTP/1.1" ${status} - "-" "${agent}"`;
}

/** `12/Aug/2025:10:00:00 +0000` */
function accessLogTime(at: Date): string {
  const [, day, month, year] = /^\w+, (\d+) (\w+) (\d+)/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${at.toISOString().slice(11, 19)} +0000`;
}
