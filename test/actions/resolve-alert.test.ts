import { expect, it } from 'vitest';
import { resolveAlert } from '../../src/actions/resolve-alert.ts';
import { UserError } from '../../src/errors.ts';
import { NOW } from '../given.ts';
import { aThread, BEN } from '../given-alerts.ts';
import { aClick, aScene } from './given-alert-click.ts';

it('ends the alert by the word of whoever clicks', async () => {
  const { deps, kept } = aScene(
    aThread({ about: { state: 'acknowledged', acknowledged: { by: BEN, at: NOW, reminders: 0 } } }),
  );
  const { answer, show } = await resolveAlert.run(deps, aClick());
  expect(show).toBe('instead');
  expect(kept()).toMatchObject([
    { about: { state: 'resolved', resolved: { by: { id: 'U1', name: 'Anna' } } } },
  ]);
  expect(answer.message.text).toMatch(/Resolved by Anna/);
});

it('is for operators, and refused in words where it does not fit or is of another channel', async () => {
  expect(resolveAlert.role).toBe('operator');
  const { deps, kept } = aScene(
    aThread({
      open: false,
      about: { state: 'resolved', looks: [], resolved: { at: NOW, by: BEN, how: 'Ben resolved it' } },
    }),
  );
  await expect(resolveAlert.run(deps, aClick())).rejects.toThrow(UserError);
  await expect(resolveAlert.run(deps, aClick({ channel: 'C2' }))).rejects.toThrow('over for good');
  expect(kept()).toMatchObject([{ version: 1 }]);
});
