import { expect, it } from 'vitest';
import { showStatus } from '../../src/actions/show-status.ts';
import { fakeBlackBox, fakeThreads } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches, NO_OPERATION } from '../fakes.ts';
import { aSighting } from '../given.ts';

const threads = fakeThreads();
const blackBox = fakeBlackBox();

it('shows the overview beside the menu, whatever the button carried', async () => {
  const { estate } = fakeEstate([aSighting()]);
  const click = { ...aCall(), value: 'anything' };
  const { answer, show } = await showStatus.run(
    { estate, clock, ...NO_OPERATION, threads, blackBox, watches: fakeWatches() },
    click,
  );
  expect(show).toBe('beside');
  expect(answer.message.text).toMatch(/^Status · 1 service: 1 healthy · prod-eu/);
});
