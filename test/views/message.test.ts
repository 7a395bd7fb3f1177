import { expect, it } from 'vitest';
import {
  actionOf,
  actions,
  button,
  context,
  preformatted,
  section,
  select,
} from '../../src/views/message.ts';

it('never lets Slack make links or mentions out of plain words', () => {
  const { text } = section('see example.com');
  expect(text).toEqual({ type: 'mrkdwn', text: 'see example.com', verbatim: true });
  expect(context('a', 'b').elements.every(({ verbatim }) => verbatim)).toBe(true);
});

it('holds an accessory only where one is given', () => {
  const help = button('show-help', 'Help', '');
  expect(section('x')).not.toHaveProperty('accessory');
  expect(section('x', help)).toMatchObject({ accessory: help });
});

it('keeps fixed-width text inert: it is no mrkdwn', () => {
  expect(JSON.stringify(preformatted('*a* <!here>'))).not.toContain('mrkdwn');
});

it('gives buttons their id, label and value', () => {
  expect(actions(button('show-status', 'Status', 'web'))).toEqual({
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'show-status',
        text: { type: 'plain_text', text: 'Status' },
        value: 'web',
      },
    ],
  });
});

it('calls each element of a row otherwise, as Slack asks, and knows the action of each', () => {
  const row = actions(
    button('show-list', 'Tasks', 'task'),
    button('show-help', 'Help', ''),
    button('show-list', 'Conflicts', 'conflicts'),
    button('show-list', 'History', 'history'),
  );
  const ids = row.elements.map(({ action_id }) => action_id);
  expect(ids).toEqual(['show-list', 'show-help', 'show-list.2', 'show-list.3']);
  expect(ids.map(actionOf)).toEqual(['show-list', 'show-help', 'show-list', 'show-list']);
  expect(actionOf('')).toBe('');
});

it('gives a menu its hint and its options in order', () => {
  const options = [
    { label: '1 h', value: 'x:60' },
    { label: 'until resolved', value: 'x:resolved' },
  ];
  expect(select('snooze-alert', 'Snooze', options)).toEqual({
    type: 'static_select',
    action_id: 'snooze-alert',
    placeholder: { type: 'plain_text', text: 'Snooze' },
    options: [
      { text: { type: 'plain_text', text: '1 h' }, value: 'x:60' },
      { text: { type: 'plain_text', text: 'until resolved' }, value: 'x:resolved' },
    ],
  });
});
