import { describe, expect, it } from 'vitest';
import { addForm, chooseForm, editForm } from '../../src/ask/entry-forms.ts';
import type { Settled, TypedKind } from '../../src/ask/entry-wish.ts';
import { anOperationRecord, anOperationTask } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';
import { REFERENCE } from '../operation-stage.ts';

const RECORD = anOperationRecord({ source: REFERENCE });

describe('the form for a new entry', () => {
  it('has what was typed filled in, and says how to do without it', () => {
    const given = { title: 'DNS', owner: { id: 'U1' }, due: { day: '2026-03-06' }, impact: 'much' };
    const { modal, message } = addForm(RECORD, 'blocker', given);
    expect(modal).toMatchObject({ id: 'add-entry', state: 'op-1 blocker' });
    const filled = JSON.stringify(modal?.blocks);
    for (const words of ['"DNS"', '"U1"', '"2026-03-06"', '"much"']) expect(filled).toContain(words);
    expect(message.text).toBe(
      'A new blocker for "Snail Trail": type `/snail blocker add <words>`, or fill in the form.',
    );
  });

  it('asks for the kind where it is not known, and carries what proves the entry', () => {
    const proof = { url: 'https://slack.example/p1', words: 'it is down again' };
    const { modal } = addForm(RECORD, undefined, {}, proof);
    expect(modal?.state).toBe('op-1 - https://slack.example/p1 it is down again');
    expect(JSON.stringify(modal?.blocks)).toContain('"block_id":"kind"');
  });
});

it('the form of an entry carries which one it is, with its owner', () => {
  const entry = anOperationTask('Read', { id: 't' });
  const { modal, message } = editForm({ ...RECORD, extras: { t: { owner: 'U7' } } }, 'task', 3, entry);
  expect(modal?.state).toMatch(/^op-1 task 3 \w+$/);
  expect(JSON.stringify(modal?.blocks)).toContain('"initial_user":"U7"');
  expect(message.text).toContain('`/snail task edit 3 <words>`');
});

describe('the form that asks which', () => {
  async function numbers(kind: TypedKind, as: Settled | 'remove') {
    const { modal } = await chooseForm({ trackers }, RECORD, { kind, as });
    return [...JSON.stringify(modal?.blocks ?? []).matchAll(/"text":"(\d+) · /g)].map(([, at]) => Number(at));
  }

  it.each<[TypedKind, Settled | 'remove', readonly number[]]>([
    ['task', 'done', [8, 9, 10, 11, 12, 13, 14, 15, 16]],
    ['task', 'open', [1, 2, 3, 4, 5, 6, 7]],
    ['criterion', 'open', [1, 2, 3, 4]],
    ['blocker', 'done', [1]],
    ['finding', 'confirmed', [5, 19]],
    ['finding', 'looked-at', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]],
    ['decision', 'remove', [1, 2, 3, 4]],
    ['next', 'open', []],
  ])('of %s for %s shows those for which that is something new', async (kind, as, wanted) => {
    expect(await numbers(kind, as)).toEqual(wanted);
  });

  it('says in words what to type, by the verb that is typed', async () => {
    const { message, modal } = await chooseForm({ trackers }, RECORD, { kind: 'finding', as: 'looked-at' });
    expect(message.text).toContain('`/snail finding reopen <n>`');
    expect(modal?.state).toBe('op-1 looked-at');
  });
});
