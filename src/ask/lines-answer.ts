import type { Deps } from '../deps.ts';
import { isErrorText } from '../tailing/error-text.ts';
import { parseFilter } from '../tailing/filter.ts';
import { groupEntries } from '../tailing/group-entries.ts';
import type { LogLine } from '../tailing/log-line.ts';
import { NO_PLACES, placesWith } from '../tailing/place.ts';
import type { TailPlan } from '../tailing/tail.ts';
import { clean } from '../text.ts';
import { logLinesText } from '../views/log-lines.ts';
import type { Answer } from './answer.ts';

/** The last lines of a window, whole, for a terminal. */
export async function linesAnswer(
  { estate, clock, redact }: Pick<Deps, 'estate' | 'clock' | 'redact'>,
  { ref, sources, filter: typed, sinceAt, untilAt = clock.now(), lines: limit, notReadable }: TailPlan,
): Promise<Answer> {
  const filter = parseFilter(typed, isErrorText);
  const safe = (line: LogLine): LogLine => ({ ...line, text: redact(clean(line.text)).text });
  const reads = await Promise.all(
    sources.map((source) =>
      estate.logs.newest(
        ref.env,
        { source, sinceAt, untilAt, pattern: undefined },
        { limit, matches: (line) => filter.matches(safe(line).text) },
      ),
    ),
  );
  const lines = reads
    .flatMap((read) => read.lines.map(safe))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .slice(-limit);
  const { entries } = groupEntries(lines);
  const places = placesWith(NO_PLACES, entries);
  const text = [
    ...(lines.length > 0
      ? [logLinesText(entries, { places, times: 'date-time' })]
      : ['No line in that window.']),
    ...notReadable.map((note) => `Not readable: ${note}`),
  ].join('\n');
  const data = { service: ref, sinceAt, untilAt, more: reads.some(({ more }) => more), notReadable, lines };
  return { message: { text, blocks: [] }, data };
}
