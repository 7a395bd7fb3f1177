import { expect, it } from 'vitest';
import { type TagScope, watchersOf } from '../../src/alerting/find-watchers.ts';
import type { Scope } from '../../src/alerting/scope.ts';
import { aRef, NOW } from '../given.ts';
import { aWatch } from '../given-alerts.ts';

const names = (cluster: string, name: string, env = 'prod-eu'): Scope => ({
  kind: 'names',
  env,
  cluster,
  name,
});
const team: TagScope = { kind: 'tag', env: 'prod-eu', key: 'team', value: 'pay' };
const tagged = ({ value }: TagScope) => (value === 'pay' ? [aRef()] : []);

it.each<[string, Scope, boolean]>([
  ['by its name', names('prod', 'web'), true],
  ['by a pattern of its cluster', names('prod', '*'), true],
  ['by a pattern of its name', names('*', 'w*'), true],
  ['in whatever environment', names('prod', '*', '*'), true],
  ['by its tag', team, true],
  ['by a tag that it does not carry', { ...team, value: 'ops' }, false],
  ['by the name of another', names('prod', 'api'), false],
  ['by its name in another environment', names('prod', 'web', 'prod-us'), false],
])('finds a service %s', (_, scope, found) => {
  expect(watchersOf(aRef(), [aWatch({ scope })], tagged)).toHaveLength(found ? 1 : 0);
});

it('finds one watch of each channel, so that nothing is told twice in one place', () => {
  const all = [aWatch(), aWatch({ scope: names('prod', '*') }), aWatch({ channel: 'C2', scope: team })];
  expect(watchersOf(aRef(), all, tagged).map(({ channel }) => channel)).toEqual(['C1', 'C2']);
});

it.each([
  ['its own name before a pattern', names('prod', 'web'), names('*', 'web*')],
  ['a longer pattern before a shorter one', names('prod', 'w*'), names('*', 'w*')],
  ['a pattern before a tag', names('*', '*', '*'), team],
])('lets %s say who is on call, in whatever order', (_, particular, wide) => {
  const one = aWatch({ scope: particular, onCall: 'S1' });
  const other = aWatch({ scope: wide, onCall: 'S2' });
  expect(watchersOf(aRef(), [one, other], tagged)).toEqual([one]);
  expect(watchersOf(aRef(), [other, one], tagged)).toEqual([one]);
});

it('lets a wider watch say what a more particular one leaves open', () => {
  const quiet = { kind: 'until', untilAt: NOW } as const;
  const own = aWatch({ scope: names('prod', 'web'), onCall: undefined, escalateTo: undefined, quiet });
  const wide = aWatch({ scope: names('prod', '*'), onCall: 'S2', escalateTo: 'S3', quiet: undefined });
  for (const all of [
    [own, wide],
    [wide, own],
  ])
    expect(watchersOf(aRef(), all, tagged)).toEqual([{ ...own, onCall: 'S2', escalateTo: 'S3' }]);
});
