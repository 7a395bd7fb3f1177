import { describe, expect, it } from 'vitest';
import { targetGroupsToAsk } from '../../src/alerting/target-groups-to-ask.ts';
import type { Fact, Unknown } from '../../src/deployment/fact.ts';
import type { Service, Target } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import {
  anEvent,
  aRef,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';
import { aFailingTarget, aRolling } from '../given-checks.ts';

const PENDING: Unknown = { kind: 'unknown', why: 'pending', detail: 'still being read' };
const SECOND = 1 / 60;
const two = [aTarget(), aTarget({ id: '10.0.2.10' })];
const UNHEALTHY =
  '(service web) (port 80) is unhealthy in (target-group web-tg) due to (reason Request timed out)';

/** A service with one target group of its own name. */
function service(
  name: string,
  targets: Fact<readonly Target[]> | number,
  of: Partial<Service> = {},
  { env = 'prod-eu', ...given }: Partial<Sighting> & { env?: string } = {},
): Sighting {
  const seen = typeof targets === 'number' ? known(two, 'elb', minutesAgo(targets)) : targets;
  const targetGroups = [{ ...aTargetGroup([], { name }), targets: seen }];
  return aSighting({ of: { ref: aRef(name, 'prod', env), ...of }, targetGroups, ...given });
}

function asked(sightings: readonly Sighting[], most = 100, now = NOW): readonly string[] {
  return targetGroupsToAsk(sightings, now, most).map(
    ({ arn }) => /targetgroup\/([^/]+)/.exec(arn)?.[1] ?? arn,
  );
}

describe('targetGroupsToAsk', () => {
  it('asks suspicious ones first, then those never read, then those read longest ago', () => {
    const all = [
      service('new', 1),
      service('old', 9),
      service('never', PENDING),
      service('short', 1, { runningCount: 1 }),
    ];
    expect(asked(all)).toEqual(['short', 'never', 'old', 'new']);
    expect(asked(all, 2)).toEqual(['short', 'never']);
    expect(asked(all, 0)).toEqual([]);
    expect(asked([])).toEqual([]);
  });

  it('says where each is', () => {
    expect(targetGroupsToAsk([service('web', 1)], NOW, 1)).toEqual([
      { env: 'prod-eu', arn: aTargetGroup([], { name: 'web' }).group.arn },
    ]);
  });

  it.each<[string, Sighting, boolean]>([
    ['nothing is wrong', service('web', 1), false],
    [
      'an event since the last read names an unhealthy target',
      service('web', 1, { events: [anEvent(UNHEALTHY, 0.5)] }),
      true,
    ],
    [
      'such an event is older than the last read',
      service('web', 1, { events: [anEvent(UNHEALTHY, 2)] }),
      false,
    ],
    [
      'an event is routine',
      service('web', 1, { events: [anEvent('has reached a steady state', 0.5)] }),
      false,
    ],
    ['fewer tasks run than are wanted', service('web', 1, { runningCount: 1 }), true],
    [
      'a deployment counts failed tasks',
      service('web', 1, {
        deployments: [{ ...aRolling().deployments![0]!, rolloutState: 'completed', failedTasks: 1 }],
      }),
      true,
    ],
    ['a rollout is under way', service('web', 1, aRolling()), true],
    [
      'a target was not healthy',
      service('web', known([aTarget(), aFailingTarget()], 'elb', minutesAgo(1))),
      true,
    ],
    [
      'a target was at its first checks',
      service('web', known([aTarget(), aTarget({ state: 'initial' })], 'elb', minutesAgo(1))),
      true,
    ],
    [
      'a target was on its way out',
      service('web', known([...two, aTarget({ state: 'draining' })], 'elb', minutesAgo(1))),
      false,
    ],
    [
      'fewer targets than tasks were registered',
      service('web', known([aTarget()], 'elb', minutesAgo(1))),
      true,
    ],
    [
      'a task fails its container check',
      service('web', 1, {}, { tasks: known([aTask({ health: 'unhealthy' })]) }),
      true,
    ],
  ])('is suspicious or not where %s', (_, one, is) => {
    expect(asked([service('longer-ago', 5), one])[0]).toBe(is ? 'web' : 'longer-ago');
  });

  it('is suspicious of a service whose trouble is being followed', () => {
    const all = [service('old', 9), service('web', 1)];
    const watched = ({ name }: { name: string }) => name === 'web';
    expect(targetGroupsToAsk(all, NOW, 1, { watched })[0]?.arn).toContain('targetgroup/web/');
  });

  it('asks all groups of a suspicious service', () => {
    const targetGroups = ['public', 'internal'].map((name) => ({
      ...aTargetGroup([], { name }),
      targets: known(name === 'public' ? two : [aFailingTarget()], 'elb', minutesAgo(1)),
    }));
    expect(asked([service('old', 9), aSighting({ targetGroups })])).toEqual(['public', 'internal', 'old']);
  });

  it.each([
    [9 * SECOND, []],
    [10 * SECOND, ['web']],
    // The clock was set back since.
    [-60, ['web']],
  ])('asks nothing that was read %d min ago, if that is less than ten seconds', (minutes, names) => {
    expect(asked([service('web', minutes, { runningCount: 1 })])).toEqual(names);
  });

  it('leaves out what nothing can come of', () => {
    const unused = [
      service('zero', 9, { desiredCount: 0, runningCount: 0 }),
      service('draining', 9, { status: 'draining' }),
      service('unread', 9, {}, { service: denied('ecs:DescribeServices') }),
      aSighting({ targetGroups: [aTargetGroup([], { name: 'green', role: 'replacement' })] }),
    ];
    expect(asked(unused)).toEqual([]);
  });

  it('asks the group that a rollout fills, though it takes no production traffic yet', () => {
    const green = aTargetGroup(PENDING, { name: 'green', role: 'replacement' });
    expect(asked([aSighting({ of: aRolling(), targetGroups: [green] })])).toEqual(['green']);
  });

  it('leaves a fifth to the rotation where suspicious ones could use it all', () => {
    const short = Array.from({ length: 30 }, (_, nth) => service(`short-${nth}`, 1, { runningCount: 1 }));
    const names = asked([...short, service('never', PENDING), service('old', 9), service('new', 2)], 10);
    expect(names.filter((name) => !name.startsWith('short'))).toEqual(['never', 'old']);
    expect(names[0]).toBe('short-0');
  });

  it('gives each environment its share, and what one does not need to the others', () => {
    const many = (env: string, count: number) =>
      Array.from({ length: count }, (_, nth) => service(`${env}-${nth}`, 1, { runningCount: 1 }, { env }));
    const all = [...many('a', 50), ...many('b', 3), service('c-0', 9, {}, { env: 'c' })];
    const shares = (most: number) => {
      const envs = targetGroupsToAsk(all, NOW, most).map(({ env }) => env);
      return ['a', 'b', 'c'].map((env) => envs.filter((each) => each === env).length);
    };
    expect(shares(3)).toEqual([1, 1, 1]);
    expect(shares(10)).toEqual([6, 3, 1]);
  });

  it('asks a group that two services share once, as the worse of them', () => {
    const shared = service('web', 1);
    const worse = { ...service('web', 1, { runningCount: 1 }), ref: aRef('other') };
    expect(asked([service('old', 9), shared, worse])).toEqual(['web', 'old']);
  });

  it('comes to every group in turn, those of a service without trouble too', () => {
    const readAt = new Map(['a', 'b', 'c', 'd'].map((name, nth) => [name, minutesAgo(nth)]));
    const order: string[] = [];
    for (let sweep = 1; sweep <= 8; sweep += 1) {
      const now = minutesAgo(-sweep);
      const all = [...readAt].map(([name, at]) => service(name, known(two, 'elb', at)));
      for (const name of asked(all, 1, now)) {
        order.push(name);
        readAt.set(name, now);
      }
    }
    expect(order.join('')).toBe('dcbadcba');
  });

  it('tries again what AWS refuses, but not at every sweep, and what went wrong by chance at once', () => {
    const refused = service('web', denied('elasticloadbalancing:DescribeTargetHealth'), { runningCount: 1 });
    const tries = Array.from({ length: 16 }, (_, nth) => asked([refused], 1, minutesAgo(-nth / 4)).length);
    expect(tries.filter(Boolean)).toHaveLength(2);
    const late: Unknown = { kind: 'unknown', why: 'timeout', detail: 'could not read: it took too long' };
    expect(asked([service('web', late)])).toEqual(['web']);
  });

  it('asks at once with credentials that were expired, where the service could be read with them', () => {
    const expired: Unknown = { kind: 'unknown', why: 'credentials', detail: 'could not read: expired' };
    const tries = Array.from({ length: 16 }, (_, nth) =>
      asked([service('web', expired)], 1, minutesAgo(-nth / 4)),
    );
    expect(tries.every(([name]) => name === 'web')).toBe(true);
  });
});
