import { expect, it } from 'vitest';
import { acknowledgeAlert } from '../../src/actions/acknowledge-alert.ts';
import { UserError } from '../../src/errors.ts';
import { NOW } from '../given.ts';
import { aThread, BEN } from '../given-alerts.ts';
import { aClick, aScene } from './given-alert-click.ts';

it('gives the alert to whoever clicks', async () => {
  const { deps, kept } = aScene(aThread({ about: { state: 'firing' } }));
  const { answer, show } = await acknowledgeAlert.run(deps, aClick());
  expect(show).toBe('instead');
  expect(kept()).toMatchObject([
    { about: { state: 'acknowledged', acknowledged: { by: { id: 'U1', name: 'Anna' } } } },
  ]);
  expect(answer.message.text).toMatch(/Acknowledged by Anna/);
});

it('is for operators, and refused in words where it does not fit or is of another channel', async () => {
  expect(acknowledgeAlert.role).toBe('operator');
  const { deps, kept } = aScene(
    aThread({ about: { state: 'acknowledged', acknowledged: { by: BEN, at: NOW, reminders: 0 } } }),
  );
  await expect(acknowledgeAlert.run(deps, aClick())).rejects.toThrow(UserError);
  await expect(acknowledgeAlert.run(deps, aClick({ channel: 'C2' }))).rejects.toThrow('over for good');
  expect(kept()).toMatchObject([{ version: 1 }]);
});
