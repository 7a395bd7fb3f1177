import { expect, it } from 'vitest';
import { believed } from '../../src/alerting/believed.ts';
import { aRef, aSighting } from '../given.ts';

const FORGOTTEN = 'ECS knows no such service, or has forgotten that it was deleted';
const gone = (name: string, said: string, env = 'prod-eu') =>
  aSighting({
    ref: aRef(name, 'prod', env),
    service: { kind: 'unknown', why: 'not-found', detail: `could not find service prod/${name}: ${said}` },
  });
const there = (env = 'prod-eu') => aSighting({ of: { ref: aRef('web', 'prod', env) } });
const whyOf = (sightings: ReturnType<typeof believed>) =>
  sightings.map(({ service }) => (service.kind === 'known' ? 'known' : service.why));

it('believes that a service is gone beside others that are there', () => {
  expect(whyOf(believed([there(), gone('api', FORGOTTEN)]))).toEqual(['known', 'not-found']);
});

it('believes it where ECS says that it deleted it, although nothing else is there', () => {
  expect(whyOf(believed([gone('api', 'it was deleted')]))).toEqual(['not-found']);
});

it('does not believe that all of an environment are gone: another account looks like that', () => {
  const all = believed([gone('api', FORGOTTEN), gone('web', FORGOTTEN)]);
  expect(whyOf(all)).toEqual(['refused', 'refused']);
  const [one] = all;
  expect(one?.service).toMatchObject({ detail: expect.stringContaining('credentials of its account?') });
});

it('takes each environment by itself', () => {
  const all = [there('prod-us'), gone('api', FORGOTTEN)];
  expect(whyOf(believed(all))).toEqual(['known', 'refused']);
});
