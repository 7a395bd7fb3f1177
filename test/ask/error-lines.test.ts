import { describe, expect, it } from 'vitest';
import { errorLinesOf, newestOf } from '../../src/ask/error-lines.ts';
import type { Estate } from '../../src/aws/estate.ts';
import { UpstreamError, UserError } from '../../src/errors.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import { clock, fakeEstate } from '../fakes.ts';
import { aSighting, aTarget, aTargetGroup, aTask, denied, known, minutesAgo } from '../given.ts';
import { aSource } from '../given-tails.ts';

type Logs = Estate['logs'];

const aLine = (text: string, minutes = 1, stream = 'ecs/app/abc'): LogLine => ({
  id: `${text}-${minutes}`,
  stream,
  at: minutesAgo(minutes),
  ingestedAt: minutesAgo(minutes),
  text,
});

/** Lines as they are in CloudWatch, of whatever source, and what was asked for. */
function reading(lines: readonly LogLine[], given: Partial<Logs> = {}, sleep = never) {
  const { logs } = fakeEstate([]).estate;
  const tasks: (string | undefined)[] = [];
  const { estate } = fakeEstate([], {
    logs: {
      ...logs,
      sources: async (_, { task }) => {
        tasks.push(task);
        return { sources: [aSource()], notReadable: [], task: undefined, gaps: [] };
      },
      newest: async (_, { sinceAt }, { limit, matches = () => true }) => ({
        lines: lines.filter(matches).slice(-limit),
        searchedSinceAt: sinceAt,
        more: false,
      }),
      ...given,
    },
  });
  const redact = (text: string) => ({ text: text.replace(/hunter2/g, '[redacted]'), count: 0 });
  return { deps: { estate, clock, redact, sleep }, tasks };
}

/** Patience that does not end. */
function never(_: number): Promise<void> {
  return new Promise(() => {});
}

