import { expect, it } from 'vitest';
import { commandHelpMessage, helpMessage } from '../../src/views/help.ts';
import { IN_CHANNEL } from '../given.ts';

const status = {
  name: 'status',
  usage: 'status [service]',
  summary: 'how <they> are',
  examples: ['status web'],
  optionWords: { '--all': 'every <one>' },
};

it('shows all commands, a line each, and a way on', () => {
  const { text, blocks } = helpMessage([status, { ...status, name: 'menu', usage: 'menu' }], IN_CHANNEL);
  expect(text).toBe('Commands\n/snail status [service]: how <they> are\n/snail menu: how <they> are');
  expect(JSON.stringify(blocks)).toContain('how &lt;they&gt; are');
  expect(JSON.stringify(blocks)).toContain('"action_id":"show-status"');
});

it('shows one with its options and examples', () => {
  const { text, blocks } = commandHelpMessage(status, IN_CHANNEL);
  expect(text).toBe(
    '/snail status [service]: how <they> are\n  --all: every <one>\nExamples\n  /snail status web',
  );
  expect(JSON.stringify(blocks)).toContain('• `--all` every &lt;one&gt;');
  expect(JSON.stringify(blocks)).toContain('• `/snail status web`');
});

it('names commands as they are typed in a terminal', () => {
  const terminal = { kind: 'terminal', thread: undefined } as const;
  expect(helpMessage([status], terminal).text).toMatch(/^Commands\nsnail status \[service\]: .*\n.*--json/);
  expect(commandHelpMessage(status, terminal).text).not.toContain('/snail');
});
