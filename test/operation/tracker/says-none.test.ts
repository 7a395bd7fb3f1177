import { expect, it } from 'vitest';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';
import { patchTracker } from '../../../src/operation/tracker/patch.ts';
import { saysNone } from '../../../src/operation/tracker/says-none.ts';

it.each([
  ['None', true],
  ['_None at the moment._', true],
  ['No open blockers', true],
  ['Keine', true],
  ['N/A', true],
  ['Nenhum', true],
  ['No access to the vault', false],
  ['None of the probes answers', false],
  ['Nothing works', false],
])('"%s"', (words, none) => {
  expect(saysNone(words)).toBe(none);
});

it.each(['None', '- None', '- keine'])('a blocker takes the place of "%s"', (written) => {
  const source = `# Move\n\n## Blockers\n\n${written}\n`;
  const tracker = parseTracker(source);
  expect(tracker.operation.entries).toEqual([]);
  const { source: now } = patchTracker(tracker, {
    kind: 'add',
    entry: { kind: 'blocker', title: 'No quota' },
  });
  expect(now).toBe('# Move\n\n## Blockers\n\n- No quota\n');
});
