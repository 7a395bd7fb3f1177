import { expect, it } from 'vitest';
import { commandHelpMessage, helpMessage } from '../../src/views/help.ts';

const status = {
  name: 'status',
  usage: 'status [service]',
  summary: 'how <they> are',
  examples: ['status web'],
};

it('shows all commands, a line each, and a way on', () => {
  const { text, blocks } = helpMessage([status, { ...status, name: 'menu', usage: 'menu' }]);
  expect(text).toBe('Commands\n/snail status [service]: how <they> are\n/snail menu: how <they> are');
  expect(JSON.stringify(blocks)).toContain('how &lt;they&gt; are');
  expect(JSON.stringify(blocks)).toContain('"action_id":"show-status"');
});

it('shows one with its examples', () => {
  const { text, blocks } = commandHelpMessage(status);
  expect(text).toBe('/snail status [service]: how <they> are\n  /snail status web');
  expect(JSON.stringify(blocks)).toContain('• `/snail status web`');
});
