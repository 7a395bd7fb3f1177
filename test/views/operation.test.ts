import { describe, expect, it } from 'vitest';
import { fitMessage } from '../../src/views/fit.ts';
import { operationMessage } from '../../src/views/operation.ts';
import {
  aBlocker,
  aCriterion,
  aHugeOperation,
  anOperation,
  anOperationRecord,
  aPhase,
  said,
} from '../given-operation.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { blocksFit, cardFacts, HUGE_HOSTILE, pressed } from './operation-cases.ts';

describe('the card of an operation', () => {
  it('says three numbers apart, how far they differ, what blocks and what is left, each with its line', () => {
    expect(operationMessage(cardFacts()).text).toMatchInlineSnapshot(`
      "Snail Trail · claimed 99 % · criteria 4/10 · verified 0/10 (no probe bound)
      The tracker claims 99 % (line 10), while 4 of 10 criteria are ticked (lines 164–173): 59 points apart.
      IN PROGRESS (line 7) · since August 11, 2025 (line 8)
      Phase 1 Basic System Operational: ✅ done · claims 100 % · says 2 h 41 min · line 16
      Phase 2 Hybrid ML Service: ✅ done · claims 100 % · says 30 min · line 21
      Phase 3 ML Foundation Building: ✅ done · claims 100 % · says 25 min · line 26
      Phase 4 Enhanced ML Service Deployment: 🚧 in progress · claims 99 % · current · line 31
      🎯 Focus: Container health investigation - health checks failing on new deployment · line 34
      🚨 Blocker 1 · Container Health Check Investigation: New Task Definition 15 deployment has health checks failing · nobody has it · in the tracker since its import 3 d ago · lines 113–115
          impact: Enhanced ML service cannot become healthy in ALB target group · line 114
      ➡️ Next: 1 Container Health Investigation · 2 Service Configuration Check · 3 Health Check Resolution · lines 158–160
      🧭 Left, in order:
          🚨 blocker 1 · Container Health Check Investigation · lines 113–115
              ↳ ⬜ criterion 5 · Container health check failures resolved · line 168
              ↳ ⬜ task 4 · Health Check Resolution · line 85
          ⬜ criterion 6 · Enhanced ML service accessible from internet through ALB · line 169
              ↳ ⬜ task 5 · ALB Access Testing · line 86
          and 6 more
      ⚠️ 6 contradictions: statements that cannot all be true
      As of 03:00:00 UTC · bars and “says” are the tracker’s claims, lines 16–34 · operation-tracker.md taken in 3 d ago by Anna · last edited 1 h ago by Ben: ticked criterion 5 "Container health check failures resolved"."
    `);
  });

  it('draws a bar for each phase', () => {
    const bars = operationMessage(cardFacts()).blocks.find(({ type }) => type === 'rich_text');
    expect(bars).toMatchInlineSnapshot(`
      {
        "elements": [
          {
            "elements": [
              {
                "text": "1 ██████████ 100% Basic System Operational · says 2 h 41 min
      2 ██████████ 100% Hybrid ML Service · says 30 min
      3 ██████████ 100% ML Foundation Building · says 25 min
      4 █████████░  99% Enhanced ML Service Deployment · current",
                "type": "text",
              },
            ],
            "type": "rich_text_preformatted",
          },
        ],
        "type": "rich_text",
      }
    `);
  });

  it('offers the lists, and those of contradictions and conflicts only where there are any', () => {
    expect(pressed(operationMessage(cardFacts()))).toEqual([
      'refresh-status [Refresh]',
      'share-status [Share to channel]',
      'show-list [Tasks] op-1 task',
      'show-list [Contradictions (6)] op-1 contradictions',
      'open-form [Add…] add-entry op-1',
    ]);
    const conflict = { id: 'c1', subject: 'task "a"', ours: 'a', theirs: 'b', at: new Date(0) };
    const record = anOperationRecord({ conflicts: [conflict] });
    const buttons = pressed(operationMessage(cardFacts(undefined, { contradictions: 0, record })));
    expect(buttons).toContain('show-list [Conflicts (1)] op-1 conflicts');
    expect(buttons.join()).not.toContain('contradictions');
  });

  it('says where nobody took in or edited anything', () => {
    const { text } = operationMessage(cardFacts(anOperation(), { takenIn: undefined, lastEdit: undefined }));
    expect(text).toBe(
      [
        'Snail Trail · claimed nothing · no criteria · nothing to verify',
        'The tracker claims no number and names no criterion that would show one.',
        '⚠️ 6 contradictions: statements that cannot all be true',
        'As of 03:00:00 UTC · no file was ever taken in · never edited here.',
      ].join('\n'),
    );
  });

  it('stays a card with 200 phases and 5,000 tasks, and says what it leaves out', () => {
    const message = operationMessage(cardFacts(aHugeOperation(), { extras: {} }));
    expect(message.text).toContain('… 17 earlier phases');
    expect(message.text).toContain('and 175 more phases');
    expect(message.text).toContain('and 4495 more');
    expect(message).toEqual(fitMessage(message));
  });

  it.each([
    ['a card', HOSTILE],
    ['ten thousand characters', HUGE_HOSTILE],
  ])('lets no word of a tracker call, link or break its place: %s', (_, words) => {
    const operation = anOperation({
      header: { status: said(words), startedOn: said(words), claimed: said({ percent: undefined, words }) },
      phases: [aPhase(1, words, { focus: said(words), duration: said({ words, ms: undefined }) })],
      entries: [aBlocker(words, { detail: words, impact: said(words) }), aCriterion(words)],
    });
    const record = anOperationRecord({ name: words, fileName: words });
    const message = operationMessage(cardFacts(operation, { record }));
    expect(offences(message)).toEqual([]);
    expect(blocksFit(message)).toBe(true);
  });
});
