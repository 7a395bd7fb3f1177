import { describe, expect, it } from 'vitest';
import type { Watch } from '../../src/alerting/watch.ts';
import { watchHealth } from '../../src/jobs/watch-health.ts';
import { SOME_DIRECTORY } from '../fakes.ts';
import { aDeployment, aRef, aRevision, minutesAgo, NOW } from '../given.ts';
import { aStoppedRecord, aThread, aWatch } from '../given-alerts.ts';
import { acknowledged, aNight, change, MINUTE, SECOND } from './given-night.ts';
import { aWorld } from './given-services.ts';

/** Services, who watches them, and a look every quarter of a minute. */
function aWatchedWorld(given: Parameters<typeof aNight>[0] & { services?: readonly string[] } = {}) {
  const { services = ['web'], ...rest } = given;
  let now = () => NOW;
  const world = aWorld(services, () => now());
  const night = aNight({ estate: world.estate, ...rest });
  now = night.at;
  const look = async () => {
    await watchHealth.run(night.deps);
    night.pass(15 * SECOND);
  };
  return {
    ...{ world, night, look },
    async looks(times: number) {
      for (let nth = 0; nth < times; nth += 1) await look();
    },
    /** "C1 web targets firing: opened, resolved" */
    told: () => night.threads.kept().map(threadWords),
    watch: async (watch: Watch) => {
      const { watches } = night.deps;
      const onCall =
        watch.onCall === undefined
          ? ({ kind: 'keep' } as const)
          : ({ kind: 'set', id: watch.onCall } as const);
      await watches.save(watch, { onCall, escalateTo: { kind: 'keep' }, quiet: { kind: 'keep' } });
    },
  };
}

type Kept = ReturnType<ReturnType<typeof aNight>['threads']['kept']>[number];

function threadWords({ channel, about, open }: Kept): string {
  const end = open ? '' : ' (closed)';
  if (about.topic === 'blindness') return `${channel} ${about.env} ${about.state}${end}`;
  if (about.topic === 'criterion') return `${channel} criterion ${about.number} ${about.state}${end}`;
  const name = `${channel} ${about.ref.name}`;
  if (about.topic === 'rollout') return `${name} rollout ${about.state}${end}`;
  const news = about.news.map(({ step }) => step.kind).join(', ');
  return `${name} ${about.kind} ${about.state}${end}: ${news}`;
}

const wide = (given: Partial<Watch> = {}) =>
  aWatch({ scope: { kind: 'names', env: 'prod-eu', cluster: 'prod', name: '*' }, ...given });

