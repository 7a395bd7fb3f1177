import { describe, expect, it } from 'vitest';
import { covers, type Scope, scopeFrom, scopeOf, scopeText, serviceIn } from '../../src/alerting/scope.ts';
import { aRef } from '../given.ts';

const names = (env: string, cluster: string, name: string): Scope => ({ kind: 'names', env, cluster, name });
const TAG: Scope = { kind: 'tag', env: 'prod-eu', key: 'team', value: 'payments' };

describe('a scope', () => {
  it.each([
    [names('prod-eu', 'prod', 'web'), true],
    [names('prod-eu', 'prod', 'WEB'), true],
    [names('prod-eu', 'prod', 'we'), false],
    [names('prod-eu', 'prod', 'w*'), true],
    [names('prod-eu', 'prod', '*b'), true],
    [names('prod-eu', 'prod', '*e*'), true],
    [names('prod-eu', 'prod', 'w*e*b'), true],
    [names('prod-eu', 'prod', 'we*eb'), false],
    [names('prod-eu', '*', '*'), true],
    [names('*', '*', '*'), true],
    [names('prod-us', '*', '*'), false],
    [names('prod-eu', 'stage', '*'), false],
    [names('prod-eu', 'prod', '.*'), false],
    [TAG, false],
  ])('%j covers prod-eu:prod/web: %s', (scope, is) => {
    expect(covers(scope, aRef())).toBe(is);
  });

  it('of many stars is tried quickly', () => {
    const ref = aRef('a'.repeat(255));
    expect(covers(names('prod-eu', 'prod', `${'*a'.repeat(60)}*b`), ref)).toBe(false);
  });

  it('without a star is of one service', () => {
    expect(serviceIn(scopeOf(aRef()))).toEqual(aRef());
    for (const scope of [
      names('*', 'prod', 'web'),
      names('prod-eu', 'p*', 'web'),
      names('prod-eu', 'prod', '*'),
      TAG,
    ])
      expect(serviceIn(scope)).toBeUndefined();
  });

  it.each([
    ['prod-eu:prod/web', names('prod-eu', 'prod', 'web')],
    ['*:prod/web*', names('*', 'prod', 'web*')],
    ['prod-eu:tag:team=payments', TAG],
    ['prod-eu:tag:team=', { ...TAG, value: '' } as Scope],
    ['prod-eu:tag:team=a=b/c:d\n', { ...TAG, value: 'a=b/c:d\n' } as Scope],
  ])('is kept as %j, and read again', (text, scope) => {
    expect(scopeText(scope)).toBe(text);
    expect(scopeFrom(text)).toEqual(scope);
  });

  it.each([
    '',
    'web',
    'prod/web',
    'prod-eu:web',
    'prod-eu:prod/',
    ':prod/web',
    'prod-eu:prod/web/x',
    'prod-eu:tag:team',
  ])('is not what %j stands for', (text) => {
    expect(scopeFrom(text)).toBeUndefined();
  });
});
