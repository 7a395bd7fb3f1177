import { describe, expect, it } from 'vitest';
import { UpstreamError, type UpstreamKind, UserError } from '../../src/errors.ts';
import { failureMessage, sayMessage } from '../../src/views/failure.ts';

describe('a failure', () => {
  it('that the person can mend is said as written, without a reference', () => {
    const { text } = failureMessage(new UserError('Type `web`.'), 'ab12');
    expect(text).toBe('Type `web`.');
  });

  it('that is a bug says nothing of itself', () => {
    const { text, blocks } = failureMessage(new TypeError('token xoxb-1'), 'ab12');
    expect(text).toBe('Something broke on my side. Nothing was changed. (reference ab12)');
    expect(JSON.stringify(blocks)).not.toContain('xoxb');
  });

  it.each<[UpstreamKind, string | undefined, RegExp]>([
    ['denied', 'ecs:ListTasks', /^I could not look: it needs ecs:ListTasks\. /],
    ['credentials', undefined, /credentials are missing, wrong or expired.*\/snail doctor/],
    ['throttled', undefined, /too many calls just now/],
    ['timeout', undefined, /there was no answer/],
    ['unreachable', undefined, /there was no answer/],
    ['refused', undefined, /^I could not look\. \(reference ab12\)$/],
  ])('of an upstream that is %s says what to do', (kind, permission, words) => {
    const error = new UpstreamError('look', kind, permission ? { permission } : {});
    expect(failureMessage(error, 'ab12').text).toMatch(words);
  });
});

it('something said pings nobody', () => {
  const { text, blocks } = sayMessage('<!channel> gone');
  expect(text).toBe('<!channel> gone');
  expect(JSON.stringify(blocks)).toContain('&lt;!channel&gt; gone');
});
