import type { LogSources } from '../aws/estate-logs.ts';
import { type Fact, unknownOf } from '../deployment/fact.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { linearRegex } from '../tailing/linear-regex.ts';
import type { LogLine } from '../tailing/log-line.ts';
import type { NewestLines } from '../tailing/log-page.ts';
import type { LogSource } from '../tailing/log-source.ts';
import { clean } from '../text.ts';
import type { LogProbe } from '../verification/probe.ts';
import type { LinesFound } from '../verification/reading.ts';
import type { SoughtRef } from './probe-reader.ts';

type LinesDeps = Pick<Deps, 'estate' | 'redact' | 'clock'>;

const SOURCES_MAX_AGE_MS = 60_000;
/** Lines kept as proof, of each container. */
const MOST_LINES = 5;
/** Of one container: 100,000 lines, or some four seconds of a slow Region's budget. */
const MOST_PAGES = 10;
const SOURCE = 'logs:FilterLogEvents';

/**
 * Makes what searches the lines of services for probes. A line is matched as it may be shown, secrets made
 * unreadable: nobody finds a secret out by asking for it.
 */
export function createLinesReader(
  deps: LinesDeps,
  refOf: (typed: string) => Promise<SoughtRef>,
): (probe: LogProbe) => Promise<Fact<LinesFound>> {
  return async (probe) => {
    const sought = await refOf(probe.service);
    if (sought.kind === 'lost') return { kind: 'unknown', why: 'not-found', detail: sought.why };
    try {
      return await searched(deps, sought.ref, probe);
    } catch (error) {
      if (error instanceof UserError) return { kind: 'unknown', why: 'unsupported', detail: error.message };
      return unknownOf(error);
    }
  };
}

async function searched(deps: LinesDeps, ref: ServiceRef, probe: LogProbe): Promise<Fact<LinesFound>> {
  const found = await deps.estate.logs.sources(ref, {}, { maxAgeMs: SOURCES_MAX_AGE_MS });
  if (found.sources.length === 0)
    return {
      kind: 'unknown',
      why: 'unsupported',
      detail: holesIn(found)[0] ?? 'no container tells where its lines are',
    };
  const readAt = deps.clock.now();
  const counting = { read: 0 };
  const safe = (line: LogLine): LogLine => ({ ...line, text: deps.redact(clean(line.text)).text });
  const isIn = linearRegex({ source: probe.pattern, flags: '' }, 'log');
  const searches = await Promise.all(
    found.sources.map((source) =>
      newest(
        deps,
        ref.env,
        { source, sinceAt: new Date(readAt.getTime() - probe.windowMs), untilAt: readAt },
        (line) => {
          counting.read += 1;
          return isIn(safe(line).text);
        },
      ),
    ),
  );
  const matching = searches
    .flatMap(({ lines }) => lines.map(safe))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .slice(-MOST_LINES);
  const [incomplete] = [...searches.flatMap(shortOf), ...holesIn(found)];
  return { kind: 'known', value: { matching, read: counting.read, incomplete }, readAt, source: SOURCE };
}

function newest(
  { estate }: LinesDeps,
  env: string,
  window: { readonly source: LogSource; readonly sinceAt: Date; readonly untilAt: Date },
  matches: (line: LogLine) => boolean,
): Promise<NewestLines> {
  const query = { ...window, pattern: undefined };
  return estate.logs.newest(env, query, { limit: MOST_LINES, mostPages: MOST_PAGES, matches });
}

/** A window that was too full to be searched to its beginning. */
function shortOf({ lines, more, searchedSinceAt }: NewestLines): readonly string[] {
  return more && lines.length < MOST_LINES
    ? [
        `there are too many lines; only those since ${searchedSinceAt.toISOString().slice(0, 19)}Z were searched`,
      ]
    : [];
}

/** Why there may be lines that were not searched, each as a clause. */
function holesIn({ notReadable, gaps }: LogSources): readonly string[] {
  return [
    ...notReadable.map(({ container, why }) => `the lines of ${container} cannot be read: ${why}`),
    ...gaps.map(({ detail }) => detail),
  ];
}
