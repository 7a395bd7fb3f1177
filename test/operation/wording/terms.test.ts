import { describe, expect, it } from 'vitest';
import { clausesOf, termOf, wordsOf } from '../../../src/operation/wording/terms.ts';

describe('words', () => {
  it('are without case, accents, marks and markup', () => {
    expect(wordsOf('✅ **Geprüft**: `/Health` heißt ~~gut~~')).toEqual([
      'gepruft',
      'health',
      'heisst',
      'gut',
    ]);
  });

  it('come by clause, phrases as one', () => {
    expect(clausesOf('Application Load Balancer works; health checks fail, v1.2 but not here')).toEqual([
      ['alb', 'works'],
      ['healthcheck', 'fail'],
      ['v1', '2'],
      ['not', 'here'],
    ]);
  });

  it.each([
    ['deployments', 'rollout'],
    ['optimization', 'optimizing'],
    ['validates', 'validating'],
    ['policies', 'policy'],
    ['switches', 'switched'],
    ['containers', 'container'],
    ['reachable', 'accessible'],
    ['Lastverteiler'.toLowerCase(), 'elb'],
  ])('%s and %s stand for one', (one, other) => {
    expect(termOf(one)).toBe(termOf(other));
  });

  it.each([
    ['status', 'state'],
    ['port', 'part'],
    ['access', 'acces'],
  ])('%s and %s do not', (one, other) => {
    expect(termOf(one)).not.toBe(termOf(other));
  });
});
