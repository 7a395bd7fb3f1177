import { expect, it } from 'vitest';
import { nearest } from '../../src/deployment/nearest.ts';

const NAMES = ['api', 'web', 'status', 'watch', 'unwatch', 'help', 'enhanced-ml', 'billing'];

it.each([
  ['statsu', ['status']],
  ['WEEB', ['web']],
  ['hlep', ['help']],
  ['wbe', ['web']],
  ['wxy', []],
  ['wacth', ['watch']],
  ['unwatsh', ['unwatch']],
  ['enhansed-nml', ['enhanced-ml']],
  ['billing-service', ['billing']],
  ['nope', []],
  ['', []],
  ['x'.repeat(3000), []],
])('near %.20s are %j', (typed, near) => {
  expect(nearest(typed, NAMES, (name) => name)).toEqual(near);
});

it('are three at most', () => {
  expect(nearest('web', ['web1', 'web2', 'web3', 'web4'], (name) => name)).toEqual(['web1', 'web2', 'web3']);
});
