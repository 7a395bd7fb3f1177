import { describe, expect, it } from 'vitest';
import { diagnosisLines } from '../../src/ask/diagnose-lines.ts';
import type { NewestWanted } from '../../src/aws/newest-lines.ts';
import { findSuspect } from '../../src/diagnosis/suspect.ts';
import { UpstreamError } from '../../src/errors.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { aFailedTask, someEvidence } from '../diagnosis/given-evidence.ts';
import { clock, fakeEstate } from '../fakes.ts';
import { aTargetGroup, minutesAgo, NOW } from '../given.ts';

const SOURCE = { container: 'app', group: '/ecs/web', region: undefined, streamPrefix: 'ecs/app/' };

function reading(newest: () => Promise<{ text: string; at: Date }[]>) {
  const evidence = someEvidence({ stopped: [aFailedTask(), aFailedTask()] });
  const sighting = { ...evidence.sighting, targetGroups: [aTargetGroup([])] };
  const asked: (string | undefined)[] = [];
  const { estate } = fakeEstate([sighting]);
  const logs = {
    ...estate.logs,
    sources: async () => ({ sources: [SOURCE], notReadable: [], task: undefined, gaps: [] }),
    newest: async (
      _env: string,
      { pattern }: { pattern: string | undefined },
      { matches = () => true }: NewestWanted,
    ) => {
      asked.push(pattern);
      const all = (await newest()).map(({ text, at }) => ({
        id: text,
        stream: 'ecs/app/0f1e',
        at,
        ingestedAt: at,
        text,
      }));
      const lines = all.filter((line) => matches(line));
      return { lines, searchedSinceAt: minutesAgo(60), more: false };
    },
  };
  const deps = {
    estate: { ...estate, logs },
    clock,
    redact: createRedactor([]),
    sleep: () => new Promise<void>(() => {}),
  };
  const suspect = findSuspect(sighting, NOW);
  return {
    deps,
    asked,
    read: (records: Parameters<typeof diagnosisLines>[1]['records'] = []) =>
      diagnosisLines(deps, { sighting, suspect, records }),
  };
}

describe('lines for a diagnosis', () => {
  it('are those of two failing tasks, each once, and the last success', async () => {
    const { read, asked } = reading(async () => [
      { text: '"GET /health" 200 "ELB-HealthChecker/2.0" password=abcdefghijk', at: minutesAgo(3) },
    ]);
    const { lines, success } = await read();
    expect([...asked].sort()).toEqual(['"ELB-HealthChecker" " 200 "', undefined, undefined, undefined]);
    expect(lines).toMatchObject({ kind: 'known', value: [{ container: 'app' }] });
    expect(success?.text).not.toContain('abcdefghijk');
  });

  it('tell how long a task that serves took to start, where tasks were stopped before they answered', async () => {
    const { read } = reading(async () => [{ text: 'Started App in 142.3 seconds', at: minutesAgo(500) }]);
    expect((await read()).earlierStart).toMatchObject({
      text: 'Started App in 142.3 seconds',
      container: 'app',
    });
  });

  it('are none, and no gap, where nothing was ever written', async () => {
    const { read } = reading(async () => {
      throw new UpstreamError('read log group /ecs/web: not found', 'not-found');
    });
    expect(await read()).toMatchObject({ lines: { kind: 'known', value: [] }, success: undefined });
  });

  it('are a gap where they may not be read, unless some were kept', async () => {
    const refused = () =>
      reading(async () => {
        throw new UpstreamError('read log group /ecs/web', 'denied', { permission: 'logs:FilterLogEvents' });
      });
    expect(await refused().read()).toMatchObject({
      lines: { kind: 'unknown', permission: 'logs:FilterLogEvents' },
    });
    const task = aFailedTask();
    const evidence = someEvidence({ stopped: [task, aFailedTask()] });
    const suspect = findSuspect(evidence.sighting, NOW);
    const kept = {
      ref: evidence.sighting.ref,
      task,
      seenAt: NOW,
      notRead: undefined,
      lines: [{ at: minutesAgo(5), container: 'app', text: 'last words' }],
    };
    const { deps } = refused();
    const asked = { sighting: evidence.sighting, suspect, records: [kept] };
    const { lines, gap } = await diagnosisLines(deps, asked);
    expect(lines).toMatchObject({ kind: 'known', value: [{ text: 'last words', task: task.id }] });
    expect(gap).toMatchObject({ kind: 'unknown', permission: 'logs:FilterLogEvents' });
  });

  it('are no longer than anybody reads, whatever a program writes', async () => {
    const { read } = reading(async () => [{ text: '"GET / 200 ELB-HealthChecker '.repeat(9999), at: NOW }]);
    const { lines, success } = await read();
    const [line] = lines.kind === 'known' ? lines.value : [];
    expect([line?.text.length, success?.text.length]).toEqual([4000, 4000]);
  });

  it.each([
    ['10.0.0.12 - - "GET /health HTTP/1.1" 200 17 "-" "ELB-HealthChecker/2.0"', true],
    ['GET /health 200 1.2 ms ELB-HealthChecker/2.0', true],
    ['[200] GET /health ELB-HealthChecker/2.0', true],
    ['10.0.0.12 - - "GET /health HTTP/1.1" 404 200 "-" "ELB-HealthChecker/2.0"', false],
    ['GET /health 404 200 - 1.2 ms ELB-HealthChecker/2.0', false],
    ['took 200 ms: GET /health 404 ELB-HealthChecker/2.0', false],
  ])('tell of a success by the code alone: %s', async (text, isSuccess) => {
    const { read } = reading(async () => [{ text, at: minutesAgo(3) }]);
    expect((await read()).success !== undefined).toBe(isSuccess);
  });

  it('are waited for no longer than four seconds', async () => {
    const { deps, read } = reading(() => new Promise(() => {}));
    const asked: number[] = [];
    deps.sleep = async (ms?: number) => void asked.push(ms ?? 0);
    expect(await read()).toMatchObject({ lines: { kind: 'unknown', why: 'timeout' } });
    expect(asked).toEqual([4000]);
  });
});
