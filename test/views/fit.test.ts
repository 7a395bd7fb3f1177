import { describe, expect, it } from 'vitest';
import { firstOf, fitLines, fitMessage } from '../../src/views/fit.ts';
import { LIMITS } from '../../src/views/limits.ts';
import { actions, button, preformatted, section } from '../../src/views/message.ts';
import { escapeText } from '../../src/views/mrkdwn.ts';

const buttons = actions(button('show-help', 'Help', ''));

describe('fitMessage', () => {
  it('leaves alone what fits', () => {
    const message = { text: 'fine', blocks: [section('fine'), buttons] };
    expect(fitMessage(message)).toEqual(message);
  });

  it('cuts blocks over fifty, says so, and keeps the buttons', () => {
    const { blocks } = fitMessage({
      text: '',
      blocks: [...Array.from({ length: 80 }, (_, at) => section(`part ${at}`)), buttons],
    });
    expect(blocks.length).toBeLessThanOrEqual(LIMITS.blocksPerMessage);
    expect(blocks.at(-1)).toEqual(buttons);
    expect(JSON.stringify(blocks.at(-2))).toContain('… and 32 more parts');
  });

  it('cuts legal blocks that are too much together', () => {
    const { blocks } = fitMessage({
      text: '',
      blocks: [...Array.from({ length: 6 }, () => section('x'.repeat(2900))), buttons],
    });
    const total = blocks.reduce(
      (sum, block) => sum + (block.type === 'section' ? block.text.text.length : 0),
      0,
    );
    expect(total).toBeLessThanOrEqual(LIMITS.blockTextTotal);
    expect(JSON.stringify(blocks)).toContain('more parts');
    expect(blocks.at(-1)).toEqual(buttons);
  });

  it('cuts a long section and long fixed-width text by whole lines', () => {
    const long = Array.from({ length: 900 }, (_, at) => `line ${at}`).join('\n');
    const [first, second] = fitMessage({ text: '', blocks: [section(long), preformatted(long)] }).blocks;
    expect(first?.type === 'section' && first.text.text).toMatch(/line \d+\n… and \d+ more lines$/);
    expect(first?.type === 'section' && first.text.text.length).toBeLessThanOrEqual(LIMITS.sectionText);
    expect(second?.type === 'rich_text' && second.elements[0]?.elements[0]?.text).toMatch(
      /… and \d+ more lines$/,
    );
  });

  it('lets a view have a hundred blocks', () => {
    const blocks = Array.from({ length: 120 }, (_, at) => section(`part ${at}`));
    expect(fitMessage({ text: '', blocks: blocks.slice(20) }, LIMITS.blocksPerView).blocks).toHaveLength(100);
    expect(fitMessage({ text: '', blocks }, LIMITS.blocksPerView).blocks).toHaveLength(100);
  });

  it('cuts the labels of buttons and options, and leaves out what has too long a value', () => {
    const long = 'x'.repeat(3000);
    const option = (text: string, value: string) => ({ text: { type: 'plain_text', text } as const, value });
    const select = (...options: ReturnType<typeof option>[]) =>
      ({
        type: 'static_select',
        action_id: 'open-service',
        placeholder: { type: 'plain_text', text: 'Which?' },
        options,
      }) as const;
    const { blocks } = fitMessage({
      text: '',
      blocks: [
        actions(button('show-help', long, 'value'), button('show-help', 'Help', long)),
        actions(select(option(long, 'web'), option('api', long))),
        actions(button('show-help', 'Help', long), select(option('api', long))),
        section('with a button', button('show-help', 'Help', long)),
      ],
    });
    const label = `${'x'.repeat(74)}…`;
    expect(blocks).toEqual([
      actions(button('show-help', label, 'value')),
      actions(select(option(label, 'web'))),
      section('with a button'),
    ]);
  });

  it('keeps the text short enough even after escaping', () => {
    const { text } = fitMessage({ text: Array.from({ length: 2000 }, () => '<&>').join('\n'), blocks: [] });
    expect(escapeText(text).length).toBeLessThanOrEqual(LIMITS.messageText);
    expect(text).toMatch(/more lines$/);
  });
});

describe('fitLines', () => {
  it('cuts inside a first line that is too long by itself', () => {
    const text = fitLines('x'.repeat(5000), 3000);
    expect(text.length).toBeLessThanOrEqual(3000);
    expect(text.endsWith('…')).toBe(true);
  });
});

describe('firstOf', () => {
  it('says how many were left out', () => {
    expect(firstOf([1, 2, 3], 2)).toEqual({ shown: [1, 2], more: 'and 1 more' });
    expect(firstOf([1, 2], 2)).toEqual({ shown: [1, 2], more: '' });
  });
});
