import { describe, expect, it } from 'vitest';
import { type ImportFacts, importMessage } from '../../src/views/operation-import.ts';
import { IN_CHANNEL, NOW } from '../given.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { HUGE_HOSTILE, pressed, SNAIL } from './operation-cases.ts';

const FACTS: ImportFacts = {
  operation: SNAIL,
  fileName: 'operation-tracker.md',
  report: {
    lines: 193,
    bytes: 9812,
    phases: 4,
    sections: 20,
    counts: { task: 16, criterion: 10, blocker: 1, wisdom: 2 },
    untouched: [
      { line: 3, endLine: 3, why: 'a quotation' },
      { line: 40, endLine: 44, why: 'a code block' },
    ],
    unsure: [{ line: 9, text: 'Progress: about half', how: '"about half" is no percentage; kept as words' }],
  },
  merged: undefined,
  conflicts: [],
  contradictions: 6,
  place: IN_CHANNEL,
  now: NOW,
};
const CONFLICT = { id: 'c1', subject: 'task "A"', ours: 'mine', theirs: undefined, at: NOW };

describe('the report of an import', () => {
  it('says what was understood, what was left, and what is unsure', () => {
    expect(importMessage(FACTS).text).toMatchInlineSnapshot(`
      "📥 Took in operation-tracker.md as Snail Trail: 193 lines, 9.8 kB
      Understood: 4 phases, 16 tasks, 10 criteria, 1 blocker, 2 words of wisdom
      Unsure about 1 line:
          line 9: “Progress: about half”: "about half" is no percentage; kept as words
      Left as they are, and kept in the file: 6 lines: line 3 (a quotation), lines 40–44 (a code block)
      /snail status shows the operation in this channel. /snail contradictions shows what cannot both be true. /snail op export gives the file back."
    `);
  });

  it('says of a file taken in again what that changed, what stays, and where both sides differ', () => {
    const merged = { added: ['task "B"'], changed: [], gone: Array(9).fill('task "C"'), kept: ['task "D"'] };
    const message = importMessage({ ...FACTS, merged, conflicts: [CONFLICT] });
    expect(message.text).toMatchInlineSnapshot(`
      "📥 Took in operation-tracker.md again as Snail Trail: 193 lines, 9.8 kB
      Since it was last taken in: 1 added, 9 gone, 1 edited here and kept
          + task "B"
          − task "C"
          − task "C"
          − task "C"
          − task "C"
          − task "C"
          − task "C"
          − and 3 more gone
          = task "D"
      Understood: 4 phases, 16 tasks, 10 criteria, 1 blocker, 2 words of wisdom
      Unsure about 1 line:
          line 9: “Progress: about half”: "about half" is no percentage; kept as words
      Left as they are, and kept in the file: 6 lines: line 3 (a quotation), lines 40–44 (a code block)
      1 conflict: the file’s words stand until you choose
      Task "A" · since the import just now
          edited here: “mine”
          in the file: gone
      /snail status shows the operation in this channel. /snail contradictions shows what cannot both be true. /snail op export gives the file back."
    `);
    expect(pressed(message).slice(0, 2)).toEqual([
      'resolve-conflict [Keep mine] op-1 ours c1',
      'resolve-conflict [Keep the file’s] op-1 theirs c1',
    ]);
  });

  it('says plainly that nothing changed, or that nothing was understood', () => {
    const merged = { added: [], changed: [], gone: [], kept: [] };
    expect(importMessage({ ...FACTS, merged }).text).toContain(
      'Nothing has changed since it was last taken in.',
    );
    const report = { ...FACTS.report, phases: 0, counts: {}, unsure: [], untouched: [] };
    const { text } = importMessage({ ...FACTS, report });
    expect(text).toContain('Understood: nothing. No phase, task or criterion was recognised');
    expect(text).toContain('Unsure about no line.\nNo line was left out.');
  });

  it.each([HOSTILE, HUGE_HOSTILE])('lets no word call, link or break its place', (words) => {
    const all = Array(40).fill(words);
    const message = importMessage({
      ...FACTS,
      operation: { id: 'op-1', name: words },
      fileName: words,
      report: { ...FACTS.report, unsure: all.map((text) => ({ line: 1, text, how: text })) },
      merged: { added: all, changed: all, gone: all, kept: all },
      conflicts: all.map((text, at) => ({ id: `${at}`, subject: text, ours: text, theirs: text, at: NOW })),
    });
    expect(offences(message)).toEqual([]);
    expect(message.text).toContain('and 34 more lines');
    expect(message.text).toContain('and 36 more conflicts');
  });
});
