import type { Alert, Rung } from '../alerting/alert.ts';
import { nextRungOf } from '../alerting/pass-time.ts';
import type { Deps } from '../deps.ts';
import type { AlertAround } from '../views/alert.ts';
import { defaultEnvironment } from './meant-service.ts';

/** What the words about an alert need beside it: the names of who is on call and of who is called next. */
export async function alertAround(
  deps: Pick<Deps, 'directory' | 'estate'>,
  alert: Alert,
): Promise<AlertAround> {
  const [onCall, next] = await Promise.all([
    alert.onCall === undefined ? undefined : deps.directory.nameOf(alert.onCall),
    nextName(deps, alert),
  ]);
  const names = { ...(onCall === undefined ? {} : { onCall }), ...(next === undefined ? {} : { next }) };
  return { defaultEnv: defaultEnvironment(deps.estate), names };
}

/** What the one is called who is called next; undefined where there is none. */
export async function nextName(
  { directory }: Pick<Deps, 'directory'>,
  alert: Alert,
): Promise<string | undefined> {
  const rung: Rung | undefined = nextRungOf(alert);
  if (!rung) return undefined;
  return rung.kind === 'channel' ? 'the whole channel' : directory.nameOf(rung.id);
}
