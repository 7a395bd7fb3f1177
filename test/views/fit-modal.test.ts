import { describe, expect, it } from 'vitest';
import { fitModal } from '../../src/views/fit-modal.ts';
import { LIMITS } from '../../src/views/limits.ts';
import { context, section } from '../../src/views/message.ts';
import type { Choice, Modal, ModalInput } from '../../src/views/modal.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const choice = (value: string, text = value): Choice => ({ text: plain(text), value });
const LONG = 'x'.repeat(4000);

function aModal(...blocks: Modal['blocks']): Modal {
  return { id: 'add-entry', title: 'Add', submit: 'Add', blocks, state: 'as it is' };
}

function anInput(element: ModalInput['element'], given: Partial<ModalInput> = {}): ModalInput {
  return { type: 'input', block_id: 'text', label: plain('Which?'), element, ...given };
}

function fitted(element: ModalInput['element']): ModalInput['element'] | undefined {
  const [block] = fitModal(aModal(anInput(element))).blocks;
  return block?.type === 'input' ? block.element : undefined;
}

describe('a form', () => {
  it('that fits is left alone', () => {
    const modal = aModal(
      section('Before.'),
      anInput(
        { type: 'plain_text_input', action_id: 'value', placeholder: plain('a few words') },
        { hint: plain('One line.') },
      ),
      anInput({
        type: 'radio_buttons',
        action_id: 'value',
        options: [choice('a'), choice('b')],
        initial_option: choice('b'),
      }),
      anInput({ type: 'users_select', action_id: 'value' }),
      anInput({ type: 'file_input', action_id: 'value', max_files: 1 }),
      context('After.'),
    );
    expect(fitModal(modal)).toEqual(modal);
  });

  it('has its title, button, labels, hints and words cut, visibly', () => {
    const input = anInput(
      { type: 'plain_text_input', action_id: 'value', placeholder: plain(LONG) },
      { label: plain(LONG), hint: plain(LONG) },
    );
    const { title, submit, blocks, state } = fitModal({
      ...aModal(section(LONG), input),
      title: LONG,
      submit: LONG,
    });
    expect([title.length, submit.length]).toEqual([24, 24]);
    expect(title.endsWith('…')).toBe(true);
    expect(blocks).toMatchObject([
      { type: 'section' },
      {
        label: { text: expect.stringMatching(/^x{1999}…$/) },
        hint: { text: expect.stringMatching(/^x{1999}…$/) },
        element: { placeholder: { text: expect.stringMatching(/^x{149}…$/) } },
      },
    ]);
    expect(JSON.stringify(blocks[0]).length).toBeLessThan(LIMITS.sectionText + 100);
    expect(state).toBe('as it is');
  });

  it('keeps whole what an input begins with: it would come back cut', () => {
    const element = { type: 'plain_text_input', action_id: 'value', initial_value: LONG } as const;
    expect(fitted(element)).toEqual(element);
  });
});

describe('choices', () => {
  const all = (count: number) => Array.from({ length: count }, (_, at) => choice(`option ${at}`));

  it.each([
    [10, 'radio_buttons', 10],
    [11, 'static_select', 11],
    [120, 'static_select', 100],
  ])('of %i are shown as %s, %i of them', (count, type, shown) => {
    const element = fitted({ type: 'radio_buttons', action_id: 'value', options: all(count) });
    expect(element).toMatchObject({ type });
    expect(element).toHaveProperty('options.length', shown);
  });

  it('have their words cut, and the first chosen one with them, as Slack wants them the same', () => {
    const long = choice('a', LONG);
    const element = fitted({
      type: 'static_select',
      action_id: 'value',
      options: [long],
      initial_option: long,
    });
    const cut = { value: 'a', text: plain(`${'x'.repeat(74)}…`) };
    expect(element).toMatchObject({ options: [cut], initial_option: cut });
  });

  it('whose value is too long are left out, also as the first chosen one', () => {
    const long = choice(LONG);
    const element = fitted({
      type: 'static_select',
      action_id: 'value',
      options: [long, choice('b')],
      initial_option: long,
    });
    expect(element).toEqual({ type: 'static_select', action_id: 'value', options: [choice('b')] });
  });
});
