import { expect, it } from 'vitest';
import { alertContext } from '../../src/ask/alert-context.ts';
import type { Estate } from '../../src/aws/estate.ts';
import { UpstreamError } from '../../src/errors.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { clock, fakeEstate } from '../fakes.ts';
import {
  aContainerDefinition,
  aRef,
  aSighting,
  aTask,
  aTaskDefinition,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';
import { aStoppedRecord } from '../given-alerts.ts';
import { aSource } from '../given-tails.ts';

const RECORD = aStoppedRecord({
  lines: [
    { at: minutesAgo(2), container: 'app', text: 'INFO starting' },
    { at: minutesAgo(1), container: 'app', text: 'ERROR no disk' },
  ],
});
const asked = { ref: aRef() };

function scene(given: {
  sighting?: Parameters<typeof aSighting>[0];
  records?: Parameters<typeof fakeBlackBox>[0];
  newest?: Estate['logs']['newest'];
}) {
  const { logs } = fakeEstate([]).estate;
  const sources = async () => ({ sources: [aSource()], notReadable: [], task: undefined, gaps: [] });
  const newest = given.newest ?? logs.newest;
  const { estate, asked: calls } = fakeEstate([aSighting(given.sighting)], {
    logs: { ...logs, sources, newest },
  });
  const redact = (text: string) => ({ text: text.replace(/hunter2/g, '[redacted]'), count: 0 });
  const sleep = () => new Promise<void>(() => {});
  return { calls, deps: { estate, clock, redact, sleep, blackBox: fakeBlackBox(given.records) } };
}

it('is a full look, and what of it fails', async () => {
  const { deps, calls } = scene({});
  const context = await alertContext(deps, asked);
  expect(calls.looks).toBe(1);
  expect(context).toMatchObject({ readAt: NOW, gaps: [], errors: { kind: 'known', value: [] } });
  expect(context.sighting.service.kind).toBe('known');
});

it('has the stopped tasks that ECS has forgotten, each once', async () => {
  const both = aTask({ stoppedAt: minutesAgo(3) });
  const { deps } = scene({
    sighting: { stopped: known([both]) },
    records: [
      RECORD,
      aStoppedRecord({ task: both }),
      aStoppedRecord({ task: aTask({ stoppedAt: minutesAgo(90) }) }),
    ],
  });
  const { stopped } = (await alertContext(deps, asked)).sighting;
  expect(stopped?.kind === 'known' && stopped.value.map(({ id }) => id).sort()).toEqual(
    [both.id, RECORD.task.id].sort(),
  );
});

it('has them although ECS does not say', async () => {
  const { deps } = scene({ sighting: { stopped: denied('ecs:ListTasks') }, records: [RECORD] });
  const { stopped } = (await alertContext(deps, asked)).sighting;
  expect(stopped).toMatchObject({ kind: 'known', source: 'black box', value: [{ id: RECORD.task.id }] });
});

it('has the errors that were kept with them, and no other lines', async () => {
  const { errors } = await alertContext(scene({ records: [RECORD] }).deps, asked);
  expect(errors).toMatchObject({ kind: 'known', value: [{ text: 'ERROR no disk', task: RECORD.task.id }] });
});

it('has those that were kept where CloudWatch does not answer', async () => {
  const newest = async () => {
    throw new UpstreamError('read logs', 'throttled');
  };
  expect((await alertContext(scene({ newest }).deps, asked)).errors).toMatchObject({ why: 'throttled' });
  const { errors } = await alertContext(scene({ newest, records: [RECORD] }).deps, asked);
  expect(errors).toMatchObject({ kind: 'known', source: 'black box' });
});

it('shows no line where lines are withheld, kept or not, and reads none', async () => {
  const newest = async () => {
    throw new Error('not to be read');
  };
  const { deps } = scene({ newest, records: [RECORD] });
  const withheld = 'this channel is shared with other organisations';
  const { errors } = await alertContext(deps, asked, { freshness: { maxAgeMs: 0 }, withheld });
  expect(errors).toEqual({ kind: 'unknown', why: 'denied', detail: withheld });
});

it('has a gap where the database does not answer, and the rest all the same', async () => {
  const { deps } = scene({});
  const list = async () => {
    throw new UpstreamError('read the black box', 'unreachable');
  };
  const context = await alertContext({ ...deps, blackBox: { ...deps.blackBox, list } }, asked);
  expect(context.gaps).toMatchObject([{ env: undefined, unknown: { why: 'unreachable' } }]);
  expect(context.sighting.service.kind).toBe('known');
});

it('does not take a bug of its own for an outage', async () => {
  const { deps } = scene({});
  const list = async () => {
    throw new TypeError('a bug');
  };
  await expect(alertContext({ ...deps, blackBox: { ...deps.blackBox, list } }, asked)).rejects.toThrow(
    'a bug',
  );
});

it('makes secrets in the command of a health check unreadable', async () => {
  const healthCheck = {
    ...{ intervalMs: 30_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 },
    command: ['CMD-SHELL', 'curl -u me:hunter2 localhost'],
  };
  const definitions = known([aTaskDefinition({ containers: [aContainerDefinition({ healthCheck })] })]);
  const context = await alertContext(scene({ sighting: { definitions } }).deps, asked);
  expect(JSON.stringify(context)).not.toContain('hunter2');
});
