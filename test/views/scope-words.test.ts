import { expect, it } from 'vitest';
import type { Scope } from '../../src/alerting/scope.ts';
import { quietWords, scopeLabel } from '../../src/views/scope-words.ts';
import { DRAWN, SPOKEN } from '../../src/views/speech.ts';
import { minutesAgo, NOW } from '../given.ts';

it.each<[Scope, string]>([
  [{ kind: 'names', env: 'prod-eu', cluster: 'prod', name: 'web' }, 'prod/web'],
  [{ kind: 'names', env: 'prod-us', cluster: 'prod', name: '*' }, 'prod-us:prod/*'],
  [{ kind: 'names', env: '*', cluster: '*', name: 'web*' }, '*:*/web*'],
  [{ kind: 'tag', env: 'prod-eu', key: 'team', value: 'pay' }, 'tag:team=pay'],
  [{ kind: 'tag', env: 'prod-us', key: 'team', value: 'pay' }, 'prod-us:tag:team=pay'],
])('names a scope as it is typed, the environment only where it has to be', (scope, label) => {
  expect(scopeLabel(scope, 'prod-eu')).toBe(label);
});

it('says until when it is quiet, in the zone of the reader', () => {
  const quiet = { kind: 'until', untilAt: minutesAgo(-120) } as const;
  expect(quietWords(quiet, NOW, SPOKEN)).toBe('quiet until 4 Mar 05:00 UTC');
  expect(quietWords(quiet, NOW, DRAWN)).toMatch(/^quiet until <!date\^/);
});

it('says how quiet hours come again, and in which zone that is meant', () => {
  const quiet = { kind: 'cron', cron: '0 2 * * 0', forMs: 7_200_000, zone: 'Europe/Berlin' } as const;
  expect(quietWords(quiet, NOW, SPOKEN)).toBe('quiet for 2 h at each 0 2 * * 0 (Europe/Berlin)');
  expect(quietWords(quiet, NOW, DRAWN)).toBe('quiet for 2 h at each `0 2 * * 0` (Europe/Berlin)');
});

it('says nothing of a quiet that is over, nor of none', () => {
  expect(quietWords({ kind: 'until', untilAt: NOW }, NOW, SPOKEN)).toBe('');
  expect(quietWords(undefined, NOW, SPOKEN)).toBe('');
});
