import type { Place } from '../access/person.ts';
import type { Alert } from '../alerting/alert.ts';
import { isShown } from '../alerting/open-alerts.ts';
import { type Gap, unknownOf } from '../deployment/fact.ts';
import type { Deps } from '../deps.ts';
import { here } from '../views/place-words.ts';
import { alertsIn } from './alerts-in.ts';

/** Open alerts, and what kept them from being known. */
export interface OpenAlerts {
  readonly alerts: readonly Alert[];
  readonly gaps: readonly Gap[];
}

/** The alerts that people see as open: of a channel, of all where there is none. An outage of ours is a gap, and must not hide AWS. */
export async function openAlerts(
  deps: Pick<Deps, 'threads'>,
  place: Pick<Place, 'channel' | 'kind'> | undefined,
): Promise<OpenAlerts> {
  if (place?.kind === 'terminal') return { alerts: [], gaps: [] };
  try {
    const threads = await alertsIn(deps, place ? { channel: place.channel } : {});
    const alerts = threads.map(({ about }) => about).filter(isShown);
    return { alerts, gaps: [] };
  } catch (error) {
    const subject = place ? `open alerts of ${here(place)}` : 'open alerts';
    return { alerts: [], gaps: [{ env: undefined, subject, unknown: unknownOf(error) }] };
  }
}
