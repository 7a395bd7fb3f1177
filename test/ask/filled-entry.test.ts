import { describe, expect, it } from 'vitest';
import { givenIn, wordsMissing } from '../../src/ask/filled-entry.ts';

describe('a form for an entry', () => {
  it('says what was filled in', () => {
    const values = {
      title: 'a',
      detail: 'b',
      impact: 'c',
      verdict: 'refuted',
      owner: 'U1',
      due: '2026-03-04',
    };
    expect(givenIn(values)).toEqual({
      ...{ title: 'a', detail: 'b', impact: 'c', verdict: 'refuted' },
      ...{ owner: { id: 'U1' }, due: { day: '2026-03-04' } },
    });
  });

  it('does not take what was left empty for somebody or some day', () => {
    expect(givenIn({ title: 'a' })).not.toHaveProperty('owner');
    expect(givenIn({ title: 'a' })).not.toHaveProperty('due');
  });

  it('knows no verdict but the three', () => {
    expect(givenIn({ verdict: 'maybe' }).verdict).toBeUndefined();
  });

  it.each([{}, { title: '' }, { title: '  \n' }])('asks for words in %j', (values) => {
    expect(wordsMissing(values)).toEqual({ title: 'Say in a few words what it is.' });
    expect(wordsMissing({ title: 'a' })).toEqual({});
  });
});
