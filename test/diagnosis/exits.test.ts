import { describe, expect, it } from 'vitest';
import { exitsOf } from '../../src/diagnosis/exits.ts';
import { aTask } from '../given.ts';
import { aFailedTask, someEvidence } from './given-evidence.ts';

const EXITED = {
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
} as const;

function endedWith(...codes: readonly number[]) {
  const [container] = aTask().containers;
  if (!container) throw new Error('a task has a container');
  return codes.map((exitCode, at) => ({ ...container, name: `c${at}`, exitCode }));
}

describe('the container that ended by itself', () => {
  it.each([
    ['not the one that ECS stopped with it', [143, 2], [2]],
    ['an error before an orderly end', [0, 3], [3]],
    ['an orderly end where there is no error', [0, 137], [0]],
    ['none where all were stopped', [143, 137], []],
  ] as const)('is %s', (_, codes, found) => {
    const containers = endedWith(...codes);
    const evidence = someEvidence({ stopped: [aFailedTask({ ...EXITED, containers })] });
    expect(exitsOf(evidence).map(({ code }) => code)).toEqual(found);
  });

  it('is none of a task that ECS itself stopped', () => {
    const task = aFailedTask({ containers: endedWith(1) });
    expect(exitsOf(someEvidence({ stopped: [task] }))).toEqual([]);
  });
});
