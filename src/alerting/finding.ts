import type { Fact } from '../deployment/fact.ts';
import type { Service } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Verdict } from '../deployment/verdict.ts';
import type { Check } from './check.ts';

/** What one kind of look found. */
export interface Finding extends Pick<Check, 'outcome' | 'readAt'> {
  /** Empty unless bad. */
  readonly word: string;
  readonly reason: string;
}

/** What the looks at one service have in common. */
export interface Looked {
  readonly sighting: Sighting;
  readonly service: Service;
  /** When the service was read. */
  readonly readAt: Date;
  readonly verdict: Verdict;
  /** Whether tasks of another revision are on their way in or out. */
  readonly moving: boolean;
  readonly now: Date;
}

/** What neither opens an alert nor closes one. */
export function neither(
  outcome: 'settling' | 'unknown' | 'not-looked',
  reason: string,
): Pick<Finding, 'outcome' | 'word' | 'reason'> {
  return { outcome, word: '', reason };
}

/** The outcome of a fact that is not there: what is still being read was not looked at. */
export function unread(fact: Extract<Fact<unknown>, { kind: 'unknown' }>, readAt: Date): Finding {
  return { ...neither(fact.why === 'pending' ? 'not-looked' : 'unknown', fact.detail), readAt };
}
