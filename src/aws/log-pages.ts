import { UpstreamError } from '../errors.ts';
import type { LogPage } from '../tailing/log-page.ts';
import type { LogQuery } from '../tailing/log-source.ts';
import type { Logs, PagePlace } from './logs.ts';

/** A token lives for a day; one that goes stale more often than this in a single read is no token at all. */
const MOST_RESTARTS = 3;

/** Follows tokens to the end, and begins again behind the last line where one went stale. */
export async function* pagesOf(
  page: Logs['page'],
  query: LogQuery,
  at: PagePlace = {},
): AsyncGenerator<LogPage, void, undefined> {
  const followed = new Set<string>();
  const given = createGiven();
  let asked = query;
  let token = at.token;
  for (let restarts = 0; ; ) {
    const next = await pageUnlessStale(page, asked, { ...at, token });
    if (next) {
      const lines = given.fresh(next.lines);
      const goesOn = next.nextToken !== undefined && !followed.has(next.nextToken);
      token = goesOn ? next.nextToken : undefined;
      yield { lines, nextToken: token };
      if (token === undefined) return;
      followed.add(token);
    } else {
      restarts += 1;
      if (restarts > MOST_RESTARTS) throw lost(query);
      asked = { ...query, sinceAt: given.lastAt() ?? query.sinceAt };
      token = undefined;
      followed.clear();
    }
  }
}

async function pageUnlessStale(
  page: Logs['page'],
  query: LogQuery,
  at: PagePlace,
): Promise<LogPage | undefined> {
  try {
    return await page(query, at);
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === 'stale') return undefined;
    throw error;
  }
}

function lost(query: LogQuery): UpstreamError {
  return new UpstreamError(`read log group ${query.source.group}: AWS keeps losing the place`, 'refused');
}

/** The ids of the lines at the newest time that was given, so that a read begun there gives none of them again. */
function createGiven() {
  let at: Date | undefined;
  let ids = new Set<string>();
  return {
    lastAt: () => at,
    fresh(lines: LogPage['lines']): LogPage['lines'] {
      const [first] = lines;
      const again = at !== undefined && first !== undefined && first.at <= at;
      const fresh = again ? lines.filter(({ id }) => !ids.has(id)) : lines;
      const last = lines.at(-1)?.at;
      if (last === undefined || (at !== undefined && last < at)) return fresh;
      if (at === undefined || last > at) ids = new Set();
      at = last;
      for (let nth = lines.length - 1; nth >= 0; nth -= 1) {
        const line = lines[nth];
        if (!line || line.at.getTime() !== last.getTime()) break;
        ids.add(line.id);
      }
      return fresh;
    },
  };
}
