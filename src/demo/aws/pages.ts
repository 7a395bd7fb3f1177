import { Refusal } from './refusal.ts';

/** One page of a list and the token of the next; no token on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/**
 * Cuts a page. Tokens are opaque and belong to the question they were given for.
 * @param question names operation and filters; a token of another question is refused.
 */
export function pageOf<T>(
  all: readonly T[],
  { size, token, question }: { size: number; token: string | undefined; question: string },
): Page<T> {
  const from = token === undefined ? 0 : offsetOf(token, question);
  const to = from + size;
  return { items: all.slice(from, to), nextToken: to < all.length ? tokenOf(to, question) : undefined };
}

/** An opaque token that remembers a place in the answer to a question. */
export function tokenOf(place: number | string, question: string): string {
  return Buffer.from(JSON.stringify([place, question])).toString('base64url');
}

/** The place a token remembers, or undefined where it is not a token of this question. */
export function placeOf(token: string, question: string): unknown {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(parsed) && parsed[1] === question ? parsed[0] : undefined;
  } catch {
    return undefined; // Not one of ours: the caller refuses it as AWS does.
  }
}

function offsetOf(token: string, question: string): number {
  const place = placeOf(token, question);
  if (typeof place === 'number') return place;
  throw new Refusal('InvalidParameterException', 'Invalid token');
}