describe('trouble', () => {
  it('is told after three bad looks and over after two good ones', async () => {
    const { world, look, looks, told } = aWatchedWorld();
    await looks(4);
    expect(told()).toEqual([]);
    world.become('web', 'failing');
    await looks(2);
    expect(told()).toEqual(['C1 web targets counting: ']);
    await look();
    expect(told()).toEqual(['C1 web targets firing: opened']);
    world.become('web', 'well');
    await look();
    expect(told()).toEqual(['C1 web targets firing: opened']);
    await look();
    expect(told()).toEqual(['C1 web targets resolved (closed): opened, resolved']);
  });

  it('that was nothing leaves nothing behind', async () => {
    const { world, look, looks, told } = aWatchedWorld();
    world.become('web', 'failing');
    await look();
    world.become('web', 'well');
    await looks(4);
    expect(told()).toEqual([]);
  });

  it('is told in each channel that watches, once, by its own watch', async () => {
    const watch = [aWatch({ onCall: 'U1' }), wide(), wide({ channel: 'C2' })];
    const { world, night, looks, told } = aWatchedWorld({ services: ['web', 'api'], watch });
    world.become('web', 'failing');
    await looks(3);
    expect(told().sort()).toEqual(['C1 web targets firing: opened', 'C2 web targets firing: opened']);
    const calls = night.threads
      .kept()
      .map(({ channel, about }) => [channel, about.topic === 'alert' && about.onCall]);
    expect(calls.sort()).toEqual([
      ['C1', 'U1'],
      ['C2', undefined],
    ]);
  });

  it('writes nothing while it stays as it is', async () => {
    const { world, night, look, looks } = aWatchedWorld();
    world.become('web', 'failing');
    await looks(6);
    const [before] = night.threads.kept();
    await looks(4);
    expect(night.threads.kept()[0]?.version).toBe(before?.version);
    await look();
  });

  it('that begins anew much later has a thread of its own', async () => {
    const { world, night, looks, told } = aWatchedWorld();
    world.become('web', 'failing');
    await looks(3);
    world.become('web', 'well');
    await looks(3);
    night.pass(40 * MINUTE);
    world.become('web', 'failing');
    await looks(3);
    expect(told()).toEqual([
      'C1 web targets resolved (closed): opened, resolved',
      'C1 web targets firing: opened',
    ]);
  });

  it('that begins again soon goes on in its thread', async () => {
    const { world, looks, told } = aWatchedWorld();
    world.become('web', 'failing');
    await looks(3);
    world.become('web', 'well');
    await looks(3);
    world.become('web', 'failing');
    await looks(3);
    expect(told()).toEqual(['C1 web targets firing: opened, resolved, reopened']);
  });

  it('stays the same where its target group is renamed', async () => {
    const { world, look, looks, told } = aWatchedWorld();
    world.become('web', 'failing');
    await looks(3);
    world.renameGroup('web-blue');
    await look();
    expect(told()).toEqual(['C1 web targets firing: opened']);
    world.become('web', 'well');
    await looks(2);
    expect(told()).toEqual(['C1 web targets resolved (closed): opened, resolved']);
  });

  it('is neither told nor over by what cannot be read', async () => {
    const { world, look, looks, told } = aWatchedWorld();
    world.become('web', 'failing');
    await looks(3);
    world.become('web', 'denied');
    await looks(10);
    expect(told()).toContain('C1 web targets firing: opened');
    world.become('web', 'well');
    await looks(2);
    await look();
    expect(told()).toContain('C1 web targets resolved (closed): opened, resolved');
  });

  it('that calls a group nobody is in calls the next at once', async () => {
    const directory = { ...SOME_DIRECTORY, membersOf: async () => 0 };
    const watch = [aWatch({ onCall: 'S1' })];
    const { world, looks, told } = aWatchedWorld({ watch, directory });
    world.become('web', 'failing');
    await looks(3);
    expect(told()).toEqual(['C1 web targets firing: opened, escalated']);
  });

  it('meets a click in the middle of a look, and neither is lost', async () => {
    const { world, night, look, looks, told } = aWatchedWorld();
    world.become('web', 'failing');
    await looks(3);
    world.become('web', 'well');
    await look();
    const id = night.threads.kept()[0]?.id ?? '';
    const { list } = night.threads;
    const threads: typeof night.threads = {
      ...night.threads,
      list: async (want) => {
        const found = await list(want);
        if (want.closedSince) await change(night, acknowledged(night), id);
        return found;
      },
    };
    await watchHealth.run({ ...night.deps, threads });
    night.pass(15 * SECOND);
    expect(told()).toEqual(['C1 web targets acknowledged: opened, acknowledged']);
    await look();
    expect(told()).toEqual(['C1 web targets resolved (closed): opened, acknowledged, resolved']);
  });
});

