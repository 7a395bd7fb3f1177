import { describe, expect, it } from 'vitest';
import type { Unknown } from '../../src/deployment/fact.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { parseProbe } from '../../src/verification/parse-probe.ts';
import type { ProbeReader } from '../../src/verification/reading.ts';
import { verifyProbe } from '../../src/verification/verify-probe.ts';
import { clock } from '../fakes.ts';
import {
  aPastDeployment,
  aSighting,
  aTarget,
  aTargetGroup,
  aTaskDefinition,
  denied,
  known,
  NOW,
} from '../given.ts';

const web = aSighting({
  targetGroups: [aTargetGroup([aTarget(), aTarget()])],
  definitions: known([aTaskDefinition()]),
  history: known([aPastDeployment()]),
});

function reader(given: Partial<ProbeReader> = {}, sighting: Sighting = web): ProbeReader {
  return {
    service: async () => ({ kind: 'found', sighting }),
    alarm: async (name) => known({ name, state: 'ok', reason: undefined, changedAt: undefined }),
    lines: async () => known({ matching: [], read: 5, incomplete: undefined }),
    http: async () => ({ kind: 'failed', reason: 'connection refused', at: NOW }),
    ...given,
  };
}

describe('a probe is put to what it asks about', () => {
  it.each([
    ['service steady web', 'verified'],
    ['rollout complete web', 'verified'],
    ['targets healthy >= 2 web', 'verified'],
    ['targets healthy >= 3 web', 'refuted'],
    ['container healthy web', 'verified'],
    ['task-definition web revision = 14', 'verified'],
    ['alarm ok web-5xx', 'verified'],
    ['log absent "ERROR" web 15m', 'verified'],
    ['http 200 https://x.test/', 'refuted'],
  ])('%s is %s', async (text, kind) => {
    const verification = await verifyProbe(parseProbe(text), reader(), clock);
    expect(verification.kind).toBe(kind);
  });
});

const unknown = (why: Unknown['why']): Unknown => ({
  kind: 'unknown',
  why,
  detail: `could not find service web`,
});
const OF_A_SERVICE = [
  'service steady web',
  'rollout complete web',
  'targets healthy >= 2 web',
  'container healthy web',
  'task-definition web revision = 14',
];

describe.each(OF_A_SERVICE)('%s', (text) => {
  it('is refuted where ECS knows no such service', async () => {
    const gone = { ...web, service: unknown('not-found') };
    expect(await verifyProbe(parseProbe(text), reader({}, gone), clock)).toMatchObject({
      kind: 'refuted',
      reason: 'could not find service web',
    });
  });

  it.each(['denied', 'throttled', 'timeout', 'unreachable', 'pending'] as const)(
    'is unverifiable where the service cannot be read: %s',
    async (why) => {
      const unread = { ...web, service: unknown(why) };
      const verification = await verifyProbe(parseProbe(text), reader({}, unread), clock);
      expect(verification.kind).toBe('unverifiable');
    },
  );

  it('is unverifiable where the name leads to no one service', async () => {
    const lost = reader({ service: async () => ({ kind: 'lost', why: 'two services are called web' }) });
    expect(await verifyProbe(parseProbe(text), lost, clock)).toMatchObject({
      kind: 'unverifiable',
      reason: 'two services are called web',
    });
  });
});

it('is never proven by what could not be read', async () => {
  const blind: Sighting = {
    ...web,
    tasks: denied('ecs:ListTasks'),
    targetGroups: [aTargetGroup(denied('elasticloadbalancing:DescribeTargetHealth'))],
    definitions: denied('ecs:DescribeTaskDefinition'),
    history: denied('ecs:ListServiceDeployments'),
  };
  for (const text of OF_A_SERVICE) {
    const verification = await verifyProbe(parseProbe(text), reader({}, blind), clock);
    expect(verification.kind, text).toBe('unverifiable');
    expect('permission' in verification && verification.permission, text).toBeTruthy();
  }
});
