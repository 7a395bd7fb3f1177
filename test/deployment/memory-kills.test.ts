import { describe, expect, it } from 'vitest';
import { memoryKills } from '../../src/deployment/memory-kills.ts';
import { aTask, denied, known, minutesAgo, NOW } from '../given.ts';

function stopped(minutes: number, reason: string | undefined) {
  const [container] = aTask().containers;
  if (!container) throw new Error('a task has a container');
  return aTask({ stoppedAt: minutesAgo(minutes), containers: [{ ...container, exitCode: 137, reason }] });
}

const KILLED = 'OutOfMemoryError: Container killed due to memory usage';

describe('tasks killed for memory', () => {
  it('are counted for an hour, with the time of the last', () => {
    const tasks = known([stopped(30, KILLED), stopped(8, KILLED), stopped(61, KILLED)]);
    expect(memoryKills(tasks, NOW)).toEqual({ count: 2, newestAt: minutesAgo(8) });
  });

  it('are not those that ended by the same code for another reason, or for none that is told', () => {
    expect(memoryKills(known([stopped(8, undefined), stopped(9, 'CannotPull')]), NOW)).toBeUndefined();
  });

  it.each([[undefined], [denied('ecs:ListTasks')]])('are not known from %j', (fact) => {
    expect(memoryKills(fact, NOW)).toBeUndefined();
  });
});
