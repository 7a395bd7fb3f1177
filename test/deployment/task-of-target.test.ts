import { describe, expect, it } from 'vitest';
import { taskOfTarget } from '../../src/deployment/task-of-target.ts';
import { aTarget, aTask } from '../given.ts';

const instance = { id: 'i-0123456789abcdef0' };

describe('taskOfTarget', () => {
  it('finds the task by its own address', () => {
    const task = aTask({ privateIp: '10.0.2.10' });
    expect(taskOfTarget(aTarget({ id: '10.0.2.10' }), [aTask(), task])).toBe(task);
  });

  it('finds the task behind an instance by its host port', () => {
    const [one, other] = [32_768, 32_769].map((port) => aTask({ privateIp: undefined, hostPorts: [port] }));
    expect(
      taskOfTarget(
        aTarget({ ...instance, port: 32_769 }),
        [one, other].flatMap((task) => task ?? []),
      ),
    ).toBe(other);
  });

  it('guesses nothing where several tasks use the port, or none does', () => {
    const tasks = [aTask({ hostPorts: [80] }), aTask({ hostPorts: [80] })];
    expect(taskOfTarget(aTarget({ ...instance, port: 80 }), tasks)).toBeUndefined();
    expect(taskOfTarget(aTarget({ ...instance, port: 81 }), tasks)).toBeUndefined();
    expect(taskOfTarget(aTarget({ ...instance, port: undefined }), tasks)).toBeUndefined();
  });
});
