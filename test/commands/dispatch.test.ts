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

  it('names the nearest commands for a mistyped word', () => {
    expect(() => dispatch('statsu web', COMMANDS)).toThrow('Nearest: `/snail status`. All: `/snail help`.');
  });

  it('names none where nothing is near, but says where all are', () => {
    expect(() => dispatch('nope', COMMANDS)).toThrow(
      'I do not know "nope". `/snail help` lists what I know, `/snail status` every service.',
    );
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
