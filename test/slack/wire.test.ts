import { describe, expect, it } from 'vitest';
import { plainWire, wire } from '../../src/slack/wire.ts';
import { LIMITS } from '../../src/views/limits.ts';
import { actions, button, context, type Message, section } from '../../src/views/message.ts';

const red: Message = {
  text: 'web <is> unhealthy',
  blocks: [section('*web* <@U1>'), context('since 12:00'), actions(button('show-logs', 'Logs', 'web'))],
  color: '#d92d20',
};

describe('a coloured message', () => {
  it('has its first block above the bar and the others beside it, the words outside', () => {
    const { text, blocks, attachments } = wire(red);
    expect(text).toBe('web &lt;is&gt; unhealthy');
    expect(blocks).toEqual(red.blocks.slice(0, 1));
    expect(attachments).toEqual([{ color: '#d92d20', blocks: red.blocks.slice(1), fallback: text }]);
  });

  it('of one block has no bar, since nothing would stand beside it', () => {
    expect(wire({ ...red, blocks: red.blocks.slice(0, 1) })).toMatchObject({
      blocks: red.blocks.slice(0, 1),
      attachments: [],
    });
  });

  it('holds no more blocks together than a message may', () => {
    const many = Array.from({ length: 60 }, (_, line) => section(`line ${line}`));
    const { blocks, attachments } = wire({ ...red, blocks: many });
    expect(blocks.length + (attachments[0]?.blocks.length ?? 0)).toBe(LIMITS.blocksPerMessage);
  });
});

describe('what takes the place of a coloured message', () => {
  it.each([
    ['a plain one', wire({ text: red.text, blocks: red.blocks })],
    ['words alone', plainWire(red)],
  ])('says that there is no bar any more: %s', (_, { attachments }) => {
    expect(attachments).toEqual([]);
  });
});
