import type { Freshness } from '../aws/estate.ts';
import { NAMES } from '../aws/limits.ts';
import { findService, type ServiceMatch } from '../deployment/find-service.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Deps } from '../deps.ts';
import { oneLine } from '../text.ts';
import { type HttpProbe, type LogProbe, probeText } from '../verification/probe.ts';
import type { ProbeReader } from '../verification/reading.ts';
import { defaultEnvironment } from './meant-service.ts';
import { createAlarmReader } from './probe-alarm.ts';
import { createLinesReader } from './probe-lines.ts';

/** What probes read with. */
export type ProbeReaderDeps = Pick<Deps, 'estate' | 'redact' | 'clock' | 'httpProbe'>;

/** The reader of one round, and what it has looked at so far. */
export interface RoundReader extends ProbeReader {
  /** The services that a probe's name led to in this round; none where it led to no one. */
  sightings(typed: string): Promise<readonly Sighting[]>;
}

/** A service that a name means, or why none does, as a clause. */
export type SoughtRef =
  | { readonly kind: 'found'; readonly ref: ServiceRef }
  | { readonly kind: 'lost'; readonly why: string };

const MOST_NAMED = 5;

/**
 * Makes the reader of one round: what several probes ask is read once, so that all of them judge the same moment.
 * @param round how old what AWS said may be, and the services that the probes of the operation name
 */
export function createProbeReader(
  deps: ProbeReaderDeps,
  { freshness, services }: { readonly freshness: Freshness; readonly services: readonly string[] },
): RoundReader {
  const { estate, httpProbe } = deps;
  const refs = once((typed) => soughtRef(deps, typed));
  const looks = onceOf((ref: ServiceRef) => estate.look(ref, freshness));
  const service = async (typed: string) => {
    const sought = await refs(typed);
    if (sought.kind === 'lost') return sought;
    const { ref } = sought;
    const sighting = await looks(serviceLabel(ref, ''), ref);
    return { kind: 'found', sighting } as const;
  };
  const linesOf = createLinesReader(deps, refs);
  const lines = onceOf((probe: LogProbe) => linesOf(probe));
  const answers = onceOf((probe: HttpProbe) => httpProbe(probe));
  return {
    service,
    alarm: once(createAlarmReader(deps, { freshness, services, refOf: refs })),
    lines: (probe) => lines(probeText(probe), probe),
    http: (probe) => answers(probeText(probe), probe),
    async sightings(typed) {
      const sought = await service(typed);
      return sought.kind === 'found' ? [sought.sighting] : [];
    },
  };
}

/** Each thing is asked for once by its key; all who ask get the same answer. */
function onceOf<A, T>(ask: (about: A) => Promise<T>): (key: string, about: A) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (key, about) => {
    const known = asked.get(key);
    if (known) return known;
    const fresh = ask(about);
    asked.set(key, fresh);
    return fresh;
  };
}

/** The same of what is its own key. */
function once<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const asked = onceOf(ask);
  return (key) => asked(key, key);
}

/** A remembered list finds it; a new one settles what that does not. */
async function soughtRef({ estate }: Pick<Deps, 'estate'>, typed: string): Promise<SoughtRef> {
  const env = defaultEnvironment(estate);
  const first = findService(typed, (await estate.list(NAMES)).refs, env);
  if (first.kind !== 'unknown') return soughtOf(typed, first, env);
  const fresh = await estate.list({ maxAgeMs: 0 });
  const second = findService(typed, fresh.refs, env);
  const [gap] = fresh.gaps;
  if (second.kind === 'unknown' && gap)
    return {
      kind: 'lost',
      why: `whether there is a service ${shown(typed)} is not known: ${gap.unknown.detail}`,
    };
  return soughtOf(typed, second, env);
}

function soughtOf(typed: string, match: ServiceMatch, env: string): SoughtRef {
  const names = (refs: readonly ServiceRef[]) =>
    refs
      .slice(0, MOST_NAMED)
      .map((ref) => serviceLabel(ref, env))
      .join(', ');
  switch (match.kind) {
    case 'found':
      return match;
    case 'ambiguous':
      return { kind: 'lost', why: `several services fit ${shown(typed)}: ${names(match.refs)}` };
    case 'unknown': {
      const near = match.nearest.length > 0 ? `; nearest: ${names(match.nearest)}` : '';
      return { kind: 'lost', why: `no service is called ${shown(typed)}${near}` };
    }
  }
}

function shown(typed: string): string {
  return oneLine(typed, 80);
}
