import { expect, it } from 'vitest';
import { showHelp } from '../../src/actions/show-help.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { aCall } from '../fakes.ts';

it('shows all commands beside the menu', async () => {
  const { answer, show } = await showHelp.run({ commands: COMMANDS }, { ...aCall(), value: '' });
  expect(show).toBe('beside');
  expect(answer.message.text).toContain('/snail status [service]');
});
