import { describe, expect, it } from 'vitest';
import { refreshStatus } from '../../src/actions/refresh-status.ts';
import { status } from '../../src/commands/status.ts';
import type { Message } from '../../src/views/message.ts';
import { sharedMessage } from '../../src/views/shared.ts';
import { fakeBlackBox, fakeThreads } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches, NO_OPERATION } from '../fakes.ts';
import { aSighting } from '../given.ts';

const threads = fakeThreads();
const blackBox = fakeBlackBox();

const watches = fakeWatches();
const { estate } = fakeEstate([aSighting()]);

/** What the Refresh button of a message carries. */
function refreshValue({ blocks }: Message): string {
  const pressed = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const refresh = pressed.find(({ action_id }) => action_id === 'refresh-status');
  return refresh?.type === 'button' ? refresh.value : 'no button';
}

describe('the refresh button', () => {
  it.each([[['web']], [[]]])(
    'of `status %s` brings the same status instead of the old one',
    async (words) => {
      const { message } = await status.run(
        { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
        aCall({ words }),
      );
      const click = { ...aCall(), value: refreshValue(message) };
      const { answer, show } = await refreshStatus.run(
        { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
        click,
      );
      expect(show).toBe('instead');
      expect(answer.message.text).toBe(message.text);
    },
  );

  it('of a shared message goes on saying who shared it', async () => {
    const { message } = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall({ words: ['web'] }),
    );
    const value = refreshValue(sharedMessage(message, 'Alice Moreau'));
    const { answer } = await refreshStatus.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      { ...aCall(), value },
    );
    expect(answer.message).toEqual(sharedMessage(message, 'Alice Moreau'));
  });

  it('asks for something newer than the answer it stands under', async () => {
    const ages: number[] = [];
    const look: typeof estate.look = (ref, { maxAgeMs }) => {
      ages.push(maxAgeMs);
      return estate.look(ref, { maxAgeMs });
    };
    await status.run(
      { estate: { ...estate, look }, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall({ words: ['web'] }),
    );
    await refreshStatus.run(
      { estate: { ...estate, look }, clock, ...NO_OPERATION, threads, blackBox, watches },
      { ...aCall(), value: 'prod-eu:prod/web' },
    );
    expect(ages[1]).toBeLessThan(ages[0] ?? 0);
  });

  it('says so when the service is gone', async () => {
    const click = { ...aCall(), value: 'prod-eu:prod/gone' };
    await expect(
      refreshStatus.run({ estate, clock, ...NO_OPERATION, threads, blackBox, watches }, click),
    ).rejects.toThrow('No service is called');
  });
});
