import { describe, expect, it } from 'vitest';
import {
  chosenService,
  defaultEnvironment,
  knownEnvironment,
  meantService,
  oneService,
} from '../../src/ask/meant-service.ts';
import { serviceKey } from '../../src/deployment/ref.ts';
import { UserError } from '../../src/errors.ts';
import { fakeEstate } from '../fakes.ts';
import { aRef, aSighting } from '../given.ts';

const usWeb = aRef('web', 'prod', 'prod-us');
const sightings = [
  aSighting(),
  aSighting({ of: { ref: aRef('api') } }),
  aSighting({ of: { ref: aRef('api', 'staging') } }),
  aSighting({ of: { ref: usWeb } }),
];

describe('the service that is meant', () => {
  it('is that of the default environment, or of the one named', async () => {
    const { estate, asked } = fakeEstate(sightings);
    expect(await meantService({ estate }, 'web', undefined)).toEqual({ kind: 'found', ref: aRef() });
    expect(await meantService({ estate }, 'web', 'PROD-US')).toEqual({ kind: 'found', ref: usWeb });
    expect(asked.lists).toBe(2);
  });

  it('may be several', async () => {
    const { estate } = fakeEstate(sightings);
    const match = await meantService({ estate }, 'api', undefined);
    expect(match).toEqual({ kind: 'ambiguous', refs: [aRef('api'), aRef('api', 'staging')] });
  });

  it('is looked for anew before it is called unknown', async () => {
    const { estate } = fakeEstate(sightings);
    const list: typeof estate.list = async (freshness, env) =>
      freshness.maxAgeMs === 0 ? estate.list(freshness, env) : { refs: [], gaps: [], readAt: new Date(0) };
    expect(await meantService({ estate: { ...estate, list } }, 'web', undefined)).toMatchObject({
      kind: 'found',
    });
  });

  it('is unknown in words one can act on', async () => {
    const { estate } = fakeEstate([]);
    await expect(meantService({ estate }, 'web', undefined)).rejects.toThrow(
      'I see no service at all, so not "web" either.',
    );
  });
});

describe('the one service that is to be changed', () => {
  it.each([
    [[], 'Name one service'],
    [['web', 'api'], 'Name one service'],
    [['api'], 'Several services fit "api": prod/api, staging/api. Type the whole name.'],
  ])('is not guessed from %j', async (words, said) => {
    const { estate } = fakeEstate(sightings);
    const asking = oneService({ estate }, { words, options: {} });
    await expect(asking).rejects.toThrow(said);
    await expect(asking).rejects.toThrow(UserError);
  });

  it('is found by its whole name', async () => {
    const { estate } = fakeEstate(sightings);
    expect(await oneService({ estate }, { words: ['web'], options: { env: 'prod-us' } })).toEqual(usWeb);
  });
});

it('a menu’s value stands for its service as long as that is there', async () => {
  const { estate } = fakeEstate(sightings);
  expect(await chosenService({ estate }, serviceKey(usWeb))).toEqual(usWeb);
  await expect(chosenService({ estate }, 'prod-eu:prod/gone')).rejects.toThrow('not there any more');
});

it('environments are known by alias, in any letter case; the first is the default', () => {
  expect(knownEnvironment(['eu', 'us'], undefined)).toBeUndefined();
  expect(knownEnvironment(['eu', 'us'], 'US')).toBe('us');
  expect(() => knownEnvironment(['eu', 'us'], 'asia')).toThrow('Configured: eu, us.');
  expect(defaultEnvironment(fakeEstate([]).estate)).toBe('prod-eu');
});
