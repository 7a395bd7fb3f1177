import { describe, expect, it } from 'vitest';
import type { Given } from '../../src/ask/entry-wish.ts';
import { ownerNames, withOwnerName } from '../../src/ask/owner-names.ts';
import { SOME_DIRECTORY } from '../fakes.ts';

function aDirectory() {
  const asked: string[] = [];
  const nameOf = async (id: string) => {
    asked.push(id);
    return SOME_DIRECTORY.nameOf(id);
  };
  return { directory: { ...SOME_DIRECTORY, nameOf }, asked };
}

describe('the names of owners', () => {
  it('are asked for once each, and not of those who have no account', async () => {
    const { directory, asked } = aDirectory();
    const extras = {
      a: { owner: 'U0456' },
      b: { owner: 'U0456' },
      c: { owner: 'Bob' },
      d: {},
      e: { owner: 'S7' },
    };
    expect(await ownerNames({ directory }, extras)).toEqual({ U0456: 'Alice Moreau', S7: 'S7' });
    expect(asked).toEqual(['U0456', 'S7']);
  });

  it('are asked for fifty at most', async () => {
    const { directory, asked } = aDirectory();
    const owners = Array.from({ length: 80 }, (_, at) => [`t${at}`, { owner: `U${at}` }]);
    await ownerNames({ directory }, Object.fromEntries(owners));
    expect(asked).toHaveLength(50);
  });
});

describe('a new owner', () => {
  it.each([
    ['an account', { id: 'U0456' }, { id: 'U0456', name: 'Alice Moreau' }],
    ['a name', { id: 'Bob' }, { id: 'Bob', name: 'Bob' }],
    ['nobody any more', { id: undefined }, { id: undefined }],
  ])('has a name: %s', async (_, owner, named) => {
    const { directory } = aDirectory();
    expect(await withOwnerName({ directory }, { title: 'a', owner })).toEqual({ title: 'a', owner: named });
  });

  it('is not asked for where none was said', async () => {
    const { directory, asked } = aDirectory();
    const given: Given = { title: 'a' };
    expect(await withOwnerName({ directory }, given)).toBe(given);
    expect(asked).toEqual([]);
  });
});
