import { describe, expect, it } from 'vitest';
import { help } from '../../src/commands/help.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { CAUSES } from '../../src/diagnosis/rules/index.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { aCall } from '../fakes.ts';

const run = (...words: string[]) => help.run({ commands: COMMANDS }, aCall({ words }));

describe('help', () => {
  it('shows every command with what it is for', async () => {
    const { message } = await run();
    const lines = message.text.split('\n');
    for (const { name, summary } of COMMANDS)
      expect(lines.some((each) => each.startsWith(`/snail ${name}`) && each.endsWith(`: ${summary}`))).toBe(
        true,
      );
    expect(message.text).toContain('/snail op [import|export|new|…]: ');
    expect(message.text).toContain('/snail digest [every|list|preview|…] [--short|--full]: ');
  });

  it('shows every cause that a diagnosis knows, whole in Slack’s limits', async () => {
    const { message } = await run('Causes');
    const shown = fitMessage(message)
      .blocks.map((each) => JSON.stringify(each))
      .join('\n');
    for (const { id, title } of CAUSES) expect(message.text).toContain(`\n${id}: ${title}\n`);
    for (const { id } of CAUSES) expect(shown).toContain(id);
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
