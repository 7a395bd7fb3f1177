import { expect, it } from 'vitest';
import { unacknowledgeAlert } from '../../src/actions/unacknowledge-alert.ts';
import { UserError } from '../../src/errors.ts';
import { NOW } from '../given.ts';
import { aThread, BEN } from '../given-alerts.ts';
import { aClick, aScene } from './given-alert-click.ts';

it('takes the alert from whoever had it', async () => {
  const { deps, kept } = aScene(
    aThread({ about: { state: 'acknowledged', acknowledged: { by: BEN, at: NOW, reminders: 0 } } }),
  );
  const { answer, show } = await unacknowledgeAlert.run(deps, aClick());
  expect(show).toBe('instead');
  expect(kept()).toMatchObject([{ about: { state: 'firing', acknowledged: undefined } }]);
  expect(answer.message.text).toMatch(/^🔴 Firing/);
});

it('is for operators, and refused in words where it does not fit or is of another channel', async () => {
  expect(unacknowledgeAlert.role).toBe('operator');
  const { deps, kept } = aScene(aThread({ about: { state: 'firing' } }));
  await expect(unacknowledgeAlert.run(deps, aClick())).rejects.toThrow(UserError);
  await expect(unacknowledgeAlert.run(deps, aClick({ channel: 'C2' }))).rejects.toThrow('over for good');
  expect(kept()).toMatchObject([{ version: 1 }]);
});
