import type { Scene } from '../scene.ts';

/** A small world with one thing wrong in it, and what the diagnosis must say. */
export interface Scenario {
  /** What is wrong, as somebody would tell it afterwards. */
  readonly name: string;
  /** Where the words in it come from: a document of AWS's, or somebody's own case. */
  readonly from: string;
  readonly build: () => Scene;
  readonly verdict: 'healthy' | 'confirmed' | 'likely' | 'insufficient-evidence';
  readonly rootCause: string | null;
  /** The same as the root cause unless given. */
  readonly mechanism?: string | null;
  /** What is wrong as well; nothing unless given. */
  readonly contributing?: readonly string[];
  /** Ids that must be excluded by a fact: what people would fall for. */
  readonly ruledOut?: readonly string[];
}
