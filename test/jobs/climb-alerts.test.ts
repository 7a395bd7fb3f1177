import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alerting/alert.ts';
import { climbAlerts } from '../../src/jobs/climb-alerts.ts';
import { fakeEstate, SOME_DIRECTORY } from '../fakes.ts';
import { aSighting, minutesAgo, NOW } from '../given.ts';
import { ANNA, aThread, aWatch } from '../given-alerts.ts';
import { acknowledged, aNight, change, MINUTE, type Night, SECOND } from './given-night.ts';

const DUE = { onCall: 'U1', escalateTo: 'S1', rung: 1, nextAt: NOW } as const;
const QUIET = { kind: 'until', untilAt: new Date(NOW.getTime() + 30 * MINUTE) } as const;

async function climb({ deps }: Night): Promise<void> {
  await climbAlerts.run(deps);
}

async function alertOf(night: Night, id = 'thread-1'): Promise<Alert> {
  const about = (await night.threads.get(id))?.about;
  if (about?.topic !== 'alert') throw new Error('no such alert');
  return about;
}

async function stepsOf(night: Night, id = 'thread-1'): Promise<readonly string[]> {
  return (await alertOf(night, id)).news.map(({ step }) =>
    step.kind === 'escalated' ? `to ${step.to.kind}` : step.kind,
  );
}

describe('the ladder', () => {
  it('is climbed a rung at a time, each once', async () => {
    const night = aNight({ known: [aThread({ about: DUE })] });
    await climb(night);
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened', 'to group']);
    night.pass(10 * MINUTE);
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened', 'to group', 'to channel']);
    night.pass(60 * MINUTE);
    await climb(night);
    expect(await stepsOf(night)).toHaveLength(3);
    expect((await alertOf(night)).nextAt).toBeUndefined();
  });

  it('is not climbed before its time', async () => {
    const nextAt = new Date(NOW.getTime() + SECOND);
    const night = aNight({ known: [aThread({ about: { ...DUE, nextAt } })] });
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened']);
  });

  it('is climbed once by two processes at the same moment', async () => {
    const night = aNight({ known: [aThread({ about: DUE })] });
    await Promise.all([climb(night), climb(night)]);
    expect(await stepsOf(night)).toEqual(['opened', 'to group']);
  });

  it('is left alone where a click came first', async () => {
    const night = aNight({ known: [aThread({ about: DUE })] });
    const { climbing } = night.threads;
    const threads: typeof night.threads = {
      ...night.threads,
      climbing: async (now) => {
        const due = await climbing(now);
        await change(night, (about) => ({ ...acknowledged(night)(about), nextAt: undefined }));
        return due;
      },
    };
    await climbAlerts.run({ ...night.deps, threads });
    expect(await stepsOf(night)).toEqual(['opened', 'acknowledged']);
    await climb(night);
    expect(await stepsOf(night)).toHaveLength(2);
  });

  it('passes a group that nobody is in', async () => {
    const directory = { ...SOME_DIRECTORY, membersOf: async () => 0 };
    const night = aNight({ known: [aThread({ about: DUE })], directory });
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened', 'to group', 'to channel']);
    expect((await alertOf(night)).nextAt).toBeUndefined();
  });

  it('passes nobody where Slack does not say who is in the group', async () => {
    const directory = { ...SOME_DIRECTORY, membersOf: async () => undefined };
    const night = aNight({ known: [aThread({ about: DUE })], directory });
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened', 'to group']);
  });
});

describe('an acknowledged alert', () => {
  const taken: Partial<Alert> = {
    ...DUE,
    state: 'acknowledged',
    acknowledged: { by: ANNA, at: NOW, reminders: 0 },
  };

  it('is reminded of, and then belongs to nobody, who is on call being called again', async () => {
    const night = aNight({ known: [aThread({ about: taken })] });
    await climb(night);
    night.pass(60 * MINUTE);
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened', 'reminder', 'unacknowledged']);
    expect((await alertOf(night)).state).toBe('firing');
  });

  it('that belongs to nobody again passes an empty group that is on call', async () => {
    const directory = { ...SOME_DIRECTORY, membersOf: async (id: string) => (id === 'S0' ? 0 : 3) };
    const about = { ...taken, onCall: 'S0', acknowledged: { by: ANNA, at: NOW, reminders: 1 } };
    const night = aNight({ known: [aThread({ about })], directory });
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened', 'unacknowledged', 'to group']);
  });
});

