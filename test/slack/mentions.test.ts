import { expect, it } from 'vitest';
import { textWithoutMention } from '../../src/slack/mentions.ts';

it.each([
  ['<@UBOT> status web', 'status web'],
  ['<@UBOT|snail>  status web ', 'status web'],
  ['hey <@UBOT> status web', 'status web'],
  ['status web <@UBOT>', 'status web'],
  ['<@UBOT>', ''],
  ['status web', 'status web'],
  ['<@UOTHER> status', '<@UOTHER> status'],
  ['<@UBOT> watch web --on-call <@UOTHER>', 'watch web --on-call <@UOTHER>'],
  ['<@UBOT> status <@UBOT>', 'status'],
])('%s is heard as %j', (text, heard) => {
  expect(textWithoutMention(text, 'UBOT')).toBe(heard);
});
