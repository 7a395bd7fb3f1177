import { describe, expect, it } from 'vitest';
import { type Condition, type Listener, routesTo } from '../../src/diagnosis/routing.ts';

const path = (...values: readonly string[]): Condition => ({ field: 'path-pattern', values });
const host = (...values: readonly string[]): Condition => ({ field: 'host-header', values });
const method = (...values: readonly string[]): Condition => ({ field: 'http-request-method', values });

/** A listener whose first rule is another service's, and whose second is ours. */
function listener(first: readonly Condition[], second: readonly Condition[], weight = 1): Listener {
  const rule = (priority: string, conditions: readonly Condition[], group: string, its = 1) => ({
    priority,
    conditions,
    forwards: [{ group, weight: its }],
    action: 'forward',
  });
  return {
    balancer: 'alb',
    port: 443,
    rules: [rule('1', first, 'other'), rule('2', second, 'ours', weight)],
  };
}

function troubleOf(first: readonly Condition[], second: readonly Condition[]) {
  return routesTo(['ours'], [listener(first, second)])[0]?.trouble?.kind;
}

describe('an earlier rule', () => {
  it.each([
    ['every path', [path('/*')], [path('/web/*')]],
    ['a wider path', [path('/web*')], [path('/web/*')]],
    ['the same path', [path('/web')], [path('/web')]],
    ['a path that ours is one of', [path('/a/*', '/web/*')], [path('/web/*')]],
    ['all paths of the same host', [host('Web.example.com'), path('/*')], [host('web.example.com')]],
    ['any host, in other words', [host('*')], [path('/web/*')]],
  ])('hides ours where it takes %s', (_, first, second) => {
    expect(troubleOf(first, second)).toBe('hidden');
  });

  it.each([
    ['another path', [path('/shop/*')], [path('/web/*')]],
    ['a narrower path', [path('/web/api/*')], [path('/web/*')]],
    ['only some of our paths', [path('/a/*')], [path('/a/*', '/web/*')]],
    ['paths that differ in case', [path('/WEB/*')], [path('/web/*')]],
    ['one host alone', [host('shop.example.com')], [path('/web/*')]],
    ['one method alone', [method('POST'), path('/*')], [path('/web/*')]],
    ['what is not told', [{ field: 'host-header', values: [] }], [path('/web/*')]],
    ['a star in the middle, which may be anything', [path('/*/admin')], [path('/web/*')]],
  ])('leaves ours alone where it takes %s', (_, first, second) => {
    expect(troubleOf(first, second)).toBeUndefined();
  });
});

it('finds that a group has no weight, and nothing of groups that no rule names', () => {
  const all = [listener([path('/a')], [path('/b')], 0)];
  expect(routesTo(['ours'], all).map(({ trouble }) => trouble)).toEqual([{ kind: 'no-weight' }]);
  expect(routesTo(['nobody'], all)).toEqual([]);
});
