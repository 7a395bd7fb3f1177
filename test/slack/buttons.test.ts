import { expect, it } from 'vitest';
import { chosenValue } from '../../src/slack/buttons.ts';

it.each([
  [{ type: 'button', value: 'web' }, 'web'],
  [{ type: 'button' }, ''],
  [{ type: 'static_select', selected_option: { value: 'api' } }, 'api'],
  [{ type: 'static_select', selected_option: null }, ''],
  [{ type: 'overflow', selected_option: { value: 'x' } }, 'x'],
  [{ type: 'users_select', selected_user: 'U1' }, 'U1'],
  [{ type: 'conversations_select', selected_conversation: 'C1' }, 'C1'],
  [{ type: 'plain_text_input', value: null }, ''],
])('the value of %j is %j', (action, value) => {
  expect(chosenValue(action)).toBe(value);
});
