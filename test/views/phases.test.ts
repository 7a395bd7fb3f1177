import { expect, it } from 'vitest';
import { progressOf } from '../../src/operation/progress.ts';
import { phasesMessage } from '../../src/views/phases.ts';
import { aHugeOperation, anOperation, aPhase, SNAIL_TRAIL, said } from '../given-operation.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { blocksFit, HUGE_HOSTILE, pressed, SNAIL } from './operation-cases.ts';

it('has of each phase what it claims beside what is ticked and done', () => {
  const { text } = phasesMessage({ operation: SNAIL, progress: progressOf(SNAIL_TRAIL), page: 1 });
  expect(text).toBe(
    [
      'Phases of Snail Trail · 4',
      '1 ✅ done · Basic System Operational · claims 100 % · says 2 h 41 min · Basic health check service deployed and operational · line 16',
      '2 ✅ done · Hybrid ML Service · claims 100 % · says 30 min · line 21',
      '3 ✅ done · ML Foundation Building · claims 100 % · says 25 min · line 26',
      '4 🚧 in progress · Enhanced ML Service Deployment · current · claims 99 % · criteria 4/10 · tasks 1/5 · says “[IN PROGRESS]” · Container health investigation - health checks failing on new deployment · line 31',
    ].join('\n'),
  );
});

it('is turned page by page', () => {
  const { phases } = aHugeOperation();
  const progress = progressOf(anOperation({ phases }));
  const message = phasesMessage({ operation: SNAIL, progress, page: 2 });
  expect(message.text).toMatch(/^Phases of Snail Trail · 200 · page 2 of 10\n21 /);
  expect(pressed(message)).toContain('turn-page [Next] op-1 phase --page 3');
  expect(blocksFit(message)).toBe(true);
});

it.each([HOSTILE, HUGE_HOSTILE])('lets no word call, link or break its place', (words) => {
  const phase = aPhase(1, words, {
    claimed: said({ percent: undefined, words }),
    duration: said({ words, ms: undefined }),
    focus: said(words),
  });
  const message = phasesMessage({
    operation: SNAIL,
    progress: progressOf(anOperation({ phases: [phase] })),
    page: 1,
  });
  expect(offences(message)).toEqual([]);
});
