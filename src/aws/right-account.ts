import type { DeployReads } from '../deployment/deployment-record.ts';
import type { Gap, Unknown } from '../deployment/fact.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Environment } from './estate.ts';

/**
 * Credentials for another account than the configured one would show the wrong services under the right alias.
 * What they show of a service is not this environment's, so none of it is known.
 */
export function ofRightAccount(environment: Environment, sighting: Sighting): Sighting {
  const other = otherAccount(environment, sighting);
  if (other === undefined) return sighting;
  return unknownSighting(sighting.ref, otherAccountWords(environment, other));
}

/** The same as a gap of the whole environment. */
export function accountGaps(environment: Environment, sightings: readonly Sighting[]): readonly Gap[] {
  const [other] = sightings.flatMap((each) => otherAccount(environment, each) ?? []);
  if (other === undefined) return [];
  return [{ env: environment.alias, subject: 'account', unknown: otherAccountWords(environment, other) }];
}

/** A sighting of nothing, for one reason. */
export function unknownSighting(ref: Sighting['ref'], unknown: Unknown): Sighting {
  return {
    ref,
    service: unknown,
    tasks: unknown,
    stopped: undefined,
    targetGroups: [],
    definitions: undefined,
    history: undefined,
  };
}

/** The same of a history. */
export function deploysOfRightAccount(environment: Environment, reads: DeployReads): DeployReads {
  const other = otherAccount(environment, reads);
  if (other === undefined) return reads;
  const unknown = otherAccountWords(environment, other);
  const { ref } = reads;
  return {
    ...{ ref, service: unknown, listed: unknown },
    ...{ records: undefined, revisions: undefined, registrations: undefined },
  };
}

function otherAccount(
  { alias, account }: Environment,
  { ref, service }: Pick<Sighting, 'ref' | 'service'>,
): string | undefined {
  if (account === undefined || ref.env !== alias || service.kind === 'unknown') return undefined;
  return service.value.account === account ? undefined : service.value.account;
}

function otherAccountWords({ account }: Environment, other: string): Unknown {
  const detail = `AWS answers for account ${other}, configured is ${account}`;
  return { kind: 'unknown', why: 'refused', detail };
}