describe('a service that', () => {
  async function aFailingWorld(watch: readonly Watch[] = [aWatch()]) {
    const stage = aWatchedWorld({ services: ['web', 'api'], watch: [...watch] });
    stage.world.become('web', 'failing');
    await stage.looks(3);
    return stage;
  }

  const howOf = ({ night }: Awaited<ReturnType<typeof aFailingWorld>>) =>
    night.threads.kept().map(({ about }) => about.topic === 'alert' && about.resolved?.how);

  it.each([
    ['named', aWatch()],
    ['covered by a pattern', wide()],
  ])('is %s and deleted ends its alert', async (_, watch) => {
    const stage = await aFailingWorld([watch]);
    stage.world.become('web', 'gone');
    await stage.look();
    expect(stage.told()).toEqual(['C1 web targets resolved (closed): opened, resolved']);
    expect(howOf(stage)).toEqual(['the service was deleted']);
  });

  it('is not watched any more ends its alert, even with the last watch of all', async () => {
    const stage = await aFailingWorld();
    await stage.night.deps.watches.remove('C1', aWatch().scope);
    await stage.look();
    expect(howOf(stage)).toEqual(['this channel no longer watches it']);
  });

  it('is not watched any more by one channel goes on in the other', async () => {
    const stage = await aFailingWorld([aWatch(), aWatch({ channel: 'C2' })]);
    await stage.night.deps.watches.remove('C1', aWatch().scope);
    await stage.look();
    expect(stage.told()).toContain('C1 web targets resolved (closed): opened, resolved');
    expect(stage.told()).toContain('C2 web targets firing: opened');
  });

  it('cannot be listed keeps its alert, and so does one that is there again', async () => {
    const stage = await aFailingWorld([wide()]);
    stage.world.hide();
    await stage.looks(30);
    expect(stage.told()).toContain('C1 web targets firing: opened');
    stage.world.show();
    await stage.look();
    expect(stage.told()).toContain('C1 web targets firing: opened');
  });

  it('breaks our judgement keeps no other from being judged', async () => {
    const stage = aWatchedWorld({ services: ['api', 'web'], watch: [wide()] });
    const deployments = [aDeployment({ rolloutState: 'in-progress', failedTasks: 3 })];
    stage.world.become('api', { deployments, circuitBreaker: undefined as never });
    stage.world.become('web', 'failing');
    for (let nth = 0; nth < 3; nth += 1) {
      await expect(stage.look()).rejects.toThrow('services not judged');
      stage.night.pass(15 * SECOND);
    }
    expect(stage.told()).toEqual(['C1 web targets firing: opened']);
  });
});

describe('a rollout', () => {
  const moving = {
    deployments: [
      aDeployment({
        id: 'ecs-svc/2000',
        revision: aRevision(15),
        rolloutState: 'in-progress',
        runningCount: 1,
        createdAt: minutesAgo(1),
        updatedAt: minutesAgo(1),
      }),
      aDeployment({ status: 'active', runningCount: 1 }),
    ],
  };
  const done = {
    deployments: [
      aDeployment({ id: 'ecs-svc/2000', revision: aRevision(15), createdAt: minutesAgo(1), updatedAt: NOW }),
    ],
  };

  it('has one card in each channel that watches, followed to its end', async () => {
    const { world, look, looks, told } = aWatchedWorld({ watch: [aWatch(), aWatch({ channel: 'C2' })] });
    world.become('web', moving);
    await looks(3);
    expect(told().sort()).toEqual(['C1 web rollout in-progress', 'C2 web rollout in-progress']);
    world.become('web', done);
    await looks(2);
    expect(told().sort()).toEqual(['C1 web rollout succeeded (closed)', 'C2 web rollout succeeded (closed)']);
    await look();
    expect(told()).toHaveLength(2);
  });

  it('that has ended has no second card', async () => {
    const { world, looks, told } = aWatchedWorld();
    world.become('web', moving);
    await looks(2);
    world.become('web', done);
    await looks(2);
    world.become('web', moving);
    await looks(2);
    expect(told()).toEqual(['C1 web rollout succeeded (closed)']);
  });

  it('that failed is over as trouble when another revision was rolled out', async () => {
    const { world, night, looks, told } = aWatchedWorld();
    const failed = aDeployment({
      id: 'ecs-svc/2000',
      revision: aRevision(15),
      rolloutState: 'failed',
      rolloutReason: 'tasks failed to start.',
      createdAt: minutesAgo(20),
      updatedAt: minutesAgo(1),
    });
    world.become('web', { deployments: [failed], revision: aRevision(15) });
    await looks(3);
    expect(told()).toContain('C1 web rollout firing: opened');
    const [newer, older] = moving.deployments;
    if (!newer || !older) throw new Error('two deployments');
    const next = { ...newer, id: 'ecs-svc/3000', revision: aRevision(16) };
    world.become('web', { deployments: [next, older], revision: aRevision(16) });
    await looks(3);
    expect(told()).toContain('C1 web rollout firing: opened');
    const done16 = { ...next, rolloutState: 'completed', runningCount: 2, updatedAt: NOW } as const;
    world.become('web', { deployments: [done16], revision: aRevision(16) });
    await looks(2);
    expect(told()).toContain('C1 web rollout resolved (closed): opened, resolved');
    const ends = night.threads.kept().map(({ about }) => about.topic === 'alert' && about.resolved?.how);
    expect(ends).toContain('web:16 was rolled out instead');
  });

  it('of a channel that comes later has a card there as well', async () => {
    const { world, night, look, looks, told, watch } = aWatchedWorld();
    world.become('web', moving);
    await looks(2);
    await watch(aWatch({ channel: 'C2' }));
    await look();
    expect(told().sort()).toEqual(['C1 web rollout in-progress', 'C2 web rollout in-progress']);
    await night.deps.watches.remove('C2', aWatch().scope);
    await look();
    expect(told().sort()).toEqual(['C1 web rollout in-progress', 'C2 web rollout lost (closed)']);
  });

  it('of a service that is deleted ends as lost', async () => {
    const { world, look, told } = aWatchedWorld();
    world.become('web', moving);
    await look();
    world.become('web', 'gone');
    await look();
    expect(told()).toEqual(['C1 web rollout lost (closed)']);
  });
});

