import { describe, expect, it } from 'vitest';
import type { Modal } from '../../src/views/modal.ts';
import { addModal, dismissModal, editModal, importModal } from '../../src/views/operation-modals.ts';
import { aBlocker, aFinding, anOperationTask, said } from '../given-operation.ts';
import { HUGE_HOSTILE } from './operation-cases.ts';

const CONTRADICTION = {
  key: 'k',
  check: 'c',
  why: HUGE_HOSTILE,
  statements: [{ quote: HUGE_HOSTILE, line: 1 }],
  claims: 1,
};

function names({ blocks }: Modal): readonly string[] {
  return blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []));
}

function filled({ blocks }: Modal): readonly unknown[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'input') return [];
    const { element } = block;
    if (element.type === 'plain_text_input') return element.initial_value ?? [];
    if (element.type === 'users_select') return element.initial_user ?? [];
    if (element.type === 'datepicker') return element.initial_date ?? [];
    return element.type === 'file_input' ? [] : (element.initial_option?.value ?? []);
  });
}

describe('a form', () => {
  it.each([
    ['an import', importModal('s'), ['file', 'text', 'name']],
    ['anything to add', addModal(undefined, {}, 's'), ['kind', 'title', 'detail', 'owner', 'due']],
    ['a task', addModal('task', {}, 's'), ['title', 'detail', 'owner', 'due']],
    ['a blocker', addModal('blocker', {}, 's'), ['title', 'detail', 'impact', 'owner', 'due']],
    ['a finding', addModal('finding', {}, 's'), ['title', 'detail', 'verdict', 'owner', 'due']],
    ['a dismissal', dismissModal(CONTRADICTION, 's'), ['reason']],
  ])('asks for what %s needs', (_, modal, asked) => {
    expect(names(modal)).toEqual(asked);
    expect(modal.state).toBe('s');
  });

  it('has what was typed filled in', () => {
    const typed = { title: 'A', detail: 'B', owner: 'U1', due: '2026-03-06' };
    expect(filled(addModal('task', typed, ''))).toEqual(['A', 'B', 'U1', '2026-03-06']);
    expect(filled(addModal(undefined, { kind: 'blocker' }, ''))).toEqual(['blocker']);
  });

  it('has what an entry says now filled in', () => {
    const blocker = aBlocker('A', { impact: said('C') });
    expect(filled(editModal(blocker, { dueOn: '2026-03-06' }, ''))).toEqual(['A', 'C', '2026-03-06']);
    expect(filled(editModal(aFinding('A', { verdict: 'refuted' }), {}, ''))).toEqual(['A', 'refuted']);
  });

  it('leaves out what Slack would refuse as filled in, and says who has it nevertheless', () => {
    const modal = editModal(anOperationTask('A'), { owner: 'the night shift', dueOn: 'soon' }, '');
    expect(filled(modal)).toEqual(['A']);
    expect(JSON.stringify(modal)).toContain('Now: the night shift. Left empty, it stays so.');
  });

  it.each([
    ['adding', addModal('criterion', { title: HUGE_HOSTILE, detail: HUGE_HOSTILE }, '')],
    ['adding a kind of long name', addModal('wisdom', {}, '')],
    ['editing', editModal(anOperationTask(HUGE_HOSTILE, { detail: HUGE_HOSTILE }), {}, '')],
    ['dismissing', dismissModal(CONTRADICTION, '')],
    ['importing', importModal('')],
  ])('keeps within what Slack takes: %s', (_, modal) => {
    expect(modal.title.length).toBeLessThanOrEqual(24);
    expect(modal.submit.length).toBeLessThanOrEqual(24);
    for (const block of modal.blocks) {
      if (block.type === 'section') expect(block.text.text).not.toMatch(/<|```/);
      if (block.type !== 'input' || block.element.type !== 'plain_text_input') continue;
      const { initial_value = '', max_length = 0 } = block.element;
      expect(initial_value.length).toBeLessThanOrEqual(max_length);
    }
  });
});
