import type { SimulatedLogStream } from '../world/log-shapes.ts';
import type { Scene, Timeline } from './timeline.ts';

/** A stream that goes on saying something. */
export interface Chatter {
  readonly stream: SimulatedLogStream;
  readonly fromS: number;
  readonly everyS: number;
  /** What it says at a moment; `nth` counts from 0. */
  say(at: Date, nth: number): string;
}

/** Writes every line that is due, once, and keeps the newest ten thousand. */
export function chatterScene(timeline: Timeline, chatter: Chatter): Scene {
  let written = 0;
  return (seconds) => {
    const due = Math.max(0, Math.floor((seconds - chatter.fromS) / chatter.everyS) + 1);
    const { stream } = chatter;
    for (; written < due; written += 1) {
      const at = timeline.at(chatter.fromS + written * chatter.everyS);
      stream.lines.push({ at, message: chatter.say(at, written) });
    }
    if (stream.lines.length > 10_000) stream.lines = stream.lines.slice(-10_000);
  };
}

/** An access log's line for one of the load balancer's health checks. */
export function healthCheckLine(at: Date, nth: number, status: 200 | 404): string {
  const node = nth % 2 === 0 ? '10.0.1.87' : '10.0.2.41';
  return `${node} - - [${accessLogTime(at)}] "GET /health HTTP/1.1" ${status} - "-" "ELB-HealthChecker/2.0"`;
}

/** `12/Aug/2025:10:00:00 +0000` */
export function accessLogTime(at: Date): string {
  const [, day, month, year] = /^\w+, (\d+) (\w+) (\d+)/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${at.toISOString().slice(11, 19)} +0000`;
}
