import { describe, expect, it } from 'vitest';
import { help } from '../../src/commands/help.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { aCall } from '../fakes.ts';

const run = (...words: string[]) => help.run({ commands: COMMANDS }, aCall({ words }));

describe('help', () => {
  it('shows every command with what it is for', async () => {
    const { message } = await run();
    for (const { usage, summary } of COMMANDS) expect(message.text).toContain(`/snail ${usage}: ${summary}`);
  });

  it('shows one with its examples', async () => {
    const { message } = await run('STATUS');
    expect(message.text).toContain('/snail status [service]');
    expect(message.text).toContain('  /snail status --all');
    expect(message.text).toContain('  --env prod-eu: only this environment');
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'tells what each option of %s does',
    (_, { options, optionWords }) => {
      const told = Object.keys(optionWords).map((typed) => /^--([\w-]+)/.exec(typed)?.[1]);
      expect(told.sort()).toEqual(Object.keys(options).sort());
    },
  );

  it('names the nearest for an unknown one', async () => {
    await expect(run('stauts')).rejects.toThrow('There is no command "stauts". Nearest: status.');
    await expect(run('nope')).rejects.toThrow('`/snail help` lists all.');
  });
});
