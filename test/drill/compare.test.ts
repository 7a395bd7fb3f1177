import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import type { Expected } from './expected.ts';
import { momentOf } from './script.ts';
import type { Seen } from './seen.ts';

const root: Expected = {
  ...{ channel: 'ops', thread: 'web', says: 'root', calls: ['S1'] },
  between: ['10:00:00', '10:01:00'],
  words: ['Web'],
};
const reply: Expected = { ...root, says: 'reply', words: [], calls: 'unsaid' };

function saw(given: Partial<Seen> = {}): Seen {
  const at = momentOf('10:00:30');
  return { at, channel: 'ops', says: 'root', root: '1.0', words: 'web is ill', calls: ['S1'], ...given };
}

describe('what was seen against what was expected', () => {
  it('agrees where each is there once', () => {
    const difference = compare([root, reply], [saw(), saw({ says: 'reply', calls: [] })]);
    expect(difference).toEqual({ missing: [], surplus: [] });
  });

  it.each([
    ['comes too late', saw({ at: momentOf('10:01:01') })],
    ['is in another channel', saw({ channel: 'data' })],
    ['says something else', saw({ words: 'api is ill' })],
    ['calls somebody else', saw({ calls: ['channel'] })],
    ['calls nobody', saw({ calls: [] })],
    ['is another kind of message', saw({ says: 'edit-state' })],
  ])('misses one and has one too many where it %s', (_, seen) => {
    const { missing, surplus } = compare([root], [seen]);
    expect([missing.length, surplus.length]).toEqual([1, 1]);
  });

  it('has one too many where it is doubled', () => {
    const { missing, surplus } = compare([root], [saw(), saw({ root: '2.0' })]);
    expect([missing.length, surplus.length]).toEqual([0, 1]);
  });

  it('has one too many where a reply is in another thread', () => {
    const { missing, surplus } = compare([root, reply], [saw(), saw({ says: 'reply', root: '9.0' })]);
    expect([missing.length, surplus.length]).toEqual([1, 1]);
  });
});
