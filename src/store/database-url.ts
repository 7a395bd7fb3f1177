import { UpstreamError } from '../errors.ts';

/** Where the database is, as `DATABASE_URL` says it. `shown` may be printed: it holds no credentials. */
export type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly path: string; readonly shown: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly shown: string };

const EXAMPLES = 'file:.data/snail.db or postgres://user:password@host:5432/name';

/**
 * Reads `file:<path>`, `postgres://…` and `postgresql://…`. Never repeats the URL in an error, as it may
 * hold a password.
 * @throws UpstreamError `unsupported`, saying which forms there are
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  if (/^postgres(?:ql)?:\/\//i.test(url)) return { kind: 'postgres', url, shown: shownPostgres(url) };
  if (/^file:/i.test(url)) return sqliteAddress(pathOf(url));
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  const problem = scheme
    ? `DATABASE_URL begins with ${scheme.slice(0, 20)}:, which is not supported`
    : 'DATABASE_URL has no scheme';
  throw new UpstreamError(`open the database: ${problem}; use ${EXAMPLES}`, 'unsupported');
}

function sqliteAddress(path: string): DatabaseAddress {
  if (path === '') return refuseFile('names no path');
  // libsql gives every transaction a memory of its own, so the tables would be gone after the first one.
  if (path.includes(':memory:')) return refuseFile('asks for a database in memory, which would not last');
  if (path.includes('\0')) return refuseFile('holds a NUL character');
  return { kind: 'sqlite', path, shown: `the database file ${path}` };
}

function refuseFile(problem: string): never {
  throw new UpstreamError(
    `open the database: DATABASE_URL ${problem}; use for example ${EXAMPLES}`,
    'unsupported',
  );
}

/** `file:a/b`, `file:/a/b` and `file:///a/b`; nothing is percent-decoded, so that a path means what it says. */
function pathOf(url: string): string {
  return url.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
}

function shownPostgres(url: string): string {
  if (!URL.canParse(url)) return 'the PostgreSQL database';
  const { host, pathname, search } = new URL(url);
  // An `@` here means that a raw `/` or `?` stands in the password, and the rest of it ended up in these parts.
  if (host === '' || `${pathname}${search}`.includes('@')) return 'the PostgreSQL database';
  return `the PostgreSQL database ${host}${pathname}`;
}
