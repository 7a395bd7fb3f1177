import { expect, it } from 'vitest';
import { type Scope, scopeFrom, scopeText } from '../../src/alerting/scope.ts';
import { meantWatch } from '../../src/ask/meant-watch.ts';
import { UserError } from '../../src/errors.ts';
import { IN_CHANNEL } from '../given.ts';
import { aWatch } from '../given-alerts.ts';

const watch = (text: string) => aWatch({ scope: scopeFrom(text) as Scope });
const ALL = [
  'prod-eu:prod/web',
  'prod-us:prod/web',
  'prod-eu:prod/web-admin',
  'prod-eu:prod/*',
  '*:staging/*',
  'prod-eu:tag:team=payments',
].map(watch);
const meant = (typed: string, env?: string, all = ALL) =>
  scopeText(meantWatch(all, { typed, env, place: IN_CHANNEL, defaultEnv: 'prod-eu' }).scope);

it.each([
  ['prod/web', undefined, 'prod-eu:prod/web'],
  ['web', undefined, 'prod-eu:prod/web'],
  ['WEB', undefined, 'prod-eu:prod/web'],
  ['web', 'prod-us', 'prod-us:prod/web'],
  ['prod-us:prod/web', undefined, 'prod-us:prod/web'],
  ['admin', undefined, 'prod-eu:prod/web-admin'],
  ['prod/*', undefined, 'prod-eu:prod/*'],
  ['*:staging/*', undefined, '*:staging/*'],
  ['staging', undefined, '*:staging/*'],
  ['tag:team=payments', undefined, 'prod-eu:tag:team=payments'],
  ['payments', undefined, 'prod-eu:tag:team=payments'],
])('%s (--env %s) means %s', (typed, env, text) => {
  expect(meant(typed, env)).toBe(text);
});

it.each([
  ['prod', undefined, ALL, /^Several fit: `prod\/web`, `prod-us:prod\/web`.*Type the whole name/],
  ['nope/x', undefined, ALL.slice(0, 1), 'does not watch "nope/x". It watches `prod/web`.'],
  ['api', undefined, [], 'does not watch "api". It watches none.'],
  ['', undefined, ALL, 'does not watch ""'],
  ['web', 'prod-nowhere', ALL.slice(0, 4), 'does not watch "web"'],
  ['prod/api', undefined, ALL, 'is not watched by its own name, but by `prod/*`'],
  ['api', undefined, [watch('prod-eu:prod/*')], 'is not watched by its own name, but by `prod/*`'],
] as const)('refuses %j (--env %s) among %#', (typed, env, all, said) => {
  expect(() => meant(typed, env, [...all])).toThrow(said);
  expect(() => meant(typed, env, [...all])).toThrow(UserError);
});
