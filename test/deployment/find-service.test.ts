import { describe, expect, it } from 'vitest';
import { findService } from '../../src/deployment/find-service.ts';
import { aRef } from '../given.ts';

const refs = [
  aRef('web', 'prod', 'eu'),
  aRef('web', 'prod', 'us'),
  aRef('web-admin', 'prod', 'eu'),
  aRef('enhanced-ml', 'ml', 'eu'),
  aRef('worker', 'batch', 'eu'),
  aRef('worker', 'prod', 'eu'),
];

describe('findService', () => {
  it.each([
    ['web', aRef('web', 'prod', 'eu')],
    ['us:web', aRef('web', 'prod', 'us')],
    ['US:prod/WEB', aRef('web', 'prod', 'us')],
    ['prod/web', aRef('web', 'prod', 'eu')],
    ['ml/enhanced-ml', aRef('enhanced-ml', 'ml', 'eu')],
    ['enhanced', aRef('enhanced-ml', 'ml', 'eu')],
    ['ADMIN', aRef('web-admin', 'prod', 'eu')],
    ['batch/worker', aRef('worker', 'batch', 'eu')],
  ])('understands %s', (typed, ref) => {
    expect(findService(typed, refs, 'eu')).toEqual({ kind: 'found', ref });
  });

  it('does not choose between equal names in the same environment', () => {
    const match = findService('worker', refs, 'eu');
    expect(match).toMatchObject({ kind: 'ambiguous', refs: [{ cluster: 'batch' }, { cluster: 'prod' }] });
  });

  it('does not choose between services that share a part', () => {
    expect(findService('w', refs, 'eu')).toMatchObject({ kind: 'ambiguous' });
  });

  it('names those that are near an unknown name, and none that is far', () => {
    expect(findService('enhancd-ml', refs, 'eu')).toEqual({
      kind: 'unknown',
      nearest: [expect.objectContaining({ name: 'enhanced-ml' })],
    });
    expect(findService('nope', refs, 'eu')).toEqual({ kind: 'unknown', nearest: [] });
  });

  it.each(['', '/', ':', 'x'.repeat(3000), 'nope:web/'])('survives %.20s', (typed) => {
    expect(findService(typed, refs, 'eu').kind).toBe('unknown');
  });

  it('finds nothing near where there is no service', () => {
    expect(findService('web', [], 'eu')).toEqual({ kind: 'unknown', nearest: [] });
  });
});
