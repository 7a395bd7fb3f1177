import { lookup as resolve } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { type Clock, inTime } from '../clock.ts';
import { durationWords } from '../duration.ts';
import type { HttpProbe } from '../verification/probe.ts';
import { placeOfUrl, probeUrl } from '../verification/probe-url.ts';
import type { HttpAnswer, HttpFailure, HttpOutcome } from '../verification/reading.ts';
import { httpFailure } from './http-failure.ts';
import { hostOf, type Lookup, probePlace } from './probe-place.ts';

/** How long and how far an address is followed. */
export interface ProbeLimits {
  /** For everything: looking up names, all redirects, the whole body. */
  readonly totalMs: number;
  /** Of a body; what is longer is cut off there. */
  readonly bytes: number;
  readonly redirects: number;
}

/** Ten seconds is what a person waits for; a page that says of itself that it is well fits into 256 kB many times. */
const PROBE_LIMITS: ProbeLimits = { totalMs: 10_000, bytes: 262_144, redirects: 5 };

interface ProbeDeps {
  /** Host names and addresses that may lead anywhere, as they stand in URLs. */
  readonly allow: readonly string[];
  readonly lookup: Lookup;
  readonly clock: Clock;
  /** In place of some of the usual ones. */
  readonly limits?: Partial<ProbeLimits>;
}

/** What is known of one probe while it is under way. */
interface Course extends ProbeDeps {
  readonly probe: Pick<HttpProbe, 'status' | 'contains'>;
  readonly limits: ProbeLimits;
  readonly signal: AbortSignal;
  /** Grows on the way. */
  readonly redirects: string[];
  /** Addresses connected to, in order. Grows on the way. */
  readonly asked: string[];
}

type Answered = Omit<HttpAnswer, 'latencyMs' | 'at'>;
type Failed = Pick<HttpFailure, 'kind' | 'reason'>;

/** The system's own resolver. */
export const systemLookup: Lookup = async (host) => {
  const all = await resolve(host, { all: true });
  return all.map(({ address }) => address);
};

/**
 * Makes what asks addresses for people who cannot be trusted with the bot's network. Every address, also one that a
 * redirect leads to, is looked up once, judged, and connected to as judged: nothing is resolved a second time.
 * Sends no cookies and no credentials. Never rejects but for bugs.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function createHttpProbe(deps: ProbeDeps): (probe: HttpProbe) => Promise<HttpOutcome> {
  const limits = { ...PROBE_LIMITS, ...deps.limits };
  return async (probe) => {
    const ending = new AbortController();
    const begunAt = deps.clock.now();
    const course: Course = { ...deps, probe, limits, signal: ending.signal, redirects: [], asked: [] };
    // A resolver that hangs is ours; only who was asked can be late.
    const late = (): Failed => ({
      kind: course.asked.length > course.redirects.length ? 'failed' : 'not-asked',
      reason: `no whole answer within ${durationWords(limits.totalMs)}`,
    });
    const outcome = await inTime(followed(probe.url, course), limits.totalMs, deps.clock, late);
    ending.abort();
    const at = deps.clock.now();
    return outcome.kind === 'answered'
      ? { ...outcome, latencyMs: at.getTime() - begunAt.getTime(), at }
      : { ...outcome, at };
  };
}

async function followed(typed: string, course: Course): Promise<Answered | Failed> {
  const { allow, lookup, limits, redirects, probe } = course;
  let found = probeUrl(typed);
  for (;;) {
    if (found.kind === 'refused') return onTheWay({ kind: 'not-asked', reason: found.why }, course);
    const { url } = found;
    const place = await probePlace(url, allow, lookup);
    if (place.kind !== 'usable') return onTheWay(place, course);
    course.asked.push(place.address);
    try {
      const response = await answerOf(url, place.address, course.signal);
      const location = response.statusCode === probe.status ? undefined : locationOf(response);
      if (location === undefined) return await answered(response, place.address, course);
      response.destroy();
      if (redirects.length >= limits.redirects)
        return { kind: 'failed', reason: `it redirects more than ${limits.redirects} times` };
      found = probeUrl(location, url);
      redirects.push(found.kind === 'usable' ? placeOfUrl(found.url) : 'an address that is not asked');
    } catch (error) {
      return onTheWay(httpFailure(error), course);
    }
  }
}

/** Connects to the address, whatever its name has come to mean since. */
function answerOf(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const host = hostOf(url);
  const options = {
    host: address,
    port: url.port || undefined,
    path: `${url.pathname}${url.search}`,
    // A certificate is for the name; addresses have none.
    servername: isIP(host) ? '' : host,
    headers: {
      host: url.host,
      'user-agent': 'snail-trail',
      accept: '*/*',
      'accept-encoding': 'identity',
    },
    agent: false,
    signal,
  } as const;
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? httpsRequest(options) : httpRequest(options);
    request.once('response', resolve);
    // Stays for as long as the request lives: what breaks off later is told by the body.
    request.on('error', reject);
    request.end();
  });
}

/** Where an answer sends us on to; undefined where it does not. */
function locationOf({ statusCode, headers }: IncomingMessage): string | undefined {
  return [301, 302, 303, 307, 308].includes(statusCode ?? 0) ? headers.location : undefined;
}

async function answered(response: IncomingMessage, address: string, course: Course): Promise<Answered> {
  const { probe, limits, redirects } = course;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    const piece = Buffer.from(chunk);
    chunks.push(piece);
    length += piece.length;
    if (length > limits.bytes) break;
  }
  const body = Buffer.concat(chunks).subarray(0, limits.bytes);
  return {
    kind: 'answered',
    status: response.statusCode ?? 0,
    bytes: body.length,
    excerpt: excerptOf(body, { wanted: probe.contains, isCut: length > limits.bytes, response }),
    redirects,
    address,
  };
}

function excerptOf(
  body: Buffer,
  about: { readonly wanted: string | undefined; readonly isCut: boolean; readonly response: IncomingMessage },
): HttpAnswer['excerpt'] {
  if (about.wanted === undefined) return 'not-asked';
  if (body.includes(about.wanted)) return 'found';
  const encoding = about.response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return 'encoded';
  return about.isCut ? 'cut-off' : 'absent';
}

/** Says where it happened, where that is not the address that was asked for. */
function onTheWay(failed: Failed, { redirects }: Course): Failed {
  return redirects.length === 0 ? failed : { ...failed, reason: `behind a redirect: ${failed.reason}` };
}
