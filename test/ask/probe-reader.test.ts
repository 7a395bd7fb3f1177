import { describe, expect, it } from 'vitest';
import { createProbeReader, type ProbeReaderDeps } from '../../src/ask/probe-reader.ts';
import type { Estate } from '../../src/aws/estate.ts';
import { UpstreamError, UserError } from '../../src/errors.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import type { LogProbe } from '../../src/verification/probe.ts';
import { clock, fakeEstate, NO_ANSWER } from '../fakes.ts';
import { aRef, aSighting, denied, minutesAgo, NOW } from '../given.ts';

const ROUND = { freshness: { maxAgeMs: 0 }, services: [] };
const PROBE: LogProbe = {
  kind: 'log',
  expects: 'absent',
  pattern: 'ERROR',
  service: 'web',
  windowMs: 900_000,
};
const SOURCE = { container: 'app', group: '/ecs/web', region: undefined, streamPrefix: 'ecs/app/' };

function aReader(given: Partial<Estate> = {}, more: Partial<ProbeReaderDeps> = {}) {
  const sightings = [
    aSighting(),
    aSighting({ ref: aRef('web', 'staging') }),
    aSighting({ ref: aRef('api') }),
  ];
  const { estate, asked } = fakeEstate(sightings, given);
  const redact = (text: string) => ({ text: text.replaceAll('hunter2', '[redacted]'), count: 0 });
  const deps = { estate, clock, redact, httpProbe: NO_ANSWER, ...more };
  return { reader: createProbeReader(deps, ROUND), asked };
}

/** Lines of one container, of which those that match are handed out as CloudWatch does. */
function someLines(
  texts: readonly string[],
  given: { more?: boolean; sources?: Partial<Awaited<ReturnType<Estate['logs']['sources']>>> } = {},
) {
  const lines = texts.map(
    (text, nth): LogLine => ({
      id: `${nth}`,
      stream: 'ecs/app/1',
      at: minutesAgo(texts.length - nth),
      ingestedAt: NOW,
      text,
    }),
  );
  const windows: Date[] = [];
  const logs: Estate['logs'] = {
    ...fakeEstate([]).estate.logs,
    sources: async () => ({
      sources: [SOURCE],
      notReadable: [],
      task: undefined,
      gaps: [],
      ...given.sources,
    }),
    newest: async (_, { sinceAt }, { limit, matches }) => {
      windows.push(sinceAt);
      const found = lines.filter((line) => !matches || matches(line)).slice(-limit);
      return { lines: found, searchedSinceAt: minutesAgo(4), more: given.more ?? false };
    },
  };
  return { logs, windows };
}

describe('what probes read of services', () => {
  it('is looked at once in a round, however many ask', async () => {
    const { reader, asked } = aReader();
    const found = await Promise.all([
      reader.service('api'),
      reader.service('prod/api'),
      reader.service('api'),
      reader.sightings('api'),
    ]);
    expect(found[0]).toMatchObject({ kind: 'found', sighting: { ref: { name: 'api' } } });
    expect(asked.looks).toBe(1);
  });

  it.each([
    ['web', /^several services fit web: prod\/web, staging\/web$/],
    ['apii', /^no service is called apii; nearest: prod\/api$/],
  ])('is lost for %s, with what it could be', async (typed, why) => {
    expect(await aReader().reader.service(typed)).toEqual({ kind: 'lost', why: expect.stringMatching(why) });
    expect(await aReader().reader.sightings(typed)).toEqual([]);
  });

  it('is lost where the services could not be listed, and says so', async () => {
    const gaps = [{ env: 'prod-eu', subject: 'services', unknown: denied('ecs:ListServices') }];
    const { estate } = fakeEstate([], { gaps });
    const reader = createProbeReader(
      { estate, clock, redact: (text) => ({ text, count: 0 }), httpProbe: NO_ANSWER },
      ROUND,
    );
    expect(await reader.service('web')).toEqual({
      kind: 'lost',
      why: 'whether there is a service web is not known: could not call ecs:ListServices',
    });
  });
});

describe('what probes read of lines', () => {
  const api = { ...PROBE, service: 'api' };

  it('are the last that match, how many there are, and that all of the window was searched', async () => {
    const { logs, windows } = someLines(['ok', 'ERROR one', 'ok', 'ERROR two']);
    const found = await aReader({ logs }).reader.lines(api);
    expect(found).toMatchObject({
      kind: 'known',
      source: 'logs:FilterLogEvents',
      value: { matching: [{ text: 'ERROR one' }, { text: 'ERROR two' }], read: 4, incomplete: undefined },
    });
    expect(windows).toEqual([minutesAgo(15)]);
  });

  it('are matched and shown without their secrets', async () => {
    const { logs } = someLines(['password hunter2']);
    const { reader } = aReader({ logs });
    expect(await reader.lines({ ...api, pattern: 'hunter' })).toMatchObject({
      value: { matching: [], read: 1 },
    });
    expect(await reader.lines({ ...api, pattern: 'password' })).toMatchObject({
      value: { matching: [{ text: 'password [redacted]' }] },
    });
  });

  it.each([
    [
      'a window that is too full',
      { more: true },
      /^there are too many lines; only those since 2026-03-04T02:56:00Z/,
    ],
    [
      'a container whose lines go elsewhere',
      { sources: { notReadable: [{ container: 'proxy', revisions: [], why: 'it has no log driver' }] } },
      /^the lines of proxy cannot be read: it has no log driver$/,
    ],
    [
      'tasks that could not be listed',
      { sources: { gaps: [denied('ecs:ListTasks')] } },
      /^could not call ecs:ListTasks$/,
    ],
  ])('are incomplete for %s', async (_, given, incomplete) => {
    const { logs } = someLines(['ok'], given);
    const found = await aReader({ logs }).reader.lines(api);
    expect(found).toMatchObject({ value: { incomplete: expect.stringMatching(incomplete) } });
  });

  it.each([
    ['no container tells where they are', { sources: { sources: [] } }, undefined, 'unsupported'],
    [
      'AWS refuses',
      {},
      new UpstreamError('read the log', 'denied', { permission: 'logs:FilterLogEvents' }),
      'denied',
    ],
    ['nothing can be found out', {}, new UserError('There is no such task.'), 'unsupported'],
  ])('are not known where %s', async (_, given, failure, why) => {
    const { logs } = someLines([], given);
    const broken = failure ? { ...logs, newest: () => Promise.reject(failure) } : logs;
    expect(await aReader({ logs: broken }).reader.lines(api)).toMatchObject({ kind: 'unknown', why });
  });

  it('are not known of a service that is not clear', async () => {
    expect(await aReader().reader.lines(PROBE)).toMatchObject({
      kind: 'unknown',
      detail: expect.stringContaining('several services fit web'),
    });
  });
});
