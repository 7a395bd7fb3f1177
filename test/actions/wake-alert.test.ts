import { expect, it } from 'vitest';
import { wakeAlert } from '../../src/actions/wake-alert.ts';
import { UserError } from '../../src/errors.ts';
import { NOW } from '../given.ts';
import { aThread, BEN } from '../given-alerts.ts';
import { aClick, aScene } from './given-alert-click.ts';

it('ends a snooze at once', async () => {
  const { deps, kept } = aScene(
    aThread({ about: { state: 'snoozed', snoozed: { by: BEN, at: NOW, untilAt: undefined } } }),
  );
  const { answer, show } = await wakeAlert.run(deps, aClick());
  expect(show).toBe('instead');
  expect(kept()).toMatchObject([{ about: { state: 'firing', snoozed: undefined } }]);
  expect(answer.message.text).toMatch(/^🔴 Firing/);
});

it('is for operators, and refused in words where it does not fit or is of another channel', async () => {
  expect(wakeAlert.role).toBe('operator');
  const { deps, kept } = aScene(aThread({ about: { state: 'firing' } }));
  await expect(wakeAlert.run(deps, aClick())).rejects.toThrow(UserError);
  await expect(wakeAlert.run(deps, aClick({ channel: 'C2' }))).rejects.toThrow('over for good');
  expect(kept()).toMatchObject([{ version: 1 }]);
});
