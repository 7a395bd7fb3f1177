import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../src/ask/owner-words.ts';

describe('an owner', () => {
  it.each([
    ['<@U0123ABC|ana>', 'U0123ABC'],
    ['<@U0123ABC>', 'U0123ABC'],
    ['<!subteam^S0456|@team>', 'S0456'],
    ['me', 'U1'],
    ['@ana', 'ana'],
    ['the night shift', 'the night shift'],
    ['none', undefined],
    ['<!channel>', '<!channel>'],
  ])('%s', (typed, owner) => {
    expect(ownerOf(typed, { id: 'U1' })).toBe(owner);
  });

  it('is somebody', () => {
    expect(() => ownerOf('@', { id: 'U1' })).toThrow('Who?');
  });
});
