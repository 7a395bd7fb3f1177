import { expect, it } from 'vitest';
import { chosenValue } from '../../src/slack/chosen-value.ts';

it.each([
  [{ type: 'button', value: 'web' }, 'web'],
  [{ type: 'button' }, ''],
  [{ type: 'static_select', selected_option: { value: 'api' } }, 'api'],
  [{ type: 'static_select', selected_option: null }, ''],
  [{ type: 'overflow', selected_option: { value: 'x' } }, 'x'],
  [{ type: 'users_select', selected_user: 'U1' }, 'U1'],
  [{ type: 'conversations_select', selected_conversation: 'C1' }, 'C1'],
  [{ type: 'plain_text_input', value: null }, ''],
  [{ type: 'plain_text_input', value: 'first\nsecond' }, 'first\nsecond'],
  [{ type: 'datepicker', selected_date: '2026-03-04' }, '2026-03-04'],
  [{ type: 'datepicker', selected_date: null }, ''],
  [{ type: 'timepicker', selected_time: '09:30' }, '09:30'],
  [{ type: 'radio_buttons', selected_option: { value: 'task', text: { text: 'Task' } } }, 'task'],
  [{ type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] }, 'a,b'],
  [{ type: 'checkboxes', selected_options: [] }, ''],
  [{ type: 'multi_users_select', selected_users: ['U1', 'U2'] }, 'U1,U2'],
  [{ type: 'file_input', files: [{ id: 'F1' }] }, ''],
  [{ type: 'of-another-time', chosen: 'x' }, ''],
])('the value of %j is %j', (action, value) => {
  expect(chosenValue(action)).toBe(value);
});
