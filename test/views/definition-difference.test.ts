import { describe, expect, it } from 'vitest';
import type { ContainerDefinition } from '../../src/deployment/service.ts';
import { differenceWords } from '../../src/views/definition-difference.ts';
import { aContainerDefinition, aTaskDefinition } from '../given.ts';

const CHECK = { command: ['CMD', 'true'], intervalMs: 1, timeoutMs: 1, retries: 1, startPeriodMs: 0 };

function difference(
  before: readonly Partial<ContainerDefinition>[],
  after: readonly Partial<ContainerDefinition>[],
): string {
  const definition = (all: readonly Partial<ContainerDefinition>[]) =>
    aTaskDefinition({ containers: all.map(aContainerDefinition) });
  return differenceWords(definition(before), definition(after));
}

describe('what a revision changed', () => {
  it.each([
    ['nothing', [{}], [{}], 'the same in ports, health check and image'],
    ['an image', [{ image: 'web:14' }], [{ image: 'web:15' }], 'app image web:14 → web:15'],
    [
      'an image of the same repository',
      [{ image: 'registry:5000/team/web:14' }],
      [{ image: 'registry:5000/team/web@sha256:12' }],
      'app image web:14 → web@sha256:12',
    ],
    [
      'an image of another repository',
      [{ image: 'here/web:14' }],
      [{ image: 'there/web:14' }],
      'app image here/web:14 → there/web:14',
    ],
    [
      'an image more',
      [{ image: 'registry:5000/web' }],
      [{ image: '' }],
      'app image registry:5000/web → none',
    ],
    ['a port', [{ ports: [8080] }], [{ ports: [] }], 'app port 8080 → none'],
    ['a new check', [{}], [{ healthCheck: CHECK }], 'app health check is new'],
    [
      'another check',
      [{ healthCheck: CHECK }],
      [{ healthCheck: { ...CHECK, retries: 2 } }],
      'app health check differs',
    ],
    ['no check any more', [{ healthCheck: CHECK }], [{}], 'app health check is gone'],
    ['a container more', [{}], [{}, { name: 'proxy' }], 'proxy is new'],
    ['a container less', [{}, { name: 'proxy' }], [{}], 'proxy is gone'],
    ['what must run', [{ essential: true }], [{ essential: false }], 'app essential yes → no'],
    [
      'several things, those that bear on health first',
      [{ image: 'web:14', ports: [80] }],
      [{ image: 'web:15', ports: [81] }],
      'app port 80 → 81, app image web:14 → web:15',
    ],
  ] as const)('is %s', (_, before, after, words) => {
    expect(difference(before, after)).toBe(words);
  });

  it('is the network as well', () => {
    expect(differenceWords(aTaskDefinition(), aTaskDefinition({ networkMode: 'bridge' }))).toBe(
      'network mode awsvpc → bridge',
    );
  });

  it('is cut with a count', () => {
    const many = Array.from({ length: 9 }, (_, at) => ({ name: `c${at}` }));
    expect(difference([], many)).toBe('c0 is new, c1 is new, c2 is new, c3 is new, and 5 more differences');
  });
});
