import type { Clock } from '../../clock.ts';
import type { Ledger } from './ledger.ts';
import { Refusal } from './refusal.ts';

/**
 * A trigger_id opens one modal within three seconds.
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
 */
const LIFE_MS = 3000;
/** After this an expired trigger is no longer told from one that never was. */
const REMEMBERED_MS = 60_000;

/** Proofs that a person has just done something. */
export interface Triggers {
  give(user: string): string;
  /** The person; refused as `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`. */
  exchange(trigger: string): string;
}

export function createTriggers(clock: Clock, ledger: Ledger): Triggers {
  const given = new Map<string, { readonly user: string; readonly atMs: number; readonly used: boolean }>();
  return {
    give(user) {
      const trigger = `${ledger.nextTs()}.${ledger.nextId('').toLowerCase()}`;
      for (const [old, { atMs }] of given) {
        if (clock.now().getTime() - atMs > REMEMBERED_MS) given.delete(old);
      }
      given.set(trigger, { user, atMs: clock.now().getTime(), used: false });
      return trigger;
    },
    exchange(trigger) {
      const known = given.get(trigger);
      if (!known) throw new Refusal('invalid_trigger_id');
      if (known.used) throw new Refusal('exchanged_trigger_id');
      if (clock.now().getTime() - known.atMs > LIFE_MS) throw new Refusal('expired_trigger_id');
      given.set(trigger, { ...known, used: true });
      return known.user;
    },
  };
}
