import { expect, it } from 'vitest';
import type { Scope } from '../../src/alerting/scope.ts';
import { expandScopes } from '../../src/ask/expand-scopes.ts';
import { fakeEstate } from '../fakes.ts';
import { aRef, aSighting, denied, NOW } from '../given.ts';

const sightings = [
  aSighting(),
  aSighting({ of: { ref: aRef('web-admin') } }),
  aSighting({ of: { ref: aRef('web', 'prod', 'prod-us') } }),
];
const names = (name: string, env = 'prod-eu'): Scope => ({ kind: 'names', env, cluster: '*', name });
const team = { kind: 'tag', env: '*', key: 'team', value: 'pay' } as const;

it('takes a service that is named as it is, deleted or not, and asks nothing for it', async () => {
  const { estate, asked } = fakeEstate([]);
  const gone = { ...names('gone'), cluster: 'prod' } as Scope;
  expect((await expandScopes({ estate }, [gone])).refs).toEqual([aRef('gone')]);
  expect(asked).toMatchObject({ lists: 0, tagged: 0 });
});

it('lists once for all patterns of an environment, and only the environments they reach', async () => {
  const { estate, asked } = fakeEstate(sightings);
  const { refs } = await expandScopes({ estate }, [names('web*'), names('*admin')]);
  expect(refs).toEqual([aRef(), aRef('web-admin')]);
  expect(asked.lists).toBe(1);
  const all = await expandScopes({ estate }, [names('web', '*')]);
  expect(all.refs).toEqual([aRef(), aRef('web', 'prod', 'prod-us')]);
  expect(asked.lists).toBe(3);
});

it('has each service once, whatever covers it', async () => {
  const { estate } = fakeEstate(sightings);
  const exact = { ...names('web'), cluster: 'prod' } as Scope;
  expect((await expandScopes({ estate }, [names('web'), exact])).refs).toEqual([aRef()]);
});

it('asks each environment for a tag that names none, each tag once', async () => {
  const { estate, asked } = fakeEstate(sightings);
  const { refs, tagged } = await expandScopes({ estate }, [team, team]);
  expect(refs).toHaveLength(3);
  expect(tagged(team)).toHaveLength(3);
  expect(tagged({ ...team, value: 'other' })).toEqual([]);
  expect(asked.tagged).toBe(2);
});

it('asks for the tag in an environment that is not configured any more, which leaves a gap', async () => {
  const envs: string[] = [];
  const gap = { env: 'old', subject: 'tags', unknown: denied('ecs:DescribeServices') };
  const tagged = async ({ env }: { env: string }) => {
    envs.push(env);
    return { refs: [], gaps: [gap], readAt: NOW };
  };
  const { estate } = fakeEstate([], { tagged });
  expect((await expandScopes({ estate }, [{ ...team, env: 'old' }])).gaps).toEqual([gap]);
  expect(envs).toEqual(['old']);
});

it('tells which scope misses what: tags that cannot be read are no matter of a pattern', async () => {
  const unread = (subject: string, env = 'prod-eu') => ({
    env,
    subject,
    unknown: denied('ecs:ListServices'),
  });
  const { estate } = fakeEstate([], {
    list: async (_, env) => ({
      refs: [],
      gaps: env === 'prod-eu' ? [] : [unread('clusters', env)],
      readAt: NOW,
    }),
    tagged: async () => ({ refs: [], gaps: [unread('tags')], readAt: NOW }),
  });
  const tag = { ...team, env: 'prod-eu' };
  const exact = { ...names('web'), cluster: 'prod' } as Scope;
  const { gapsOf } = await expandScopes({ estate }, [names('web*', '*'), names('web*'), tag, exact]);
  expect(gapsOf(names('web*', '*'))).toEqual([unread('clusters', 'prod-us')]);
  expect(gapsOf(names('web*'))).toEqual([]);
  expect(gapsOf(tag)).toEqual([unread('tags')]);
  expect(gapsOf(exact)).toEqual([]);
});
