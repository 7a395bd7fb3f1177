import { describe, expect, it } from 'vitest';
import { dispatch } from '../../src/commands/dispatch.ts';
import { COMMANDS } from '../../src/commands/index.ts';

describe('dispatch', () => {
  it.each([
    ['', 'menu'],
    ['   ', 'menu'],
    ['status', 'status'],
    ['STATUS web', 'status'],
    ['help status', 'help'],
  ])('takes %j for %s', (text, name) => {
    expect(dispatch(text, COMMANDS).command.name).toBe(name);
  });

  it('names the three nearest commands for an unknown word', () => {
    expect(() => dispatch('statsu web', COMMANDS)).toThrow('`/snail status`');
    expect(() => dispatch('statsu web', COMMANDS)).toThrow(/Nearest: (`\/snail \w+`(, )?){3}\./);
  });

  it('cuts what it quotes back', () => {
    try {
      dispatch('x'.repeat(3000), COMMANDS);
      expect.unreachable();
    } catch (error) {
      expect(String(error).length).toBeLessThan(300);
    }
  });
});
