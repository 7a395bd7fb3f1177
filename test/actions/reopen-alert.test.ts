import { expect, it } from 'vitest';
import { reopenAlert } from '../../src/actions/reopen-alert.ts';
import { UserError } from '../../src/errors.ts';
import { NOW } from '../given.ts';
import { aThread, BEN } from '../given-alerts.ts';
import { aClick, aScene } from './given-alert-click.ts';

it('lets the alert fire again in its thread', async () => {
  const { deps, kept } = aScene(
    aThread({
      open: false,
      about: { state: 'resolved', looks: [], resolved: { at: NOW, by: BEN, how: 'Ben resolved it' } },
    }),
  );
  const { answer, show } = await reopenAlert.run(deps, aClick());
  expect(show).toBe('instead');
  expect(kept()).toMatchObject([{ about: { state: 'firing', resolved: undefined } }]);
  expect(answer.message.text).toMatch(/^🔴 Firing/);
});

it('is for operators, and refused in words where it does not fit or is of another channel', async () => {
  expect(reopenAlert.role).toBe('operator');
  const { deps, kept } = aScene(aThread({ about: { state: 'firing' } }));
  await expect(reopenAlert.run(deps, aClick())).rejects.toThrow(UserError);
  await expect(reopenAlert.run(deps, aClick({ channel: 'C2' }))).rejects.toThrow('over for good');
  expect(kept()).toMatchObject([{ version: 1 }]);
});
