import { expect, it } from 'vitest';
import { commandWord, here, inTerminal, shareButtons } from '../../src/views/place-words.ts';

const channel = { kind: 'channel', thread: undefined } as const;
const direct = { kind: 'direct', thread: undefined } as const;
const terminal = { kind: 'terminal', thread: undefined } as const;

it('a place is called what people call it', () => {
  expect([channel, direct].map(here)).toEqual(['this channel', 'this conversation']);
});

it('commands begin as they are typed there', () => {
  expect([channel, direct, terminal].map(commandWord)).toEqual(['/snail', '/snail', 'snail']);
  expect(inTerminal('Type `/snail help`.')).toBe('Type `snail help`.');
});

it('sharing is offered where there is somebody else, and named by where it goes', () => {
  const labels = (where: Parameters<typeof shareButtons>[0]) =>
    shareButtons(where, 'web').map(({ text, value }) => `${text.text}: ${value}`);
  expect(labels(channel)).toEqual(['Share to channel: web']);
  expect(labels({ ...channel, thread: '1.1' })).toEqual(['Share to thread: web']);
  expect(labels(direct)).toEqual([]);
});
