import { type Clue, lineClues } from './clues.ts';
import type { Evidence } from './evidence.ts';

/** Where a program says that it listens. */
export interface Listening {
  readonly port: number;
  /** `127.0.0.1`, `0.0.0.0`, …; '' where the line names none. */
  readonly address: string;
  /** Nothing outside the container reaches it. */
  readonly isLocal: boolean;
  readonly clue: Clue;
}

/** "Listening on http://127.0.0.1:8080", "Tomcat started on port(s): 8080 (http)", " * Running on http://0.0.0.0:5000". */
const BY_ADDRESS =
  /\b(?:listen(?:ing|s)?|running|serving|started|bound|binding|ready|up)\b.{0,60}?(localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|\[::\]|\*|\b\d{1,3}(?:\.\d{1,3}){3}):(\d{2,5})\b/i;
const BY_PORT =
  /\b(?:listen(?:ing|s)?|running|serving|started|bound|ready|up)\b.{0,40}?\bport(?:\(s\))?:? ?(\d{2,5})\b/i;
const BARE = /\blisten(?:ing|s)?\b.{0,20}? :(\d{2,5})\b/i;

/** Ports beside the one that serves. */
const ASIDE = /debugger|inspector|metrics|prometheus|statsd|telemetry|admin|management|actuator|pprof/i;

/** What the failing tasks' lines say of it, the newest last. */
export function listeningOn(evidence: Pick<Evidence, 'lines'>): readonly Listening[] {
  return lineClues(evidence).flatMap((clue) => {
    if (ASIDE.test(clue.text)) return [];
    const [, address = '', port] = BY_ADDRESS.exec(clue.text) ?? [];
    const bare = BY_PORT.exec(clue.text)?.[1] ?? BARE.exec(clue.text)?.[1];
    const number = Number(port ?? bare);
    if (!Number.isInteger(number)) return [];
    return [{ port: number, address, isLocal: /^(?:localhost|127\.|\[::1\])/i.test(address), clue }];
  });
}

/** How long the program says that it took to start, in milliseconds: "Started Application in 74.2 seconds". */
export function startedIn(text: string): number | undefined {
  const [, amount, unit] =
    /\b(?:started|ready|up|booted|initiali[sz]ed|loaded)\b.{0,60}?\b(?:in|after) (\d+(?:\.\d+)?) ?(ms|milliseconds|s|sec|seconds)\b/i.exec(
      text,
    ) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  return Number(amount) * (unit.toLowerCase().startsWith('m') ? 1 : 1000);
}