describe('blindness', () => {
  it('is told once after five minutes, and once when it is over', async () => {
    const { world, look, looks, told } = aWatchedWorld();
    world.become('web', 'denied');
    await looks(20);
    expect(told()).toEqual(['C1 prod-eu counting']);
    await looks(10);
    expect(told()).toEqual(['C1 prod-eu blind']);
    world.become('web', 'well');
    await look();
    expect(told()).toEqual(['C1 prod-eu over (closed)']);
    await looks(3);
    expect(told()).toHaveLength(1);
  });

  it('for a moment is none', async () => {
    const { world, look, looks, told } = aWatchedWorld();
    world.become('web', 'denied');
    await looks(10);
    world.become('web', 'well');
    await look();
    expect(told()).toEqual([]);
  });

  it('of a list that cannot be read is told where a pattern is watched, and nowhere else', async () => {
    const { world, looks, told } = aWatchedWorld({ watch: [aWatch(), wide({ channel: 'C2' })] });
    world.hide();
    await looks(25);
    expect(told()).toEqual(['C2 prod-eu blind']);
  });

  it('of a list is told where one name is watched in every environment, and not where only others are', async () => {
    const named = (env: string) => ({ kind: 'names', env, cluster: 'prod', name: 'web' }) as const;
    const watch = [wide(), aWatch({ channel: 'C2', scope: named('*') })];
    const { world, looks, told } = aWatchedWorld({
      watch: [...watch, aWatch({ channel: 'C3', scope: named('us-*') })],
    });
    world.hide();
    await looks(25);
    expect(told().sort()).toEqual(['C1 prod-eu blind', 'C2 prod-eu blind']);
  });

  it('ends where nothing is watched any more, in other words', async () => {
    const { world, night, look, looks, told } = aWatchedWorld();
    world.become('web', 'denied');
    await looks(25);
    await night.deps.watches.remove('C1', aWatch().scope);
    await look();
    expect(told()).toEqual(['C1 prod-eu over (closed)']);
    expect(night.threads.kept()[0]?.about).toMatchObject({ missing: 0, of: 0 });
  });
});

