import { expect, it } from 'vitest';
import { createProbeReader } from '../../src/ask/probe-reader.ts';
import type { Estate } from '../../src/aws/estate.ts';
import { clock, fakeEstate, NO_ANSWER } from '../fakes.ts';
import { aRef, aSighting, NOW } from '../given.ts';

/** Where alarms were looked for, by an operation whose probes name some services. */
function aReader(services: readonly string[]) {
  const calls: string[] = [];
  const alarm: Estate['alarm'] = async (...[env, name]) => {
    calls.push(`${env} ${name}`);
    return { kind: 'known', value: undefined, readAt: NOW, source: 'cloudwatch:DescribeAlarms' };
  };
  const sightings = [aSighting(), aSighting({ of: { ref: aRef('api', 'prod', 'prod-us') } })];
  const { estate } = fakeEstate(sightings, { alarm });
  const redact = (text: string) => ({ text, count: 0 });
  const deps = { estate, clock, redact, httpProbe: NO_ANSWER };
  return { calls, reader: createProbeReader(deps, { freshness: { maxAgeMs: 0 }, services }) };
}

it.each([
  ['web-5xx', [], 'prod-eu web-5xx'],
  ['web-5xx', ['web'], 'prod-eu web-5xx'],
  // The operation is about services elsewhere.
  ['web-5xx', ['api'], 'prod-us web-5xx'],
  ['web-5xx', ['prod-us:api', 'api', 'no-such-service'], 'prod-us web-5xx'],
  ['prod-us:web-5xx', ['web'], 'prod-us web-5xx'],
  ['PROD-US/web-5xx', ['web'], 'prod-us web-5xx'],
  ['prod-us/team/web:5xx', ['web', 'api'], 'prod-us team/web:5xx'],
  ['team:web-5xx', ['web'], 'prod-eu team:web-5xx'],
  ['team/web-5xx', ['api'], 'prod-us team/web-5xx'],
  ['/web-5xx', [], 'prod-eu /web-5xx'],
])('alarm %s of an operation about %j is looked for in %s, once', async (typed, services, call) => {
  const { reader, calls } = aReader(services);
  await Promise.all([reader.alarm(typed), reader.alarm(typed)]);
  expect(calls).toEqual([call]);
});

it('an alarm in an environment that there is not is unknown, with those that there are, and not missing', async () => {
  const { reader } = aReader(['web']);
  expect(await reader.alarm('nope:web-5xx')).toMatchObject({
    kind: 'unknown',
    detail:
      'there is no environment nope (there are: prod-eu, prod-us), and in prod-eu no alarm has the whole name',
  });
  expect(await reader.alarm('team/web-5xx')).toMatchObject({ kind: 'known', value: undefined });
});

it('an alarm that several environments could have is not guessed', async () => {
  const { reader, calls } = aReader(['web', 'api']);
  expect(await reader.alarm('web-5xx')).toMatchObject({
    kind: 'unknown',
    detail: 'its services are in prod-eu and prod-us: name one, as in prod-eu:web-5xx',
  });
  expect(calls).toEqual([]);
});
