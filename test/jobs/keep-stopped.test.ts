import { describe, expect, it } from 'vitest';
import type { StoppedRecord } from '../../src/alerting/stopped-record.ts';
import type { EstateLogs } from '../../src/aws/estate-logs.ts';
import type { Task } from '../../src/deployment/service.ts';
import { UpstreamError, UserError } from '../../src/errors.ts';
import { keepStopped } from '../../src/jobs/keep-stopped.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { fakeEstate } from '../fakes.ts';
import { aRef, aSighting, aTask, denied, known, minutesAgo, NOW } from '../given.ts';
import { aSource } from '../given-tails.ts';

const NOTHING_READ: EstateLogs = fakeEstate([]).estate.logs;

function aStoppedTask(given: Partial<Task> = {}): Task {
  return aTask({
    lastStatus: 'stopped',
    desiredStatus: 'stopped',
    stoppedAt: minutesAgo(1),
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    ...given,
  });
}

/** ECS's own doing. */
const scaledIn = (given: Partial<Task> = {}) =>
  aStoppedTask({
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: 'Scaling activity initiated by deployment ecs-svc/1000',
    ...given,
  });

/** A black box, logs that hold some lines, and how often lines were asked for. */
function aBox(given: { lines?: readonly string[]; logs?: Partial<EstateLogs> } = {}) {
  const blackBox = fakeBlackBox();
  const asked: string[] = [];
  const added: number[] = [];
  const logs: EstateLogs = {
    ...NOTHING_READ,
    sources: async (_, { task = '' }) => {
      asked.push(task);
      return { sources: [aSource()], notReadable: [], task: undefined, gaps: [] };
    },
    newest: async (_, { sinceAt }) => ({
      lines: (given.lines ?? []).map((text, nth) => ({
        id: `${nth}`,
        stream: 'web/app/1',
        at: minutesAgo(2 - nth / 1000),
        ingestedAt: NOW,
        text,
      })),
      searchedSinceAt: sinceAt,
      more: false,
    }),
    ...given.logs,
  };
  const deps = {
    blackBox: {
      ...blackBox,
      add: async (records: readonly StoppedRecord[]) => {
        added.push(records.length);
        await blackBox.add(records);
      },
    },
    estate: fakeEstate([], { logs }).estate,
    redact: (text: string) => ({ text: text.replace('hunter2', '[redacted]'), count: 1 }),
    clock: { now: () => NOW },
    sleep: () => new Promise<void>(() => {}),
  };
  return {
    ...{ deps, asked, added },
    keep: (...tasks: readonly Task[]) =>
      keepStopped(deps, [aSighting({ stopped: known(tasks, 'ecs:DescribeTasks') })]),
    kept: () => blackBox.list(aRef(), minutesAgo(600), 1000),
  };
}

