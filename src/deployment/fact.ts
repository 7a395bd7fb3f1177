import { UpstreamError, type UpstreamKind } from '../errors.ts';

/** A value with its proof: where it was read and when. */
export interface Known<T> {
  readonly kind: 'known';
  readonly value: T;
  readonly readAt: Date;
  /** The API that said so, for example `ecs:DescribeServices`. */
  readonly source: string;
}

/** A hole where a value should be. It is shown as unknown; it never counts as healthy. */
export interface Unknown {
  readonly kind: 'unknown';
  /** `pending` is a read that is still under way; the rest are the ways a read can fail. */
  readonly why: UpstreamKind | 'pending';
  /** What was being attempted, "could not …", or "still being read". */
  readonly detail: string;
  /** The IAM action that is missing, where that is the reason. */
  readonly permission?: string;
}

/** What one read found, or why it found nothing. */
export type Fact<T> = Known<T> | Unknown;

/** Something that could not be read at all; said in an answer's first line and shown below it, never hidden. */
export interface Gap {
  /** Undefined where it is not AWS that did not answer, but the bot's own database. */
  readonly env: string | undefined;
  /** What was being read, in people's words: "services of cluster prod". */
  readonly subject: string;
  readonly unknown: Unknown;
}

/** The same fact about something made from its value. */
export function mapFact<T, U>(fact: Fact<T>, make: (value: T) => U): Fact<U> {
  return fact.kind === 'known' ? { ...fact, value: make(fact.value) } : fact;
}

/**
 * A failed read as the hole it leaves.
 * @throws what was given where it is no upstream's failure but a bug
 */
export function unknownOf(error: unknown): Unknown {
  if (!(error instanceof UpstreamError)) throw error;
  const { kind: why, message: detail, permission } = error;
  return { kind: 'unknown', why, detail, ...(permission ? { permission } : {}) };
}

/** Gaps that several looks met on their way, each once. */
export function eachOnce(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.env ?? ''} ${gap.subject}`, gap])).values()];
}

/** "target health of web-tg unknown – needs elasticloadbalancing:DescribeTargetHealth"; what is not there is named by its detail. */
export function unknownReason(subject: string, unknown: Unknown): string {
  if (unknown.why === 'pending') return `${subject} is still being read`;
  if (unknown.why === 'not-found') return unknown.detail;
  const why = unknown.permission ? `needs ${unknown.permission}` : unknown.detail;
  return `${subject} unknown – ${why}`;
}
