import { describe, expect, it } from 'vitest';
import { openService } from '../../src/actions/open-service.ts';
import { serviceKey } from '../../src/deployment/ref.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { aCall, clock, fakeEstate } from '../fakes.ts';
import { aRef, aSighting } from '../given.ts';

const { estate } = fakeEstate([aSighting()]);

describe('the service menu', () => {
  it('opens the card of the chosen service beside the list', async () => {
    const { answer, show } = await openService.run(
      { estate, clock, blackBox: fakeBlackBox() },
      { ...aCall(), value: serviceKey(aRef()) },
    );
    expect(show).toBe('beside');
    expect(answer.message.text).toMatch(/^🟢 HEALTHY web/);
  });

  it.each(['prod-eu:prod/gone', '', 'x'.repeat(2000)])(
    'survives the old or forged value %.20s',
    async (value) => {
      await expect(
        openService.run({ estate, clock, blackBox: fakeBlackBox() }, { ...aCall(), value }),
      ).rejects.toThrow('not there any more');
    },
  );
});
