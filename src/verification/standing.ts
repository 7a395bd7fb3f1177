import type { Footing } from './footing.ts';
import type { Proof, Unverifiable } from './verification.ts';

/** What is known of one bound criterion, as it is kept from one look to the next. */
export interface Standing {
  /** The criterion's id. */
  readonly criterion: string;
  /** The probe that looked, as text: with another one all begins anew. */
  readonly probe: string;
  /** What the newest look came to, secrets made unreadable. */
  readonly outcome: Proof | Unverifiable;
  readonly lookedAt: Date;
  /** Since when outcomes are of this kind. */
  readonly sinceAt: Date;
  /** What the newest look that could see saw, and how many in a row did; undefined while none could. */
  readonly seen: Seen | undefined;
  /** When it was verified last; undefined where it never was. */
  readonly verifiedAt: Date | undefined;
  /** What the services that the probe is about stood on then. */
  readonly footings: readonly Footing[];
  /** Whether people were told that it is refuted and not yet that it is verified again. */
  readonly told: boolean;
  /** One more with every save; 0 before the first. */
  readonly version: number;
}

/** What looks saw, and how many in a row. */
export interface Seen {
  readonly kind: 'verified' | 'refuted';
  readonly times: number;
}

/** One look at a criterion. */
export interface Look {
  readonly criterion: string;
  readonly probe: string;
  readonly outcome: Proof | Unverifiable;
  /** Whether the tracker has it ticked. */
  readonly met: boolean;
  readonly footings: readonly Footing[];
  readonly lookedAt: Date;
}

/** What people are to be told of a criterion. */
export type StandingNews =
  /** It had been verified and is refuted. */
  | 'regressed'
  /** It is ticked and was never verified. */
  | 'claim-refuted'
  /** What they were told of is over. */
  | 'mended';

/** A single look may catch a hiccup; the second one comes soon after. */
const LOOKS_BELIEVED = 2;
/** A criterion is looked at again after so long. */
const PERIOD_MS = 5 * 60_000;
/** A look that saw something else than the one before is confirmed after so long. */
const CONFIRM_MS = 30_000;
/** Looks that follow each other sooner may rest on the same answers of AWS, and count as one. */
const APART_MS = 20_000;
/** By so much the period differs from criterion to criterion, so that those bound together part. */
const SPREAD_MS = 60_000;

/** What a look makes of what was known. What could not be seen is neither a yes nor a no: it ends no row and begins none. */
export function nextStanding(
  before: Standing | undefined,
  look: Look,
): { readonly standing: Standing; readonly news: StandingNews | undefined } {
  const known = before?.probe === look.probe ? before : undefined;
  const { met, footings, ...rest } = look;
  const seen = nextSeen(known, look);
  const isVerified = look.outcome.kind === 'verified';
  const news = newsOf(known, { seen, met });
  const standing: Standing = {
    ...rest,
    sinceAt: known?.outcome.kind === look.outcome.kind ? known.sinceAt : look.lookedAt,
    seen,
    verifiedAt: isVerified ? look.outcome.checkedAt : known?.verifiedAt,
    footings: isVerified ? footings : (known?.footings ?? []),
    told: news === undefined ? (known?.told ?? false) : news !== 'mended',
    version: before?.version ?? 0,
  };
  return { standing, news };
}

/** When a criterion is to be looked at again. */
export function nextLookAt({ criterion, lookedAt, seen, told, outcome }: Standing): Date {
  const isNew = seen !== undefined && seen.times < LOOKS_BELIEVED;
  const isOpen = isNew && outcome.kind !== 'unverifiable' && (seen.kind === 'refuted' || told);
  const waitMs = isOpen ? CONFIRM_MS : PERIOD_MS + spreadOf(criterion);
  return new Date(lookedAt.getTime() + waitMs);
}

function nextSeen(known: Standing | undefined, { outcome: { kind }, lookedAt }: Look): Seen | undefined {
  const before = known?.seen;
  if (kind === 'unverifiable') return before;
  if (before?.kind !== kind) return { kind, times: 1 };
  const isApart = lookedAt.getTime() - (known?.lookedAt.getTime() ?? 0) >= APART_MS;
  return isApart ? { kind, times: before.times + 1 } : before;
}

function newsOf(
  known: Standing | undefined,
  { seen, met }: { readonly seen: Seen | undefined; readonly met: boolean },
): StandingNews | undefined {
  if (!known || !seen || seen.times < LOOKS_BELIEVED) return undefined;
  if (seen.kind === 'verified') return known.told ? 'mended' : undefined;
  if (known.told) return undefined;
  if (known.verifiedAt) return 'regressed';
  return met ? 'claim-refuted' : undefined;
}

/** The same for the same criterion, always. */
function spreadOf(criterion: string): number {
  // FNV-1a over UTF-16 units: http://www.isthe.com/chongo/tech/comp/fnv/
  let hash = 0x811c9dc5;
  for (let at = 0; at < criterion.length; at += 1)
    hash = Math.imul(hash ^ criterion.charCodeAt(at), 0x01000193);
  return ((hash >>> 0) % (2 * SPREAD_MS)) - SPREAD_MS;
}
