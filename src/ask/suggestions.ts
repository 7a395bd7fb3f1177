import { NAMES } from '../aws/limits.ts';
import type { Deps } from '../deps.ts';
import type { OperationRecord } from '../operation/record.ts';
import type { CheckedCriterion } from '../verification/checked-criteria.ts';
import { suggestProbe } from '../verification/suggest-probe.ts';
import { defaultEnvironment } from './meant-service.ts';

export type SuggestDeps = Pick<Deps, 'estate'>;

/** Probes that a criterion's words make plain. */
export interface Suggested {
  readonly number: number;
  /** The plainest first. */
  readonly probes: readonly string[];
}

/** Addresses that a tracker names; more than a few would be none of the operation's own. */
const MOST_HOSTS = 10;

/**
 * What the criteria could be bound to that are not: of services that there are, and hosts that the tracker names.
 * Suggestions only; without a list of services there are none.
 */
export async function suggestions(
  { estate }: SuggestDeps,
  { source }: Pick<OperationRecord, 'source'>,
  criteria: readonly Pick<CheckedCriterion, 'number' | 'criterion' | 'bound'>[],
): Promise<readonly Suggested[]> {
  const unbound = criteria.filter(({ bound, criterion }) => !bound && criterion.mark !== 'cancelled');
  if (unbound.length === 0) return [];
  const { refs } = await estate.list(NAMES);
  const known = { services: refs, defaultEnv: defaultEnvironment(estate), hosts: hostsIn(source, criteria) };
  return unbound.flatMap(({ number, criterion: { title, detail } }) => {
    const probes = suggestProbe([title, detail ?? ''].join(' ').trim(), known);
    return probes.length > 0 ? [{ number, probes }] : [];
  });
}

/**
 * Hosts of the web addresses that the tracker's text names, and of those that its probes ask, each once. What only
 * leads back to where it is asked from (`localhost`) is no address of anything.
 */
function hostsIn(source: string, criteria: readonly Pick<CheckedCriterion, 'bound'>[]): readonly string[] {
  const asked = criteria.flatMap(({ bound }) =>
    bound?.kind === 'usable' && bound.probe.kind === 'http' ? [bound.probe.url] : [],
  );
  const told = source.replace(/<!--.*?-->/gs, '').match(/https?:\/\/[^\s<>()[\]"'`*|]+/gi) ?? [];
  const hosts = [...asked, ...told]
    .flatMap((typed) => (URL.canParse(typed) ? [new URL(typed).host] : []))
    .filter((host) => /[a-z]\w*\.[a-z]/i.test(host));
  return [...new Set(hosts)].slice(0, MOST_HOSTS);
}
