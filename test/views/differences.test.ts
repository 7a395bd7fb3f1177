import { expect, it } from 'vitest';
import { differencesMessage } from '../../src/views/differences.ts';
import { aRevision } from '../given.ts';

const [from, to] = [aRevision(14), aRevision(15)];

it('has one line for each difference', () => {
  const differences = [
    {
      id: 'drift-command-changed',
      what: 'command of app',
      how: 'changed',
      before: 'a',
      after: 'b <!channel>',
    },
    {
      id: 'drift-env-changed',
      what: 'variable TOKEN of app',
      how: 'removed',
      before: undefined,
      after: undefined,
    },
  ] as const;
  const { text, blocks } = differencesMessage({ from, to, differences });
  expect(text).toBe(
    'web:14 → web:15: 2 differences\n  The command of app changed: a → b <!channel>\n  Variable TOKEN of app was removed',
  );
  expect(JSON.stringify(blocks)).not.toContain('<!channel>');
});

it('says that there is none', () => {
  expect(differencesMessage({ from, to, differences: [] }).text).toBe(
    'web:14 → web:15: the same in all that bears on health',
  );
});
