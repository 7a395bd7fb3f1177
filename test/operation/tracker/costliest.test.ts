import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/operation/tracker/costliest.ts';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';

describe('what a text costs to read', () => {
  it.each([
    [
      'links that never close',
      `# T\n\n${'[a]('.repeat(50)}\n`.concat(`${'[a]('.repeat(4000)}\n`.repeat(5)),
      3,
    ],
    ['emphasis over many lines', `# T\n\n${'**a_ **a_\n'.repeat(4000)}`, 3],
    ['an item whose words run on and on', `# T\n\n- a\n${'b\n'.repeat(30_000)}`, 3],
    ['numbers that begin no list', `# T\n\nwords\n${'2. [a]([a](\n'.repeat(4000)}`, 3],
    ['items indented too far to be any', `# T\n\nwords\n${'     - [a]([a](\n'.repeat(4000)}`, 3],
    ['code that is none, since HTML is open', `<!--\n\`\`\`\n-->\n\n${'[a]([a](\n'.repeat(4000)}`, 5],
  ])('is too much for %s', (_, source, line) => {
    expect(() => parseTracker(source)).toThrow(`The paragraph that begins in line ${line} has`);
  });

  it.each([
    ['5,000 tasks', '- [ ] **task**: [a](b) `c` (d)\n'.repeat(5000)],
    ['5,000 rows', `a | b\n--|--\n${'[c](d) | `e`\n'.repeat(5000)}`],
    ['5,000 steps below one another', `1. a\n${'   - *b* [c](d)\n'.repeat(5000)}`],
    ['a log of 20,000 lines', `\`\`\`\n${'[INFO] <a> *b*\n'.repeat(20_000)}\`\`\`\n`],
    ['20,000 paragraphs', '**a** [b](c)\n\n'.repeat(20_000)],
  ])('is little for %s', (_, source) => {
    expect(costOf(source.split('\n')).total).toBeLessThan(5_000_000);
  });
});
