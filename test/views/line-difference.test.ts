import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceText, lineDifference } from '../../src/views/line-difference.ts';

function signs(before: string, after: string): string {
  return lineDifference(before, after)
    .map(({ sign, line, text }) => `${sign}${line}${text}`)
    .join(' ');
}

describe('the difference of two texts', () => {
  it.each([
    ['nothing', 'a\nb', 'a\nb', ''],
    ['a line that changed', 'a\nb\nc', 'a\nx\nc', '-2b +2x'],
    ['a line that was added', 'a\nc', 'a\nb\nc', '+2b'],
    ['a line that is gone', 'a\nb\nc', 'a\nc', '-2b'],
    ['changes far apart, and nothing between', 'a\nb\nc\nd', 'x\nb\nc\ny', '-1a +1x -4d +4y'],
  ])('is %s', (_, before, after, difference) => {
    expect(signs(before, after)).toBe(difference);
  });

  it('turns one text into the other, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (old, young) => {
        const changed = lineDifference(old.join('\n'), young.join('\n'));
        const gone = new Set(changed.filter(({ sign }) => sign === '-').map(({ line }) => line));
        const fresh = new Map(
          changed.filter(({ sign }) => sign === '+').map(({ line, text }) => [line, text]),
        );
        const kept = (old.length === 0 ? [''] : old).filter((_, at) => !gone.has(at + 1));
        const built: string[] = [];
        while (kept.length > 0 || fresh.has(built.length + 1))
          built.push(fresh.get(built.length + 1) ?? kept.shift() ?? '');
        expect(built.join('\n')).toBe(young.join('\n'));
      }),
    );
  });

  it('is cut visibly', () => {
    const changed = lineDifference('', Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n'));
    expect(differenceText(changed)).toMatch(/\n… and 19 more lines$/);
  });
});
