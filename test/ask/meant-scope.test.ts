import { expect, it } from 'vitest';
import { scopeText } from '../../src/alerting/scope.ts';
import { meantScope } from '../../src/ask/meant-scope.ts';
import { UserError } from '../../src/errors.ts';
import { fakeEstate } from '../fakes.ts';
import { aRef, aSighting } from '../given.ts';

const { estate } = fakeEstate([aSighting(), aSighting({ of: { ref: aRef('api', 'prod', 'prod-us') } })]);
const scope = async (word: string, env?: string) =>
  scopeText(await meantScope({ estate }, { words: [word], options: env === undefined ? {} : { env } }));

it.each([
  ['web', undefined, 'prod-eu:prod/web'],
  ['prod/web', undefined, 'prod-eu:prod/web'],
  ['api', 'prod-us', 'prod-us:prod/api'],
  ['prod/*', undefined, 'prod-eu:prod/*'],
  ['web*', undefined, 'prod-eu:*/web*'],
  ['web**', undefined, 'prod-eu:*/web*'],
  ['*', undefined, 'prod-eu:*/*'],
  ['PROD-US:prod/*', undefined, 'prod-us:prod/*'],
  ['prod/*', 'prod-us', 'prod-us:prod/*'],
  ['*:prod/*', undefined, '*:prod/*'],
  ['prod-*:web', undefined, 'prod-*:*/web'],
  ['tag:team=payments', undefined, 'prod-eu:tag:team=payments'],
  ['TAG:team=a=b', undefined, 'prod-eu:tag:team=a=b'],
  ['*:tag:team=payments', undefined, '*:tag:team=payments'],
  ['prod-us:tag:team=payments', 'prod-us', 'prod-us:tag:team=payments'],
])('%s with --env %s means %s', async (word, env, text) => {
  expect(await scope(word, env)).toBe(text);
});

it.each([
  ['nope', undefined, 'No service is called "nope"'],
  ['wep', undefined, 'Nearest: prod/web'],
  ['tag:team', undefined, '`tag:team=payments`'],
  ['tag:team=', undefined, '`tag:team=payments`'],
  ['tag:=x', undefined, '`tag:team=payments`'],
  ['nowhere:prod/*', undefined, 'There is no environment "nowhere"'],
  ['nowhere:tag:a=b', undefined, 'There is no environment "nowhere"'],
  ['a/b/*', undefined, 'fits no name'],
  ['prod/<!here>*', undefined, 'fits no name'],
  ['prod/', undefined, 'No service is called'],
  ['*/', undefined, 'fits no name'],
  ['prod-eu:web*', 'prod-us', 'Two environments'],
  ['a b*:web', undefined, 'An environment is typed as'],
])('%j with --env %s is refused in words', async (word, env, said) => {
  await expect(scope(word, env)).rejects.toThrow(said);
  await expect(scope(word, env)).rejects.toThrow(UserError);
});

it('means one thing at a time', async () => {
  await expect(meantScope({ estate }, { words: ['prod/*', 'web'], options: {} })).rejects.toThrow('Name one');
});
