import { describe, expect, it } from 'vitest';
import {
  chosenKeys,
  stateValue,
  viewValues,
  withValue,
} from '../../../../src/demo/slack-page/blocks/values.ts';

const web = { text: { type: 'plain_text', text: 'web' }, value: 'web' };
const input = (id: string, element: Record<string, unknown>) => ({
  type: 'input',
  block_id: id,
  element: { action_id: 'act', ...element },
});

describe('viewValues', () => {
  it('reports every element, with null or an empty list where nothing was entered', () => {
    const blocks = [
      input('text', { type: 'plain_text_input' }),
      input('one', { type: 'static_select', options: [web] }),
      input('many', { type: 'multi_static_select', options: [web] }),
      input('user', { type: 'users_select' }),
      input('day', { type: 'datepicker' }),
      input('file', { type: 'file_input' }),
    ];
    expect(viewValues(blocks, {})).toEqual({
      text: { act: { type: 'plain_text_input', value: null } },
      one: { act: { type: 'static_select', selected_option: null } },
      many: { act: { type: 'multi_static_select', selected_options: [] } },
      user: { act: { type: 'users_select', selected_user: null } },
      day: { act: { type: 'datepicker', selected_date: null } },
      file: { act: { type: 'file_input', files: [] } },
    });
  });

  it('begins with the initial values', () => {
    const blocks = [
      input('text', { type: 'plain_text_input', initial_value: 'hello' }),
      input('one', { type: 'radio_buttons', options: [web], initial_option: web }),
    ];
    expect(viewValues(blocks, {})).toEqual({
      text: { act: { type: 'plain_text_input', value: 'hello' } },
      one: { act: { type: 'radio_buttons', selected_option: web } },
    });
  });

  it('prefers what was entered, even when the view was updated since', () => {
    const before = input('text', { type: 'plain_text_input', initial_value: 'old' });
    const entered = withValue({}, 'text', before.element, stateValue(before.element, 'mine'));
    const after = input('text', { type: 'plain_text_input', initial_value: 'new' });
    expect(viewValues([after], entered)).toMatchObject({ text: { act: { value: 'mine' } } });
  });

  it('takes in selects of actions and accessories, and leaves buttons out', () => {
    const select = { type: 'static_select', action_id: 'pick', options: [web] };
    const button = { type: 'button', action_id: 'go' };
    const blocks = [
      { type: 'actions', block_id: 'a', elements: [select, button] },
      { type: 'section', block_id: 's', accessory: select },
    ];
    expect(Object.keys(viewValues(blocks, {}))).toEqual(['a', 's']);
    expect(viewValues(blocks, {}).a).not.toHaveProperty('go');
  });

  it.each([[null], ['text'], [[]], [{ type: 'input', element: 'no element' }]])(
    'reads nothing from %j',
    (block) => {
      expect(viewValues([block], {})).toEqual({});
    },
  );
});

describe('chosenKeys', () => {
  it.each([
    [{ type: 'static_select', selected_option: web }, ['web']],
    [{ type: 'static_select', selected_option: null }, []],
    [{ type: 'checkboxes', selected_options: [web] }, ['web']],
    [{ type: 'users_select', selected_user: 'U1' }, ['U1']],
    [{ type: 'multi_users_select', selected_users: ['U1', 'U2'] }, ['U1', 'U2']],
  ])('reads %j', (value, expected) => {
    expect(chosenKeys(value)).toEqual(expected);
  });
});
