import { describe, expect, it } from 'vitest';
import { changeOperation } from '../../src/ask/change-operation.ts';
import { editedByForm, removal, settling } from '../../src/ask/entry-change.ts';
import type { TypedKind } from '../../src/ask/entry-wish.ts';
import { findEntry } from '../../src/operation/find-entry.ts';
import { aCall } from '../fakes.ts';
import { aCriterion, aFinding } from '../given-operation.ts';
import { anOperationStage, changedLines, REFERENCE } from '../operation-stage.ts';

const ALB = { title: 'ALB Access Testing', detail: 'Verify enhanced ML service accessible through ALB' };
const BLOCKER = {
  title: 'Container Health Check Investigation',
  detail: 'New Task Definition 15 deployment has health checks failing',
  impact: 'Enhanced ML service cannot become healthy in ALB target group',
};

/** Sends the form of an entry, after what was typed before. */
async function filled(
  kind: TypedKind,
  words: string,
  values: Readonly<Record<string, string>>,
  ...before: readonly string[]
) {
  const { deps, say, record } = await anOperationStage();
  for (const typed of before) await say(typed);
  const { id } = await record();
  const changed = await changeOperation(deps, { id, person: aCall().person }, (now, tracker, touch) =>
    editedByForm(
      deps,
      { entry: findEntry(tracker.operation, kind, words), values },
      { record: now, tracker, touch },
    ),
  );
  return { ...changed, lines: changedLines(REFERENCE, changed.after.source) };
}

describe('a form that was filled in', () => {
  it('changes only what says something else now', async () => {
    const { lines, step } = await filled('task', '11', { ...ALB, detail: 'through the listener' });
    expect(lines).toEqual([
      `- 86 - [ ] **${ALB.title}**: ${ALB.detail}`,
      `+ 86 - [ ] **${ALB.title}**: through the listener`,
    ]);
    expect(step?.what).toBe('changed the detail of task 11 "ALB Access Testing"');
  });

  it('takes away what was emptied', async () => {
    const { lines } = await filled('task', '11', { title: ALB.title });
    expect(lines[1]).toMatch(/^\+ 86 - \[ \] \*\*ALB Access Testing\*\*:?$/);
  });

  it('changes title, impact, owner and day in one step', async () => {
    const values = {
      ...BLOCKER,
      title: 'Unhealthy',
      impact: 'nobody gets in',
      owner: 'U2',
      due: '2026-03-09',
    };
    const { lines, step, after } = await filled('blocker', '1', values);
    expect(lines).toEqual([
      `- 113 - **${BLOCKER.title}**: ${BLOCKER.detail}`,
      `- 114 - **Impact**: ${BLOCKER.impact}`,
      `+ 113 - **Unhealthy**: ${BLOCKER.detail}`,
      '+ 114 - **Impact**: nobody gets in',
    ]);
    expect(Object.values(after.extras)).toMatchObject([{ owner: 'U2', dueOn: '2026-03-09' }]);
    expect(step?.what.split(', ')).toHaveLength(4);
  });

  it('judges a finding, and gives it other words', async () => {
    const values = { title: 'VPC', detail: 'it was not', verdict: 'refuted' };
    const { lines } = await filled('finding', '3', values);
    expect(lines).toEqual([
      '- 43 - ✅ **VPC Setup**: All configuration correct and working',
      '+ 43 - ❌ **VPC**: it was not',
    ]);
  });

  it('takes owner and day away where they were emptied', async () => {
    const { after } = await filled('task', '11', ALB, 'task assign 11 <@U2|ben>', 'task due 11 friday');
    expect(Object.values(after.extras)).toEqual([{}]);
  });

  it('leaves somebody without an account: a menu of people cannot show them', async () => {
    const { after } = await filled('task', '11', { ...ALB, due: '2026-03-09' }, 'task assign 11 Bob');
    expect(Object.values(after.extras)).toMatchObject([{ owner: 'Bob', dueOn: '2026-03-09' }]);
  });

  it('is told where nothing is new', async () => {
    await expect(filled('task', '11', ALB)).rejects.toThrow('Nothing to change was said.');
  });
});

describe('what is picked', () => {
  it('becomes a change of that entry', () => {
    expect(settling(aCriterion('a', { id: 'c' }), 'done')).toEqual({ kind: 'tick', id: 'c', done: true });
    expect(settling(aCriterion('a', { id: 'c' }), 'open')).toEqual({ kind: 'tick', id: 'c', done: false });
    expect(settling(aFinding('a', { id: 'f' }), 'refuted')).toEqual({
      kind: 'judge',
      id: 'f',
      verdict: 'refuted',
    });
    expect(removal({ id: 'c' })).toEqual({ kind: 'remove', id: 'c' });
  });

  it('is judged only where it is a finding', () => {
    expect(() => settling(aCriterion('a'), 'confirmed')).toThrow('Only a finding can be confirmed.');
  });
});
