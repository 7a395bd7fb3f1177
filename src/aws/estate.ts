import type { Checkup } from '../checkup.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Listing, Overview, Sighting } from '../deployment/sighting.ts';

/** One account and region, reached by one set of credentials. */
export interface Environment {
  readonly alias: string;
  readonly region: string;
  /** Expected account id; a different one in what AWS answers is a fault of the configuration. */
  readonly account?: string;
  /** IAM role to assume. */
  readonly role?: string;
  /** Only these clusters; undefined: all that can be listed. */
  readonly clusters?: readonly string[];
}

/** How old an answer may be. 0 reads anew; reads already in flight are shared all the same. */
export interface Freshness {
  readonly maxAgeMs: number;
}

/** Every environment's services, looked at through AWS's read-only APIs. No method rejects for a failing API: it leaves a gap. */
export interface Estate {
  /** The default one first. */
  readonly environments: readonly Environment[];
  /** All services of all environments, or of one. */
  list(freshness: Freshness, env?: string): Promise<Listing>;
  /**
   * Many services at the least number of calls, in the order asked. `first` has every ECS fact; target
   * health not known yet is an unknown fact `pending` in it. `complete` has them all, and is undefined
   * where `first` is complete already.
   */
  overview(
    refs: readonly ServiceRef[],
    freshness: Freshness,
  ): Promise<{ readonly first: Overview; readonly complete: Promise<Overview> | undefined }>;
  /** Everything about one service. */
  look(ref: ServiceRef, freshness: Freshness): Promise<Sighting>;
  /** Tries every AWS action the bot uses in one environment. */
  checkups(alias: string): Promise<readonly Checkup[]>;
  /** Ends open connections and waiting calls. */
  stop(): void;
}