describe('the last error lines', () => {
  it('are errors alone, oldest first, each with its container and task, secrets made unreadable', async () => {
    const { deps } = reading([
      aLine('INFO all is well', 3),
      aLine('ERROR password=hunter2 refused', 1),
      aLine('ERROR cannot connect', 2),
    ]);
    const { errors, gaps } = await errorLinesOf(deps, aSighting());
    expect(errors).toMatchObject({
      kind: 'known',
      value: [
        { at: minutesAgo(2), container: 'app', task: 'abc', text: 'ERROR cannot connect' },
        { at: minutesAgo(1), text: 'ERROR password=[redacted] refused' },
      ],
    });
    expect(gaps).toEqual([]);
  });

  it('are looked for in the tasks that fail: behind unhealthy targets, unhealthy, stopped by a fault', async () => {
    const behind = aTask({ privateIp: '10.0.1.10' });
    const stopped = aTask({ stopCode: 'EssentialContainerExited', stoppedAt: minutesAgo(1) });
    const scaledIn = aTask({ stopCode: 'ServiceSchedulerInitiated', stoppedAt: minutesAgo(1) });
    const ofTwo = aTask({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed ELB health checks in (target-group arn:web)',
      stoppedAt: minutesAgo(2),
    });
    const sighting = aSighting({
      tasks: known([aTask({ privateIp: '10.0.2.10' }), behind]),
      stopped: known([scaledIn, ofTwo, stopped]),
      targetGroups: [aTargetGroup([aTarget({ id: '10.0.1.10', state: 'unhealthy' })])],
    });
    const { deps, tasks } = reading([]);
    await errorLinesOf(deps, sighting);
    expect(tasks).toEqual([behind.id, stopped.id]);
    await errorLinesOf(deps, { ...sighting, targetGroups: [] });
    expect(tasks.slice(2)).toEqual([stopped.id, ofTwo.id]);
  });

  it('are stood in for by the last lines of one failing task where none tells of an error', async () => {
    const failing = aTask({ health: 'unhealthy' });
    const lines = Array.from({ length: 9 }, (_, at) => aLine(`GET /health 404 hunter2 ${at}`, 9 - at));
    const { deps } = reading([...lines, aLine(' ', 0)]);
    const read = await errorLinesOf(deps, aSighting({ tasks: known([aTask(), failing]) }));
    expect(read.errors).toMatchObject({ kind: 'known', value: [] });
    expect(read.lastLines.map(({ text }) => text)).toEqual(
      [4, 5, 6, 7, 8].map((at) => `GET /health 404 [redacted] ${at}`),
    );
    const error = reading([...lines, aLine('ERROR x')]).deps;
    expect((await errorLinesOf(error, aSighting({ tasks: known([failing]) }))).lastLines).toEqual([]);
  });

  it('are not stood in for by lines of tasks that do not fail', async () => {
    const { deps } = reading([aLine('GET / 200')]);
    expect((await errorLinesOf(deps, aSighting())).lastLines).toEqual([]);
  });

  it('are all that is promised: last lines that cannot be read are not missed', async () => {
    const newest: Logs['newest'] = async (_, { sinceAt }, { limit }) => {
      if (limit < 50) throw new UpstreamError('read logs', 'throttled');
      return { lines: [], searchedSinceAt: sinceAt, more: false };
    };
    const { deps } = reading([], { newest });
    const read = await errorLinesOf(deps, aSighting({ tasks: known([aTask({ health: 'unhealthy' })]) }));
    expect(read).toMatchObject({ errors: { kind: 'known', value: [] }, lastLines: [], gaps: [] });
  });

  it('are those of the whole service where none fails, or its streams do not name it', async () => {
    const { deps, tasks } = reading([aLine('ERROR x')]);
    await errorLinesOf(deps, aSighting());
    expect(tasks).toEqual([undefined]);
    const failing = aTask({ health: 'unhealthy' });
    const sources: Logs['sources'] = async (_, { task }) => {
      if (task !== undefined) throw new UserError('no such task');
      return { sources: [aSource()], notReadable: [], task: undefined, gaps: [] };
    };
    const { deps: other } = reading([aLine('ERROR x')], { sources });
    const { errors } = await errorLinesOf(other, aSighting({ tasks: known([failing]) }));
    expect(errors).toMatchObject({ kind: 'known', value: [{ text: 'ERROR x' }] });
  });

  it('are fifty at most', async () => {
    const many = Array.from({ length: 80 }, (_, at) => aLine(`ERROR ${at}`, 80 - at));
    const { errors } = await errorLinesOf(reading(many).deps, aSighting());
    expect(errors.kind === 'known' && errors.value.length).toBe(50);
    expect(errors.kind === 'known' && errors.value.at(-1)?.text).toBe('ERROR 79');
  });

  it('are waited for four seconds at most', async () => {
    const waits: number[] = [];
    const sleep = async (ms?: number) => void waits.push(ms ?? 0);
    const { deps } = reading([], { newest: () => new Promise(() => {}) }, sleep);
    const { errors } = await errorLinesOf(deps, aSighting());
    expect(waits).toEqual([4000]);
    expect(errors).toMatchObject({
      kind: 'unknown',
      why: 'timeout',
      detail: expect.stringContaining('too long'),
    });
  });

  it.each([
    [new UpstreamError('read logs', 'denied', { permission: 'logs:FilterLogEvents' }), 'denied'],
    [new UpstreamError('read logs', 'throttled'), 'throttled'],
  ])('are unknown, with the reason, where AWS refuses: %s', async (error, why) => {
    const newest = async () => {
      throw error;
    };
    const { errors } = await errorLinesOf(reading([], { newest }).deps, aSighting());
    expect(errors).toMatchObject({ kind: 'unknown', why });
  });

  it('are unknown where the containers log elsewhere', async () => {
    const why = 'it logs through `splunk`';
    const notReadable = [{ container: 'app', revisions: ['web:14'], why }];
    const sources = async () => ({ sources: [], notReadable, task: undefined, gaps: [] });
    const { errors } = await errorLinesOf(reading([], { sources }).deps, aSighting());
    expect(errors).toMatchObject({ kind: 'unknown', why: 'unsupported', detail: why });
  });

  it('of one container are shown although those of another cannot be read, which is said', async () => {
    let first = true;
    const newest: Logs['newest'] = async (_, { sinceAt }) => {
      if (!first) return { lines: [aLine('ERROR x')], searchedSinceAt: sinceAt, more: false };
      first = false;
      throw new UpstreamError('read logs of /ecs/side', 'denied');
    };
    const sources = async () => ({
      sources: [aSource(), aSource({ container: 'side' })],
      notReadable: [],
      task: undefined,
      gaps: [],
    });
    const { errors, gaps } = await errorLinesOf(reading([], { sources, newest }).deps, aSighting());
    expect(errors).toMatchObject({ kind: 'known', value: [{ text: 'ERROR x' }] });
    expect(gaps).toMatchObject([{ env: 'prod-eu', unknown: { why: 'denied' } }]);
  });

  it('tell of tasks that could not be listed, since there may be more', async () => {
    const sources = async () => ({
      sources: [aSource()],
      notReadable: [],
      task: undefined,
      gaps: [denied('ecs:ListTasks')],
    });
    expect((await errorLinesOf(reading([], { sources }).deps, aSighting())).gaps).toHaveLength(1);
  });

  it('hide no bug of our own', async () => {
    const newest = async () => {
      throw new TypeError('a bug');
    };
    await expect(errorLinesOf(reading([], { newest }).deps, aSighting())).rejects.toThrow('a bug');
  });
});

it('a line that was read twice is one', () => {
  const line = { at: minutesAgo(1), task: 'a', container: 'app', text: 'ERROR x' };
  expect(newestOf([line, { ...line }, { ...line, at: minutesAgo(2) }])).toHaveLength(2);
});
