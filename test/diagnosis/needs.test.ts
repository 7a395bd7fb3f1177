import { describe, expect, it } from 'vitest';
import { needsOf } from '../../src/diagnosis/needs.ts';
import { findSuspect } from '../../src/diagnosis/suspect.ts';
import { aSighting, NOW } from '../given.ts';
import { aFailedTask, someEvidence } from './given-evidence.ts';

function needs(stoppedReason: string) {
  const { sighting } = someEvidence({ stopped: [aFailedTask({ stoppedReason, subnet: 'subnet-1' })] });
  const service = sighting.service.kind === 'known' ? sighting.service : undefined;
  const network = { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'], publicIp: false };
  const seen = service
    ? { ...sighting, service: { ...service, value: { ...service.value, network } } }
    : sighting;
  return needsOf(seen, findSuspect(seen, NOW));
}

describe('what has to be read for a diagnosis', () => {
  it('is nothing of a service that is well', () => {
    const well = aSighting();
    expect(needsOf(well, findSuspect(well, NOW))).toMatchObject({
      settings: [],
      subnets: [],
      loadBalancers: [],
      image: undefined,
    });
  });

  it('is both revisions, and no network, where a task answered', () => {
    const found = needs('Task failed ELB health checks: these codes: [404]');
    expect(found.settings.map(({ number }) => number)).toEqual([15, 14]);
    expect(found).toMatchObject({ subnets: [], securityGroups: [], loadBalancers: [] });
  });

  it('is the task’s own subnet and its groups where something was not reached', () => {
    expect(needs('ResourceInitializationError: dial tcp 10.0.0.1:443: i/o timeout')).toMatchObject({
      subnets: ['subnet-1'],
      securityGroups: ['sg-1'],
    });
  });

  it('is the image where it could not be pulled', () => {
    expect(needs('CannotPullContainerError: manifest unknown').image).toBe('registry.example/web:14');
  });
});
