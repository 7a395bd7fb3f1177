import { describe, expect, it } from 'vitest';
import { scopeOf } from '../../src/alerting/scope.ts';
import { status } from '../../src/commands/status.ts';
import type { Gap } from '../../src/deployment/fact.ts';
import { UserError } from '../../src/errors.ts';
import { fakeBlackBox, fakeThreads } from '../fake-store.ts';
import { aCall, brokenWatches, clock, fakeEstate, fakeWatches, NO_OPERATION } from '../fakes.ts';
import { aRef, aSighting, denied } from '../given.ts';
import { aWatch } from '../given-alerts.ts';

const threads = fakeThreads();
const blackBox = fakeBlackBox();

const web = aSighting();
const api = aSighting({ of: { ref: aRef('api'), runningCount: 0 } });
const usWeb = aSighting({ of: { ref: aRef('web', 'prod', 'prod-us') } });
const unreadable = aSighting({ service: denied('ecs:DescribeServices') });
const watches = fakeWatches();

function aGap(env: string, subject = 'clusters'): Gap {
  return { env, subject, unknown: denied('ecs:ListClusters') };
}

describe('status', () => {
  it('answers with the card of the service named', async () => {
    const { estate } = fakeEstate([web, api]);
    const { message } = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall({ words: ['api'] }),
    );
    expect(message.text).toMatch(/^🔴 UNHEALTHY api · prod-eu · 0\/2 running on rev 14/);
  });

  it('lists all services without a name, worst first, with the aliases in the first line', async () => {
    const { estate } = fakeEstate([web, api, usWeb]);
    const { message } = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall(),
    );
    const [title, ...lines] = message.text.split('\n');
    expect(title).toBe('Status · 3 services: 1 unhealthy, 2 healthy · prod-eu, prod-us');
    expect(lines.slice(0, 3)).toEqual([
      '🔴 unhealthy: prod/api · 0/2 running on rev 14 · 0 of 2 tasks run, none pending',
      '🟢 healthy: prod/web · 2/2 running on rev 14',
      '🟢 healthy: prod-us:prod/web · 2/2 running on rev 14',
    ]);
  });

  it('lists only what the channel watches, and everything with --all', async () => {
    const { estate } = fakeEstate([web, api]);
    const watched = fakeWatches([aWatch({ scope: scopeOf(api.ref) })]);
    const some = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches: watched },
      aCall(),
    );
    expect(some.message.text).toContain('Status · 1 service: 1 unhealthy');
    const all = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches: watched },
      aCall({ options: { all: true } }),
    );
    expect(all.message.text).toContain('Status · 2 services');
  });

  it('shows every service, and says why, while the database does not say what the channel watches', async () => {
    const { estate } = fakeEstate([web, api]);
    const { message } = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches: brokenWatches },
      aCall(),
    );
    expect(message.text.split('\n')[0]).toBe(
      'Status · 2 services: 1 unhealthy, 1 healthy; what this channel watches not known · prod-eu, prod-us',
    );
    expect(message.text).toContain(
      '\nwhat this channel watches unknown – could not read the watches: nothing answers there\n',
    );
  });

  it('of a time that has been is answered from what digests keep', async () => {
    const { estate } = fakeEstate([web]);
    const asked = status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall({ options: { at: 'yesterday 18:00' } }),
    );
    await expect(asked).rejects.toThrow('only digests keep it, and none was posted in this channel by then');
  });

  it('does not take a bug of its own for an outage', async () => {
    const { estate } = fakeEstate([web]);
    const list = async () => {
      throw new TypeError('a bug');
    };
    const wrong = status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches: { ...brokenWatches, list } },
      aCall(),
    );
    await expect(wrong).rejects.toThrow(TypeError);
  });

  it.each<[string, Parameters<typeof fakeEstate>, string[], boolean]>([
    ['an estate that cannot be listed', [[], { gaps: [aGap('prod-eu')] }], [], true],
    ['a service that cannot be read', [[unreadable]], ['web'], true],
    ['services none of which can be read', [[unreadable]], [], true],
    ['an estate without services', [[]], [], false],
    ['services beside one that cannot be read', [[api, unreadable]], [], false],
    ['services beside a gap', [[web], { gaps: [aGap('prod-us')] }], [], false],
  ])('of %s tells programs whether anything was read', async (_, given, words, nothingRead) => {
    const { estate } = fakeEstate(...given);
    const answer = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall({ words }),
    );
    expect(answer.nothingRead ?? false).toBe(nothingRead);
  });

  it('keeps to one environment when asked', async () => {
    const { estate } = fakeEstate([web, usWeb]);
    const { message } = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall({ options: { env: 'PROD-US' } }),
    );
    expect(message.text).toMatch(/^Status · 1 service: 1 healthy · prod-us\n/);
  });

  it('offers a menu when several services fit', async () => {
    const { estate } = fakeEstate([
      aSighting({ of: { ref: aRef('web', 'a') } }),
      aSighting({ of: { ref: aRef('web', 'b') } }),
    ]);
    const { message } = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall({ words: ['web'] }),
    );
    expect(JSON.stringify(message.blocks)).toContain('"action_id":"open-service"');
    expect(message.text).toContain('2 services fit "web"');
  });

  it('names the candidates in a terminal, where there is no menu', async () => {
    const { estate } = fakeEstate([
      aSighting({ of: { ref: aRef('web', 'a') } }),
      aSighting({ of: { ref: aRef('web', 'b') } }),
    ]);
    const place = { channel: 'terminal', thread: undefined, kind: 'terminal', team: undefined } as const;
    await expect(
      status.run(
        { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
        aCall({ words: ['web'], place }),
      ),
    ).rejects.toThrow('a/web, b/web');
  });

  it('looks once more before it says that a service is unknown, then names the nearest', async () => {
    const { estate, asked } = fakeEstate([web, api]);
    const wrong = status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall({ words: ['weeb'] }),
    );
    await expect(wrong).rejects.toThrow('No service is called "weeb". Nearest: prod/web');
    expect(asked.lists).toBe(2);
  });

  it('says what it could not list when a service is unknown', async () => {
    const gaps = [
      { env: 'prod-us', subject: 'services of cluster prod', unknown: denied('ecs:ListServices') },
    ];
    const { estate } = fakeEstate([web], { gaps });
    await expect(
      status.run({ estate, clock, ...NO_OPERATION, threads, blackBox, watches }, aCall({ words: ['nope'] })),
    ).rejects.toThrow('prod-us: services of cluster prod needs ecs:ListServices');
  });

  it('shows gaps below the services that could be read', async () => {
    const gaps = [{ env: 'prod-us', subject: 'clusters', unknown: denied('ecs:ListClusters') }];
    const { estate } = fakeEstate([web], { gaps });
    const { message } = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall(),
    );
    expect(message.text).toContain('prod-us: clusters unknown – needs ecs:ListClusters');
    expect(message.text).toContain('healthy: prod/web');
    expect(message.text.split('\n')[0]).toBe(
      'Status · 1 service: 1 healthy; prod-us could not be read · prod-eu, prod-us',
    );
    expect(JSON.stringify(message.blocks[0])).toContain('prod-us could not be read');
  });

  it.each<[string, readonly Gap[], string]>([
    [
      'nothing at all',
      [aGap('prod-eu'), aGap('prod-us')],
      'Status · services could not be listed · prod-eu, prod-us',
    ],
    [
      'nothing of one environment while the other is empty',
      [aGap('prod-us')],
      'Status · prod-us could not be read · prod-eu, prod-us',
    ],
  ])('says in the first line that it could read %s', async (_, gaps, title) => {
    const { estate } = fakeEstate([], { gaps });
    const { message } = await status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall(),
    );
    expect(message.text.split('\n')[0]).toBe(title);
  });

  it('says in the first line what it could not read of an environment', async () => {
    const some = [aGap('prod-eu', 'services of cluster a'), aGap('prod-eu', 'services of cluster b')];
    const one = await status.run(
      {
        estate: fakeEstate([web], { gaps: some.slice(0, 1) }).estate,
        clock,
        ...NO_OPERATION,
        threads,
        blackBox,
        watches,
      },
      aCall(),
    );
    expect(one.message.text).toMatch(
      /^Status · 1 service: 1 healthy; prod-eu: services of cluster a not known ·/,
    );
    const two = await status.run(
      {
        estate: fakeEstate([web], { gaps: some }).estate,
        clock,
        ...NO_OPERATION,
        threads,
        blackBox,
        watches,
      },
      aCall(),
    );
    expect(two.message.text).toMatch(/; prod-eu: services of cluster a and 1 more not known ·/);
  });

  it.each([
    [['a', 'b'], {}, 'One service at a time'],
    [[], { env: 'nope' }, 'There is no environment "nope". Configured: prod-eu, prod-us.'],
    [['<!channel>'], {}, 'No service is called "<!channel>"'],
  ])('refuses %j %j in words one can act on', async (words, options, said) => {
    const { estate } = fakeEstate([web]);
    const wrong = status.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches },
      aCall({ words, options }),
    );
    await expect(wrong).rejects.toThrow(said);
    await expect(wrong).rejects.toThrow(UserError);
  });

  it('brings the fuller form later, when there is one', async () => {
    const { estate } = fakeEstate([web]);
    const first = {
      sightings: [aSighting({ tasks: { kind: 'unknown', why: 'pending', detail: 'still being read' } })],
      gaps: [],
    };
    const complete = Promise.resolve({ sightings: [web], gaps: [] });
    const answer = await status.run(
      {
        estate: { ...estate, overview: async () => ({ first, complete }) },
        clock,
        threads,
        ...NO_OPERATION,
        blackBox,
        watches,
      },
      aCall(),
    );
    expect(answer.message.text).toContain('1 unknown');
    expect((await answer.later)?.message.text).toContain('1 healthy');
  });
});
