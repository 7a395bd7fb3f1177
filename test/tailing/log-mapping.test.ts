import { describe, expect, it } from 'vitest';
import { filledIn, mappingOf } from '../../src/tailing/log-mapping.ts';
import { aRef } from '../given.ts';

const web = aRef('web', 'prod', 'prod-eu');

describe('a mapping', () => {
  it.each([
    ['prod/web', true],
    ['prod-eu:prod/web', true],
    ['prod-us:prod/web', false],
    ['*', true],
    ['*/web', true],
    ['prod/*', true],
    ['p*d/w*b', true],
    ['*:*/web', true],
    ['web', false],
    ['prod/we', false],
    ['rod/web', false],
    ['prod/web*b', false],
    ['prod/w*w*b', false],
  ])('of %s speaks of a service: %s', (service, speaks) => {
    expect(mappingOf([{ service, group: 'g' }], web, 'app') !== undefined).toBe(speaks);
  });

  it('is the first that speaks of the container', () => {
    const mappings = [
      { service: 'prod/web', container: 'proxy', group: 'proxies' },
      { service: 'prod/*', group: 'first' },
      { service: 'prod/web', group: 'second' },
    ];
    expect(mappingOf(mappings, web, 'app')?.group).toBe('first');
    expect(mappingOf(mappings, web, 'proxy')?.group).toBe('proxies');
  });

  it('is soon found not to fit, however many stars it has', () => {
    const service = `${'*a'.repeat(2000)}*b`;
    expect(mappingOf([{ service, group: 'g' }], aRef('a'.repeat(255)), 'app')).toBeUndefined();
  }, 1000);
});

describe('a template', () => {
  it.each([
    ['/ecs/{cluster}/{service}', undefined, '/ecs/prod/web'],
    ['{container}/{container}', undefined, 'app/app'],
    ['{service}/{container}/{task}', '1a2b', 'web/app/1a2b'],
    ['{service}/{container}/{task}/x', undefined, 'web/app/'],
    ['$&/{unknown}', '1a2b', '$&/{unknown}'],
  ])('%s is filled in', (template, task, filled) => {
    expect(filledIn(template, web, { container: 'app', task })).toBe(filled);
  });
});
