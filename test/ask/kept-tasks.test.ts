import { describe, expect, it } from 'vitest';
import { keptTasks } from '../../src/ask/kept-tasks.ts';
import { UpstreamError } from '../../src/errors.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { clock } from '../fakes.ts';
import { aSighting, aTask, known, minutesAgo, NOW } from '../given.ts';

const stopped = (id: string, minutes: number) =>
  aTask({ id, lastStatus: 'stopped', stoppedAt: minutesAgo(minutes) });
const record = (id: string, minutes: number) => ({
  ref: aSighting().ref,
  task: stopped(id, minutes),
  seenAt: NOW,
  lines: undefined,
  notRead: undefined,
});

describe('keptTasks', () => {
  it('are those of the last day that ECS has forgotten, the newest first', async () => {
    const blackBox = fakeBlackBox([
      record('old', 1500),
      record('both', 30),
      record('a', 200),
      record('b', 90),
    ]);
    const sighting = aSighting({ stopped: known([stopped('both', 30)]) });
    const fact = await keptTasks({ blackBox, clock }, sighting);
    expect(fact.kind === 'known' && fact.value.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('are all of the last day where ECS could not be asked', async () => {
    const blackBox = fakeBlackBox([record('a', 30)]);
    const fact = await keptTasks({ blackBox, clock }, aSighting());
    expect(fact.kind === 'known' && fact.value).toHaveLength(1);
  });

  it('are unknown, with the reason, where the database does not answer', async () => {
    const list = async () => {
      throw new UpstreamError('read the stopped tasks: nothing answers there', 'unreachable');
    };
    const fact = await keptTasks({ blackBox: { ...fakeBlackBox(), list }, clock }, aSighting());
    expect(fact).toMatchObject({
      kind: 'unknown',
      why: 'unreachable',
      detail: expect.stringContaining('nothing answers'),
    });
  });
});
