import { describe, expect, it } from 'vitest';
import { definitionField, fieldValue, sameValue } from '../../src/verification/definition-field.ts';
import { aContainerDefinition, aTaskDefinition } from '../given.ts';

const checked = aContainerDefinition({
  healthCheck: {
    command: ['CMD-SHELL', 'curl -f http://localhost/health || exit 1'],
    intervalMs: 30_000,
    timeoutMs: 5000,
    retries: 3,
    startPeriodMs: 0,
  },
});
const sidecar = aContainerDefinition({ name: 'sidecar', image: 'proxy:1', essential: false });

describe('a path', () => {
  it.each([
    ['revision', { container: undefined, name: 'revision' }],
    ['REVISION', { container: undefined, name: 'revision' }],
    ['image', { container: undefined, name: 'image' }],
    ['app.image', { container: 'app', name: 'image' }],
    ['containerDefinitions[1].image', { container: 1, name: 'image' }],
    ['containerDefinitions.app.healthCheck.command', { container: 'app', name: 'healthCheck.command' }],
    ['app.healthcheck.interval', { container: 'app', name: 'healthCheck.interval' }],
    ['healthCheck.retries', { container: undefined, name: 'healthCheck.retries' }],
  ])('%s is a field', (path, field) => {
    expect(definitionField(path)).toEqual(field);
  });

  it.each([
    '',
    'cpu',
    'retries',
    'app.revision',
    '.image',
    'a.b.image',
    'constructor',
    'containerDefinitions',
  ])('%j is none', (path) => {
    expect(definitionField(path)).toBeUndefined();
  });
});

describe('its value', () => {
  it.each([
    ['revision', '14'],
    ['family', 'web'],
    ['networkMode', 'awsvpc'],
    ['app.image', 'registry.example/web:14'],
    ['containerDefinitions[1].image', 'proxy:1'],
    ['image', 'registry.example/web:14'],
    ['essential', 'true'],
    ['containerPort', '8080'],
    ['logDriver', 'awslogs'],
    ['awslogs-group', '/ecs/web'],
    ['healthCheck.command', 'CMD-SHELL curl -f http://localhost/health || exit 1'],
    ['healthCheck.interval', '30'],
    ['healthCheck.timeout', '5'],
    ['healthCheck.retries', '3'],
    ['healthCheck.startPeriod', '0'],
  ])('%s is %s', (path, text) => {
    expect(valueAt(path)).toMatchObject({ kind: 'value', text });
  });

  it('is not there where nothing is set, or no container is called that', () => {
    expect(valueAt('sidecar.healthCheck.retries')).toEqual({
      kind: 'absent',
      why: 'healthCheck.retries of sidecar in web:14 is not set',
    });
    expect(valueAt('api.image')).toEqual({
      kind: 'absent',
      why: 'there is no container api, only app, sidecar in web:14',
    });
  });

  it('is unclear where more than one container could be meant', () => {
    const both = aTaskDefinition({ containers: [checked, { ...sidecar, essential: true }] });
    const field = definitionField('image');
    expect(field && fieldValue(both, field)).toEqual({
      kind: 'unclear',
      why: 'the probe names no container, and there are app, sidecar in web:14',
    });
  });
});

it.each([
  ['30', '30', true],
  ['30s', '30', true],
  ['30 seconds', '30', true],
  ['30m', '30', false],
  ['True', 'true', true],
  ['Web', 'web', false],
  ['["CMD", "true"]', 'CMD true', true],
  ['[not json', '[not json', true],
  ['a  b', 'a b', true],
])('%s and %s are the same: %s', (wanted, found, same) => {
  expect(sameValue(wanted, found)).toBe(same);
});

function valueAt(path: string) {
  const field = definitionField(path);
  return field && fieldValue(aTaskDefinition({ containers: [checked, sidecar] }), field);
}
