import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { menu } from '../../src/commands/menu.ts';
import { aCall, clock, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, aSighting, NOW } from '../given.ts';

const down = aSighting({ of: { runningCount: 0 } });
const fine = aSighting({ of: { ref: aRef('api') } });
const { estate } = fakeEstate([down, fine]);
const watching = (...sightings: (typeof fine)[]) =>
  fakeWatches(
    sightings.map(({ ref }) => ({ channel: 'C1', ref, onCall: undefined, createdBy: 'U1', createdAt: NOW })),
  );
const run = (watches: ReturnType<typeof watching>) =>
  menu.run({ estate, watches, clock, commands: COMMANDS }, aCall());

describe('menu', () => {
  it('says how to begin where the channel watches nothing', async () => {
    const { message } = await run(watching());
    expect(message.text).toContain('watches no service yet: /snail watch <service>');
    expect(message.text.split('\n')[0]).toBe('Snail Trail · prod-eu, prod-us');
  });

  it('says what is wrong with what the channel watches', async () => {
    const { message } = await run(watching(fine, down));
    expect(message.text).toContain('1 of 2 watched services need a look:\n🔴 unhealthy: prod/web');
  });

  it('says that all is well when it is', async () => {
    expect((await run(watching(fine))).message.text).toContain(
      'All 1 services this channel watches are healthy or idle.',
    );
  });
});
