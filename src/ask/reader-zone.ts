import type { Person } from '../access/person.ts';
import { zoneOf } from '../cron.ts';
import { UserError } from '../errors.ts';

/** The zone that somebody's Slack shows times in; undefined where Slack does not say, or says one that is not known here. */
export function readerZone({ zone }: Pick<Person, 'zone'>): string | undefined {
  try {
    return zone === undefined ? undefined : zoneOf(zone);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return undefined;
  }
}
