import type { Freshness } from '../aws/estate.ts';
import type { Fact } from '../deployment/fact.ts';
import type { Deps } from '../deps.ts';
import type { Alarm } from '../verification/reading.ts';
import { defaultEnvironment } from './meant-service.ts';
import type { SoughtRef } from './probe-reader.ts';

/** What alarms of probes are read with. */
export interface AlarmsAround {
  readonly freshness: Freshness;
  /** Services that the probes of the operation name, as typed. */
  readonly services: readonly string[];
  readonly refOf: (typed: string) => Promise<SoughtRef>;
}

/**
 * Makes what reads alarms for probes. `us:web-5xx` and `us/web-5xx` are of the environment `us`, where there is one; any
 * other name is of the environment that the operation's services are in, and of the default one where it names none.
 * A name that begins with an environment that there is not is looked for as a whole, since names may hold colons.
 * Where they are in several, none is guessed: that there is no such alarm in one of them would prove nothing.
 */
export function createAlarmReader(
  { estate }: Pick<Deps, 'estate'>,
  { freshness, services, refOf }: AlarmsAround,
): (name: string) => Promise<Fact<Alarm | undefined>> {
  return async (name) => {
    const placed = placedName(estate.environments, name);
    if (placed) return estate.alarm(placed.env, placed.bare, freshness);
    const [env = defaultEnvironment(estate), ...others] = await environmentsOf(services, refOf);
    if (others.length === 0) {
      const found = await estate.alarm(env, name, freshness);
      return found.kind === 'known' && !found.value ? absent(estate.environments, env, name, found) : found;
    }
    const all = [env, ...others];
    const detail = `its services are in ${all.join(' and ')}: name one, as in ${env}:${name}`;
    return { kind: 'unknown', why: 'unsupported', detail };
  };
}

/** Undefined where the name begins with no environment: names of alarms may hold both signs. */
function placedName(environments: Deps['estate']['environments'], name: string) {
  const at = name.search(/[:/]/);
  const typed = name.slice(0, Math.max(at, 0)).toLowerCase();
  const env = environments.find(({ alias }) => alias.toLowerCase() === typed)?.alias;
  return env === undefined ? undefined : { env, bare: name.slice(at + 1) };
}

/**
 * Where a name begins as if with an environment that there is not, that no alarm has the whole name proves nothing: a
 * slip of the pen is no missing alarm.
 */
function absent(
  environments: Deps['estate']['environments'],
  env: string,
  name: string,
  found: Fact<Alarm | undefined>,
): Fact<Alarm | undefined> {
  const typed = /^([A-Za-z][\w-]*):./.exec(name)?.[1];
  if (typed === undefined) return found;
  const known = environments.map(({ alias }) => alias).join(', ');
  const detail = `there is no environment ${typed} (there are: ${known}), and in ${env} no alarm has the whole name`;
  return { kind: 'unknown', why: 'unsupported', detail };
}

async function environmentsOf(
  services: readonly string[],
  refOf: AlarmsAround['refOf'],
): Promise<readonly string[]> {
  const sought = await Promise.all(services.map(refOf));
  return [...new Set(sought.flatMap((each) => (each.kind === 'found' ? [each.ref.env] : [])))].sort();
}
