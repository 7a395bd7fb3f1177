import { describe, expect, it } from 'vitest';
import { changeMessage } from '../../src/views/tracker-change.ts';
import { IN_CHANNEL } from '../given.ts';
import { aHistoryEntry } from '../given-operation.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { blocksFit, HUGE_HOSTILE, pressed, SNAIL } from './operation-cases.ts';

const FACTS = {
  operation: SNAIL,
  step: aHistoryEntry({ seq: 7 }),
  before: 'a\n- [ ] Resolved\nz\n',
  after: 'a\n- [x] Resolved\nz\n',
  numbers: 'criteria 5/10',
  place: IN_CHANNEL,
};

describe('what an edit did', () => {
  it('is a sentence, the lines that changed, and how to take it back', () => {
    const message = changeMessage(FACTS);
    expect(message.text).toBe(
      [
        'Ticked criterion 5 "Container health check failures resolved" · Snail Trail · criteria 5/10',
        '-2 - [ ] Resolved',
        '+2 - [x] Resolved',
        '/snail op undo takes it back',
      ].join('\n'),
    );
    expect(pressed(message)).toEqual(['undo-change [Undo] op-1 7']);
  });

  it('says that the text stays where only what is beside it changed', () => {
    const { text } = changeMessage({ ...FACTS, after: FACTS.before });
    expect(text).toContain('The tracker’s text stays the same: this is kept beside it.');
  });

  it('offers no undo of an undo', () => {
    const message = changeMessage({ ...FACTS, step: aHistoryEntry({ undoes: 1 }) });
    expect(pressed(message)).toEqual([]);
    expect(message.text).not.toContain('op undo');
  });

  it.each([HOSTILE, HUGE_HOSTILE])('lets no word call, link or break its place', (words) => {
    const message = changeMessage({
      ...FACTS,
      operation: { id: 'op-1', name: words },
      step: aHistoryEntry({ what: words }),
      after: `${words}\n`.repeat(50),
    });
    expect(offences(message)).toEqual([]);
    expect(blocksFit(message)).toBe(true);
  });
});
