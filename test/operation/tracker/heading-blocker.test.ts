import { expect, it } from 'vitest';
import { entriesOf } from '../../../src/operation/operation.ts';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';

it.each([
  ['with its impact below', '### Port shut\n**Impact**: nobody pays\n', 'Port shut', 'nobody pays'],
  [
    'with its owner first',
    '### Port shut\n- Owner: Dana\n- Impact: nobody pays\n',
    'Port shut',
    'nobody pays',
  ],
  ['with prose below', '### Port shut\n\nThe vendor has to open it.\n', 'Port shut', undefined],
  ['with nothing below', '### Port shut\n', 'Port shut', undefined],
  ['of blockers in a list', '### Network\n- Port shut\n', 'Port shut', undefined],
  [
    'that says what follows',
    '### Main blocker\n- Port shut\n- Impact: nobody pays\n',
    'Port shut',
    'nobody pays',
  ],
])('a heading among blockers %s', (_, written, title, impact) => {
  const { operation } = parseTracker(`# Move\n\n## Blockers\n\n${written}`);
  const [blocker, ...others] = entriesOf(operation, 'blocker');
  expect(others).toEqual([]);
  expect(blocker).toMatchObject({ title, cleared: false });
  expect(blocker?.impact?.value).toBe(impact);
});

it('is cleared by its mark', () => {
  const { operation } = parseTracker('# Move\n\n## Blockers\n\n### ✅ Port shut\n- Impact: nobody pays\n');
  expect(entriesOf(operation, 'blocker')).toMatchObject([{ title: 'Port shut', cleared: true }]);
});
