import { expect, it } from 'vitest';
import { distinct } from '../../src/tailing/overlap.ts';
import { aSource } from '../given-tails.ts';

const app = aSource({ container: 'app', streamPrefix: 'web/app/' });
const proxy = aSource({ container: 'proxy', streamPrefix: 'web/proxy/' });

it('sources that hold nothing of each other stay', () => {
  expect(distinct([app, proxy])).toEqual([app, proxy]);
  const elsewhere = [app, { ...app, group: '/ecs/api' }, { ...app, region: 'us-east-1' }];
  expect(distinct(elsewhere)).toEqual(elsewhere);
});

it('one that is inside another goes, and its container is named', () => {
  const all = aSource({ container: 'sidecar', streamPrefix: undefined });
  const wide = { ...all, container: 'sidecar, app, proxy' };
  expect(distinct([app, all, proxy])).toEqual([wide]);
  expect(distinct([{ ...app, streamPrefix: 'web/' }, proxy])).toEqual([
    { ...app, streamPrefix: 'web/', container: 'app, proxy' },
  ]);
});

it('the same twice is one', () => {
  expect(distinct([app, app])).toEqual([app]);
});
