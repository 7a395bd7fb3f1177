import { describe, expect, it } from 'vitest';
import { withImport } from '../../src/ask/sent-tracker.ts';
import { aCall } from '../fakes.ts';

const COMMANDS = [{ name: 'op' }, { name: 'status' }];
const FILE = { name: 'tracker.md', size: 10, read: async () => new Uint8Array() };
const DIRECT = { ...aCall().place, kind: 'direct' } as const;

describe('a direct message', () => {
  it.each([
    ['a file alone', '', [FILE], 'op import'],
    ['a file with words', 'here it is', [FILE], 'op import'],
    ['a file with a command', 'op import --name x', [FILE], 'op import --name x'],
    ['a text with a heading', '# Move\n- [ ] pack', [], 'op import\n# Move\n- [ ] pack'],
    ['a command', 'status web', [], 'status web'],
    ['a heading alone', '# Move', [], '# Move'],
  ])('of %s', (_, text, files, meant) => {
    expect(withImport(text, { place: DIRECT, files }, COMMANDS)).toBe(meant);
  });

  it('is no channel: there nothing is taken in that nobody asked for', () => {
    expect(withImport('', { place: aCall().place, files: [FILE] }, COMMANDS)).toBe('');
  });
});
