import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../src/actions/index.ts';
import { COMMANDS } from '../src/commands/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${ROOT}/README.md`, 'utf8');

/** Files of a folder of plug-ins that are no plug-ins themselves. */
const FRAME = ['index', 'command', 'dispatch', 'action'];

describe.each([
  ['commands', COMMANDS.map(({ name }) => name)],
  ['actions', ACTIONS.map(({ id }) => id as string)],
])('%s', (folder, listed) => {
  const files = readdirSync(`${ROOT}/src/${folder}`)
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => !FRAME.includes(name));

  it('are all listed, each once, under the name of their file', () => {
    expect([...listed].sort()).toEqual(files.sort());
  });

  it('each have a test', () => {
    expect(files.filter((name) => !existsSync(`${ROOT}/test/${folder}/${name}.test.ts`))).toEqual([]);
  });
});

describe('the README', () => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'shows %s with its usage',
    (_, command) => {
      expect(readme).toContain(`\`/snail ${command.usage}\``);
    },
  );
});
