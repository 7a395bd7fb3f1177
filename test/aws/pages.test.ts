import { describe, expect, it } from 'vitest';
import { allPages, type Page } from '../../src/aws/pages.ts';

/** Answers with the pages in turn, and keeps the tokens it was asked with. */
function reader(pages: Readonly<Record<string, Page<string>>>) {
  const asked: (string | undefined)[] = [];
  const read = async (token: string | undefined) => {
    asked.push(token);
    if (asked.length > 20) throw new Error('asked for ever');
    return pages[token ?? ''] ?? { items: [], nextToken: undefined };
  };
  return { read, asked };
}

describe('all pages', () => {
  it('are followed by their tokens, in order, empty ones too', async () => {
    const { read, asked } = reader({
      '': { items: ['a', 'b'], nextToken: 't1' },
      t1: { items: [], nextToken: 't2' },
      t2: { items: ['c'], nextToken: undefined },
    });
    expect(await allPages(read)).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([undefined, 't1', 't2']);
  });

  it('end at an empty token', async () => {
    const { read, asked } = reader({ '': { items: ['a'], nextToken: '' } });
    expect(await allPages(read)).toEqual(['a']);
    expect(asked).toEqual([undefined]);
  });

  it.each([
    ['the same one', { t1: { items: ['b'], nextToken: 't1' } }, ['a', 'b']],
    [
      'two in turn',
      { t1: { items: ['b'], nextToken: 't2' }, t2: { items: ['c'], nextToken: 't1' } },
      ['a', 'b', 'c'],
    ],
  ])('end where tokens repeat: %s', async (_, more, expected) => {
    const { read } = reader({ '': { items: ['a'], nextToken: 't1' }, ...more });
    expect(await allPages(read)).toEqual(expected);
  });

  it('fail as a whole where one page fails', async () => {
    const read = async (token: string | undefined): Promise<Page<string>> => {
      if (token) throw new Error('second page');
      return { items: ['a'], nextToken: 't1' };
    };
    await expect(allPages(read)).rejects.toThrow('second page');
  });
});
