import { UpstreamError, type UpstreamKind } from '../errors.ts';
import { oneLine } from '../text.ts';

type Failure = readonly [kind: UpstreamKind, reason: string];

const FULL: Failure = ['refused', 'the disk is full; make room and try again'];
const NOT_WRITABLE: Failure = [
  'denied',
  'the file or its folder may not be written by this user; change the owner or set DATABASE_URL to another path',
];
const NOT_A_FOLDER: Failure = [
  'refused',
  'a part of the path is a file, not a folder; set DATABASE_URL to another path',
];
const DAMAGED: Failure = [
  'refused',
  'the file is not an SQLite database, or it is damaged; move it away and start again, or restore a copy',
];
const LOCKED: Failure = ['timeout', 'another process holds the file; stop it, or use PostgreSQL for several'];
const UNREACHABLE: Failure = [
  'unreachable',
  'nothing answers there; is the server running, and are host and port of DATABASE_URL right?',
];
const UNKNOWN_HOST: Failure = [
  'unreachable',
  'the host name is not known; check the host part of DATABASE_URL',
];
const BROKEN_CONNECTION: Failure = ['unreachable', 'the connection was lost'];
const WRONG_LOGIN: Failure = [
  'credentials',
  'the server does not accept this user and password; check DATABASE_URL',
];
const TOO_SLOW: Failure = ['timeout', 'the database did not answer in time'];
const CONNECTIONS_USED_UP: Failure = ['throttled', 'the server has no connection left for us'];

/**
 * @see https://www.sqlite.org/rescode.html
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const FAILURES: ReadonlyMap<string, Failure> = new Map([
  ['SQLITE_CANTOPEN', NOT_WRITABLE],
  ['SQLITE_READONLY', NOT_WRITABLE],
  ['SQLITE_PERM', NOT_WRITABLE],
  ['SQLITE_NOTADB', DAMAGED],
  ['SQLITE_CORRUPT', DAMAGED],
  ['SQLITE_BUSY', LOCKED],
  ['SQLITE_LOCKED', LOCKED],
  ['SQLITE_FULL', FULL],
  ['SQLITE_IOERR', ['refused', 'the disk refused to read or write'] as const],
  ['EACCES', NOT_WRITABLE],
  ['EPERM', NOT_WRITABLE],
  ['EROFS', NOT_WRITABLE],
  ['ENOENT', NOT_WRITABLE],
  ['ENOTDIR', NOT_A_FOLDER],
  ['EEXIST', NOT_A_FOLDER],
  ['EISDIR', ['refused', 'it is a folder; set DATABASE_URL to a file inside it'] as const],
  ['ENAMETOOLONG', ['refused', 'the path is too long; set DATABASE_URL to a shorter one'] as const],
  ['ENOSPC', FULL],
  ['ECONNREFUSED', UNREACHABLE],
  ['EHOSTUNREACH', UNREACHABLE],
  ['ENETUNREACH', UNREACHABLE],
  ['ETIMEDOUT', UNREACHABLE],
  ['ENOTFOUND', UNKNOWN_HOST],
  ['EAI_AGAIN', UNKNOWN_HOST],
  ['ECONNRESET', BROKEN_CONNECTION],
  ['EPIPE', BROKEN_CONNECTION],
  ['57P01', BROKEN_CONNECTION],
  ['57P02', BROKEN_CONNECTION],
  ['57P03', ['unreachable', 'the server is starting or stopping; try again in a moment'] as const],
  ['28P01', WRONG_LOGIN],
  ['28000', WRONG_LOGIN],
  [
    '3D000',
    ['not-found', 'the server has no database of that name; create it, or check DATABASE_URL'] as const,
  ],
  ['3F000', ['not-found', 'the schema of the search path does not exist; create it'] as const],
  ['42501', ['denied', 'the user may not do this; grant it CREATE and USAGE on the schema'] as const],
  ['25006', ['denied', 'the server is read-only, perhaps a replica; use the primary'] as const],
  ['53300', CONNECTIONS_USED_UP],
  ['53100', FULL],
  ['57014', TOO_SLOW],
  ['55P03', TOO_SLOW],
]);

/** What libsql, whose errors on opening have no code, and pg, whose time-outs have none, say instead. */
const WORDINGS: readonly (readonly [RegExp, Failure])[] = [
  [/Unable to open connection to local database/, NOT_WRITABLE],
  [/time-?out/i, TOO_SLOW],
  [/Connection terminated|Client has encountered a connection error/, BROKEN_CONNECTION],
  [/previously executed migration \S+ is missing/, ['refused', 'a newer version has written it'] as const],
];

/** Runs `work`; whatever it throws becomes an UpstreamError "could not <what>: <reason>". */
export async function attempted<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    const [kind, reason] = failureOf(error);
    throw new UpstreamError(`${what}: ${reason}`, kind, { cause: error });
  }
}

/** Whether another connection holds the SQLite file at this moment. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  // SQLite's extended codes add a word: SQLITE_READONLY_DBMOVED.
  const known = FAILURES.get(code) ?? FAILURES.get(code.split('_').slice(0, 2).join('_'));
  if (known) return known;
  const message = error instanceof Error ? error.message : String(error);
  const worded = WORDINGS.find(([wording]) => wording.test(message));
  return worded ? worded[1] : ['refused', oneLine(message, 200) || code || 'no reason was given'];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
