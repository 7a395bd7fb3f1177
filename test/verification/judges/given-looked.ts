import type { Service } from '../../../src/deployment/service.ts';
import type { Sighting } from '../../../src/deployment/sighting.ts';
import type { Looked } from '../../../src/verification/judges/service-evidence.ts';
import { aPastDeployment, aSighting, aTaskDefinition, known, NOW } from '../../given.ts';

/** A look at a service that is well, with its history and its definition, but for what is given. */
export function aLook(given: Partial<Sighting> & { of?: Partial<Service> } = {}): Looked {
  const sighting = aSighting({
    history: known([aPastDeployment()], 'ecs:ListServiceDeployments'),
    definitions: known([aTaskDefinition()], 'ecs:DescribeTaskDefinition'),
    ...given,
  });
  const { service } = sighting;
  if (service.kind === 'unknown') throw new Error('no service to look at');
  return { name: 'web', sighting, service, now: NOW };
}
