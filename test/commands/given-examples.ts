import { expect, it } from 'vitest';
import { type Command, roleFor } from '../../src/commands/command.ts';
import { anOperationStage } from '../operation-stage.ts';

/** Every example that the help of a command shows, typed in that order on the reference tracker. */
export function itsExamplesWork(command: Command): void {
  it('does what the examples of its help say, one after the other', async () => {
    const { say } = await anOperationStage();
    for (const typed of command.examples) {
      const { message } = await say(typed);
      expect([typed, message.text]).toEqual([typed, expect.stringMatching(/\S/)]);
    }
  });

  it('begins its usage and its examples with its name', () => {
    for (const typed of [command.usage, ...command.examples]) expect(typed.split(' ')[0]).toBe(command.name);
  });

  it('explains every option of its own', () => {
    const told = Object.keys(command.optionWords).map((typed) => /^--(\w+)/.exec(typed)?.[1]);
    expect(Object.keys(command.options)).toEqual(expect.arrayContaining(told));
  });
}

/** Whoever may look may type these, and only who may change the others. */
export function itsRoles(
  command: Command,
  { viewer, operator }: { viewer: string[]; operator: string[] },
): void {
  it('may be read by those who may look, and changed by those who may change', () => {
    const roles = (all: string[]) =>
      all.map((typed) => [typed, roleFor(command, typed.split(' ').filter(Boolean))]);
    expect(roles(viewer)).toEqual(viewer.map((typed) => [typed, 'viewer']));
    expect(roles(operator)).toEqual(operator.map((typed) => [typed, 'operator']));
  });
}
