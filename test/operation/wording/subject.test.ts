import { describe, expect, it } from 'vitest';
import { isGeneral, subjectOf } from '../../../src/operation/wording/subject.ts';

describe('what a text is about', () => {
  it('is told by its words, but for those that judge, stress or mean nothing', () => {
    expect([...subjectOf('The search index is already fully working').terms]).toEqual(['search', 'index']);
  });

  it('holds places, trials and the numbers of revisions', () => {
    const { places, trials, numbers } = subjectOf('Load test of revision 15 in prod: 200 requests');
    expect([[...places], [...trials], [...numbers]]).toEqual([['production'], ['load'], ['15']]);
  });

  it('counts what stresses it', () => {
    expect(subjectOf('Fully and perfectly done').stress).toBe(2);
  });
});

describe('a general word', () => {
  it.each(['service', 'deploy', '15'])('is %s', (term) => {
    expect(isGeneral(term)).toBe(true);
  });

  it.each(['search', 'alb', 'healthcheck'])('is not %s', (term) => {
    expect(isGeneral(term)).toBe(false);
  });
});