describe('stopped tasks', () => {
  it('are kept once, with their last lines, however often they are seen', async () => {
    const box = aBox({ lines: ['starting', 'out of memory'] });
    const task = aStoppedTask();
    await box.keep(task);
    await box.keep(task);
    const [record, ...more] = await box.kept();
    expect(more).toEqual([]);
    expect(record).toMatchObject({ ref: aRef(), task, seenAt: NOW, notRead: undefined });
    expect(record?.lines?.map(({ container, text }) => `${container}: ${text}`)).toEqual([
      'app: starting',
      'app: out of memory',
    ]);
    expect(box.asked).toEqual([task.id]);
    expect(box.added).toEqual([1, 1]);
  });

  it('are kept before their lines are read, so that slow logs lose none', async () => {
    const box = aBox({ logs: { newest: () => new Promise(() => {}) } });
    void box.keep(aStoppedTask());
    await new Promise((resolve) => setImmediate(resolve));
    expect(await box.kept()).toHaveLength(1);
  });

  it('that ECS stopped in the course of things have no lines read', async () => {
    const box = aBox({ lines: ['bye'] });
    await box.keep(scaledIn());
    expect(await box.kept()).toMatchObject([{ lines: undefined, notRead: undefined }]);
    expect(box.asked).toEqual([]);
  });

  it('on their way to stop are kept when they have', async () => {
    const box = aBox();
    const task = aStoppedTask({ stoppedAt: undefined, lastStatus: 'deprovisioning' });
    await box.keep(task);
    expect(await box.kept()).toEqual([]);
    await box.keep({ ...task, stoppedAt: NOW });
    expect(await box.kept()).toHaveLength(1);
  });

  it('that could not be read, or were not asked for, are none', async () => {
    const box = aBox();
    await keepStopped(box.deps, [
      aSighting({ stopped: denied('ecs:ListTasks') }),
      aSighting({ stopped: undefined }),
    ]);
    expect(box.added).toEqual([]);
  });

  it('of several clusters are told apart', async () => {
    const box = aBox();
    const task = aStoppedTask();
    const inCluster = (cluster: string) =>
      aSighting({ ref: aRef('web', cluster), stopped: known([task], 'ecs:DescribeTasks') });
    await keepStopped(box.deps, [inCluster('prod'), inCluster('stage')]);
    expect(await box.kept()).toHaveLength(1);
    expect(await box.deps.blackBox.list(aRef('web', 'stage'), minutesAgo(600), 10)).toHaveLength(1);
  });

  it('of a mass are all kept, and the lines of the five newest are read', async () => {
    const box = aBox({ lines: ['no'] });
    const tasks = Array.from({ length: 40 }, (_, nth) => aStoppedTask({ stoppedAt: minutesAgo(40 - nth) }));
    await box.keep(...tasks);
    expect(await box.kept()).toHaveLength(40);
    expect(box.asked).toEqual(
      tasks
        .slice(-5)
        .reverse()
        .map(({ id }) => id),
    );
  });
});

describe('the lines of a stopped task', () => {
  it('hold no secrets and nothing invisible, and are the last fifty', async () => {
    const lines = [
      ...Array.from({ length: 60 }, (_, nth) => `line ${nth}`),
      '\u001b[31mpassword hunter2\u001b[0m',
    ];
    const box = aBox({ lines });
    await box.keep(aStoppedTask());
    const kept = (await box.kept())[0]?.lines?.map(({ text }) => text);
    expect(kept).toHaveLength(50);
    expect(kept?.at(-1)).toBe('password [redacted]');
    expect(kept?.[0]).toBe('line 11');
  });

  it('are those from a quarter of an hour before its end until a minute after', async () => {
    const windows: unknown[] = [];
    const box = aBox({
      logs: {
        newest: async (_, { sinceAt, untilAt }) => {
          windows.push([sinceAt, untilAt]);
          return { lines: [], searchedSinceAt: sinceAt, more: false };
        },
      },
    });
    await box.keep(aStoppedTask({ stoppedAt: minutesAgo(5) }));
    expect(windows).toEqual([[minutesAgo(20), minutesAgo(4)]]);
  });

  it.each([
    ['AWS refuses', new UpstreamError('read log lines', 'denied'), 'could not read log lines'],
    ['the task is not found', new UserError('There is no task 1a2b.'), 'There is no task 1a2b.'],
  ])('are noted as not read where %s', async (_, error, why) => {
    const box = aBox({ logs: { sources: () => Promise.reject(error) } });
    await box.keep(aStoppedTask());
    expect(await box.kept()).toMatchObject([{ lines: undefined, notRead: why }]);
  });

  it('are noted as not read where it takes too long', async () => {
    const box = aBox({ logs: { newest: () => new Promise(() => {}) } });
    const waited: number[] = [];
    const sleep = async (ms: number) => void waited.push(ms);
    await keepStopped({ ...box.deps, sleep }, [
      aSighting({ stopped: known([aStoppedTask()], 'ecs:DescribeTasks') }),
    ]);
    expect(waited).toEqual([4000]);
    expect((await box.kept())[0]?.notRead).toContain('took too long');
  });

  it('are no reason to hide a bug', async () => {
    const box = aBox({ logs: { sources: () => Promise.reject(new TypeError('a bug')) } });
    await expect(box.keep(aStoppedTask())).rejects.toThrow('a bug');
    expect(await box.kept()).toHaveLength(1);
  });
});
