import { describe, expect, it } from 'vitest';
import { suggest, usageHint } from '../../../src/demo/slack-page/suggest.ts';
import { aWorkspace } from '../../browser/page-server.ts';

const workspace = aWorkspace();
const inserts = (text: string, caret = text.length) =>
  suggest(text, caret, workspace).items.map(({ insert }) => insert);

describe('suggest', () => {
  it.each([
    ['/', ['/snail']],
    ['/SN', ['/snail']],
    ['/snail', []],
    ['/nothing', []],
    ['say /sn', []],
    ['@', ['@Dana Reyes', '@Ilse Brandt', '@Snail Trail', '@ml-oncall']],
    ['page @ml', ['@ml-oncall']],
    ['ask @sn', ['@Snail Trail']],
    ['mail@sn', []],
    ['see #', ['#ops', '#release']],
    ['', []],
  ])('offers for %j', (text, expected) => {
    expect(inserts(text)).toEqual(expected);
  });

  it('looks at the word before the caret only', () => {
    expect(suggest('@il and @sn', 3, workspace)).toMatchObject({
      from: 0,
      to: 3,
      items: [{ insert: '@Ilse Brandt' }],
    });
  });
});

describe('usageHint', () => {
  it('tells how a command goes on once a blank follows it', () => {
    expect(usageHint('/snail st', workspace)).toBe('/snail status [service] | help');
    expect(usageHint('/snail', workspace)).toBeUndefined();
    expect(usageHint('/other x', workspace)).toBeUndefined();
  });
});