describe('quiet hours', () => {
  const muted = aThread({ about: { state: 'muted', openings: [], news: [], nextAt: NOW } });

  it('hold back what is muted until they are over', async () => {
    const night = aNight({ known: [muted], watch: [aWatch({ quiet: QUIET })] });
    await climb(night);
    expect((await alertOf(night)).state).toBe('muted');
    night.pass(30 * MINUTE);
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened']);
  });

  it('hold back calls as well', async () => {
    const night = aNight({ known: [aThread({ about: DUE })], watch: [aWatch({ quiet: QUIET })] });
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened']);
    night.pass(30 * MINUTE);
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened', 'to group']);
  });

  it('are those of the watch that says most about the service, else of a wider one', async () => {
    const scope = { kind: 'names', env: 'prod-eu', cluster: 'prod', name: '*' } as const;
    const over = { kind: 'until', untilAt: minutesAgo(1) } as const;
    for (const [own, steps] of [
      [undefined, ['opened']],
      [over, ['opened', 'to group']],
    ] as const) {
      const watch = [aWatch({ quiet: QUIET, scope }), aWatch({ quiet: own })];
      const night = aNight({ known: [aThread({ about: DUE })], watch });
      await climb(night);
      expect(await stepsOf(night)).toEqual(steps);
    }
  });

  it('are asked for once, however many alerts wait for their end', async () => {
    const known = ['one', 'two', 'three'].map((id) => aThread({ ...muted, id, key: id }));
    const night = aNight({ known, watch: [aWatch({ quiet: QUIET })] });
    let lists = 0;
    const list: typeof night.deps.watches.list = (channel) => {
      lists += 1;
      return night.deps.watches.list(channel);
    };
    await climbAlerts.run({ ...night.deps, watches: { ...night.deps.watches, list } });
    expect(lists).toBe(1);
    expect((await alertOf(night, 'two')).state).toBe('muted');
  });

  it('by a tag are those of the services that carry it', async () => {
    const scope = { kind: 'tag', env: 'prod-eu', key: 'team', value: 'web' } as const;
    const night = aNight({
      known: [aThread({ about: DUE })],
      watch: [aWatch({ quiet: QUIET, scope })],
      estate: fakeEstate([aSighting()]).estate,
    });
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened']);
  });

  it('last while nobody can tell what a tag covers', async () => {
    const scope = { kind: 'tag', env: 'prod-eu', key: 'team', value: 'web' } as const;
    const { estate } = fakeEstate([aSighting()], {
      tagged: async () => ({ refs: [], gaps: [], readAt: NOW }),
    });
    const night = aNight({
      known: [aThread({ about: DUE })],
      watch: [aWatch({ quiet: QUIET, scope })],
      estate,
    });
    await climb(night);
    expect(await stepsOf(night)).toEqual(['opened']);
  });
});

it('a bug about one alert keeps no other from being climbed', async () => {
  const broken = aThread({ id: 'broken', key: 'broken', about: { ...DUE, escalateTo: 'S0' } });
  const directory = {
    ...SOME_DIRECTORY,
    membersOf: async (id: string) => {
      if (id === 'S0') throw new TypeError('a bug');
      return 3;
    },
  };
  const night = aNight({ known: [broken, aThread({ about: DUE })], directory });
  await expect(climb(night)).rejects.toThrow('alerts not climbed');
  expect(await stepsOf(night)).toEqual(['opened', 'to group']);
  expect(await stepsOf(night, 'broken')).toEqual(['opened']);
});
