import { expect, it } from 'vitest';
import { snoozeAlert } from '../../src/actions/snooze-alert.ts';
import { UserError } from '../../src/errors.ts';
import { alertMessage } from '../../src/views/alert.ts';
import { minutesAgo } from '../given.ts';
import { aThread } from '../given-alerts.ts';
import { aClick, aScene } from './given-alert-click.ts';

it.each([
  ['30', minutesAgo(-30)],
  ['1440', minutesAgo(-1440)],
  ['resolved', undefined],
])('puts the alert to sleep for %s, by whoever chose it', async (lasts, untilAt) => {
  const { deps, kept } = aScene(aThread());
  const { answer, show } = await snoozeAlert.run(deps, aClick({ value: `thread-1:${lasts}` }));
  expect(show).toBe('instead');
  expect(kept()).toMatchObject([
    { open: true, about: { state: 'snoozed', snoozed: { by: { id: 'U1', name: 'Anna' }, untilAt } } },
  ]);
  expect(answer.message.text).toContain('Snoozed by Anna until');
});

it('understands every choice that is drawn', async () => {
  const { blocks } = alertMessage(aThread(), { defaultEnv: 'prod-eu', names: {} });
  const drawn = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const values = drawn.flatMap((each) =>
    each.action_id === 'snooze-alert' && each.type === 'static_select'
      ? each.options.map(({ value }) => value)
      : [],
  );
  expect(values).toHaveLength(7);
  for (const value of values) {
    const { deps, kept } = aScene(aThread());
    await snoozeAlert.run(deps, aClick({ value }));
    expect(kept()).toMatchObject([{ about: { state: 'snoozed' } }]);
  }
});

it.each([
  'thread-1',
  'thread-1:',
  'thread-1:0',
  'thread-1:9999',
  'thread-1:-5',
  'thread-1:1e3',
  'thread-1:30 x',
  '',
])('refuses %j, which no menu holds', async (value) => {
  const { deps, kept } = aScene(aThread());
  await expect(snoozeAlert.run(deps, aClick({ value }))).rejects.toThrow(UserError);
  expect(kept()).toMatchObject([{ version: 1 }]);
});

it('is for operators, and of its own channel', async () => {
  expect(snoozeAlert.role).toBe('operator');
  const { deps } = aScene(aThread());
  const click = aClick({ channel: 'C2', value: 'thread-1:30' });
  await expect(snoozeAlert.run(deps, click)).rejects.toThrow('over for good');
});
