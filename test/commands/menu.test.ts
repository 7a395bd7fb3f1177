import { describe, expect, it } from 'vitest';
import { scopeOf } from '../../src/alerting/scope.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { menu } from '../../src/commands/menu.ts';
import { fakeThreads } from '../fake-store.ts';
import { aCall, brokenWatches, clock, fakeEstate, fakeWatches, NO_OPERATION } from '../fakes.ts';
import { aRef, aSighting, denied } from '../given.ts';
import { aThread, aWatch } from '../given-alerts.ts';

const threads = fakeThreads();

const down = aSighting({ of: { runningCount: 0 } });
const fine = aSighting({ of: { ref: aRef('api') } });
const { estate } = fakeEstate([down, fine]);
const watching = (...sightings: (typeof fine)[]) =>
  fakeWatches(sightings.map(({ ref }) => aWatch({ scope: scopeOf(ref) })));
const run = (watches: ReturnType<typeof watching>) =>
  menu.run({ ...NO_OPERATION, estate, watches, clock, threads, commands: COMMANDS }, aCall());

describe('menu', () => {
  it('looks at every service where the channel watches nothing, and says how to begin', async () => {
    const { message } = await run(watching());
    expect(message.text.split('\n').slice(0, 5)).toEqual([
      'Snail Trail · prod-eu, prod-us',
      '1 of 2 services needs a look:',
      '🔴 unhealthy: prod/web · 0 of 2 tasks run, none pending',
      'This channel watches no service yet, so these are all: /snail watch <service>',
      'As of 03:00:00 UTC · services: ecs:DescribeServices just now · tasks: ecs:DescribeTasks just now.',
    ]);
  });

  it('says what is wrong with what the channel watches', async () => {
    const { message } = await run(watching(fine, down));
    expect(message.text).toContain('1 of 2 services watched here needs a look:\n🔴 unhealthy: prod/web');
  });

  it('says which alerts are open here before anything else', async () => {
    const open = fakeThreads([aThread()]);
    const { message } = await menu.run(
      { ...NO_OPERATION, estate, watches: watching(fine), clock, threads: open, commands: COMMANDS },
      aCall(),
    );
    expect(message.text.split('\n').slice(0, 3)).toEqual([
      'Snail Trail · prod-eu, prod-us',
      '1 open alert (/snail alerts):',
      expect.stringMatching(/^🔴 Firing: prod\/web · for 1 min · /),
    ]);
  });

  it('shows all services in a terminal, which watches none', async () => {
    const place = { ...aCall().place, kind: 'terminal' as const };
    const { message } = await menu.run(
      { ...NO_OPERATION, estate, watches: brokenWatches, clock, threads, commands: COMMANDS },
      aCall({ place }),
    );
    expect(message.text).toContain('1 of 2 services needs a look:');
    expect(message.text).not.toMatch(/watches no service|\/snail/);
  });

  it('says that all is well when it is', async () => {
    expect((await run(watching(fine))).message.text).toContain(
      'The one service this channel watches is healthy or idle.',
    );
  });

  it('looks at every service, and says why, while the database does not say what the channel watches', async () => {
    const { message } = await run(brokenWatches);
    expect(message.text.split('\n').slice(0, 4)).toEqual([
      'Snail Trail · prod-eu, prod-us',
      'what this channel watches unknown – could not read the watches: nothing answers there',
      '1 of 2 services needs a look:',
      '🔴 unhealthy: prod/web · 0 of 2 tasks run, none pending',
    ]);
  });

  it('does not call well what it could not list', async () => {
    const gaps = [{ env: 'prod-us', subject: 'clusters', unknown: denied('ecs:ListClusters') }];
    const { message } = await menu.run(
      {
        ...NO_OPERATION,
        estate: fakeEstate([], { gaps }).estate,
        watches: brokenWatches,
        clock,
        threads,
        commands: COMMANDS,
      },
      aCall(),
    );
    expect(message.text).toContain('prod-us: clusters unknown – needs ecs:ListClusters');
    expect(message.text).toContain('No service can be listed.');
    expect(message.text).not.toContain('healthy');
  });
});