describe('quiet hours', () => {
  it('hold back what begins in them until they are over', async () => {
    const quiet = { kind: 'until', untilAt: new Date(NOW.getTime() + 10 * MINUTE) } as const;
    const { world, night, looks, told } = aWatchedWorld({ watch: [aWatch({ quiet })] });
    world.become('web', 'failing');
    await looks(10);
    expect(told()).toEqual(['C1 web targets muted: ']);
    night.pass(10 * MINUTE);
    await looks(1);
    expect(told()).toEqual(['C1 web targets firing: opened']);
  });
});

describe('looks', () => {
  it('are a quarter of a minute apart, though the clock ticks every second', async () => {
    const { world, night } = aWatchedWorld();
    for (let ticks = 0; ticks < 60; ticks += 1) {
      await watchHealth.run(night.deps);
      night.pass(SECOND);
    }
    expect(world.asked.sweeps).toBe(4);
  });

  it('are made by one process alone, and by another when that one is gone', async () => {
    const { world, night } = aWatchedWorld();
    const other = { ...night.deps, worker: 'worker-2' };
    await watchHealth.run(night.deps);
    night.pass(15 * SECOND);
    await watchHealth.run(other);
    expect(world.asked.sweeps).toBe(1);
    night.pass(5 * SECOND);
    await watchHealth.run(other);
    expect(world.asked.sweeps).toBe(2);
    await watchHealth.run(night.deps);
    expect(world.asked.sweeps).toBe(2);
  });

  it('ask AWS nothing where nothing is watched', async () => {
    const { world, look } = aWatchedWorld({ watch: [] });
    await look();
    expect(world.asked.sweeps).toBe(0);
  });

  it('read everything anew, be it that the last one read it a moment ago', async () => {
    const { night } = aWatchedWorld();
    const ages: number[] = [];
    const { estate } = night.deps;
    const sweep = (...[refs, freshness]: Parameters<typeof estate.sweep>) => {
      ages.push(freshness.maxAgeMs);
      return estate.sweep(refs, freshness);
    };
    await watchHealth.run({ ...night.deps, estate: { ...estate, sweep } });
    expect(ages).toEqual([0]);
  });

  it('ask again about the targets of what is in trouble', async () => {
    const services = ['web', ...Array.from({ length: 20 }, (_, nth) => `svc-${nth}`)];
    const { world, night, looks } = aWatchedWorld({ services, watch: [wide()] });
    world.become('web', 'failing');
    await looks(3);
    const seen: (readonly unknown[])[] = [];
    const { estate } = night.deps;
    const deps = {
      ...night.deps,
      estate: {
        ...estate,
        sweep: async (...asked: Parameters<typeof estate.sweep>) => {
          const { sightings } = await estate.sweep(...asked);
          const aged = sightings.map((each) => ({
            ...each,
            targetGroups: each.targetGroups.map((group) => ({
              ...group,
              targets:
                group.targets.kind === 'known'
                  ? { ...group.targets, readAt: minutesAgo(each.ref.name === 'web' ? 1 : 5) }
                  : group.targets,
            })),
          }));
          return { sightings: aged, gaps: [] };
        },
        withTargets: async (...[sightings, groups]: Parameters<typeof estate.withTargets>) => {
          seen.push(groups);
          return sightings;
        },
      },
    };
    world.become('web', 'well');
    await watchHealth.run(deps);
    expect(seen[0]?.[0]).toMatchObject({ arn: expect.stringContaining('/web-tg/') });
    expect(seen[0]).toHaveLength(10);
  });

  it('forget what ended long ago, and stopped tasks of long ago', async () => {
    const old = aThread({
      open: false,
      about: { state: 'resolved', ref: aRef('old') },
    });
    const { night, look } = aWatchedWorld({ known: [old] });
    const task = { ...aStoppedRecord().task, stoppedAt: minutesAgo(31 * 24 * 60) };
    await night.deps.blackBox.add([aStoppedRecord(), { ...aStoppedRecord(), task }]);
    await look();
    expect(night.threads.kept()).toEqual([]);
    expect(await night.deps.blackBox.list(aRef(), new Date(0), 10)).toHaveLength(1);
  });
});
