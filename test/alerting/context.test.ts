import { describe, expect, it } from 'vitest';
import { contextOf } from '../../src/alerting/context.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import {
  aContainerDefinition,
  aDeployment,
  aPastDeployment,
  aRevision,
  aSighting,
  aTaskDefinition,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';

function context(sighting: Sighting, redact = (text: string) => text) {
  return contextOf(
    { sighting, failing: undefined, errors: known([]), lastLines: [], gaps: [], readAt: NOW },
    redact,
  );
}

describe('whether the revision changed', () => {
  it('is known while the older one is still there', () => {
    const deployments = [
      aDeployment({ revision: aRevision(15), createdAt: minutesAgo(4) }),
      aDeployment({ status: 'active' }),
    ];
    expect(context(aSighting({ of: { deployments } })).change).toEqual({
      kind: 'changed',
      from: aRevision(14),
      to: aRevision(15),
      at: minutesAgo(4),
    });
  });

  it('is denied of a deployment that brings no other revision', () => {
    const deployments = [aDeployment(), aDeployment({ status: 'active' })];
    expect(context(aSighting({ of: { deployments } })).change.kind).toBe('same');
  });

  it('is denied of a steady service, with since when it is so', () => {
    const history = known([aPastDeployment({ finishedAt: minutesAgo(500) })]);
    const same = { kind: 'same', revision: aRevision(14) };
    expect(context(aSighting({ history })).change).toEqual({ ...same, sinceAt: minutesAgo(500) });
    expect(context(aSighting()).change).toEqual({ ...same, sinceAt: minutesAgo(600) });
  });

  it.each([
    ['the service', aSighting({ service: denied('ecs:DescribeServices') })],
    ['a deployment', aSighting({ of: { deployments: [] } })],
    ['a revision', aSighting({ of: { deployments: [aDeployment({ revision: undefined })] } })],
  ])('is not known without %s', (_, sighting) => {
    expect(context(sighting).change).toEqual({ kind: 'unknown' });
  });
});

describe('the command of a health check', () => {
  const checkOf = (command: readonly string[]) => {
    const healthCheck = { command, intervalMs: 1, timeoutMs: 1, retries: 1, startPeriodMs: 0 };
    return aTaskDefinition({ containers: [aContainerDefinition({ healthCheck }), aContainerDefinition()] });
  };
  const shown = (command: readonly string[]) => {
    const sighting = aSighting({ definitions: known([checkOf(command)]) });
    const { definitions } = context(sighting, (text) => text.replace('-u me:secret', '-u …')).sighting;
    return definitions?.kind === 'known'
      ? definitions.value[0]?.containers[0]?.healthCheck?.command
      : undefined;
  };

  it.each([
    [
      ['CMD', 'curl', '-u', 'me:secret', 'localhost'],
      ['CMD', 'curl -u … localhost'],
    ],
    [
      ['CMD-SHELL', 'curl -u me:secret localhost'],
      ['CMD-SHELL', 'curl -u … localhost'],
    ],
    [['curl', '-u', 'me:secret'], ['curl -u …']],
    [[], ['']],
  ])('%j shows no secret, though option and secret are apart', (command, words) => {
    expect(shown(command)).toEqual(words);
  });

  it('is left alone where it was not read', () => {
    const definitions = denied('ecs:DescribeTaskDefinition');
    expect(context(aSighting({ definitions })).sighting.definitions).toEqual(definitions);
    expect(context(aSighting()).sighting.definitions).toBeUndefined();
  });
});
