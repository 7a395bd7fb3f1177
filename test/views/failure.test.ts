import { describe, expect, it } from 'vitest';
import { UpstreamError, type UpstreamKind, UserError } from '../../src/errors.ts';
import { failureMessage, sayMessage } from '../../src/views/failure.ts';
import { IN_CHANNEL } from '../given.ts';

describe('a failure', () => {
  it('that the person can mend is said as written, without a reference', () => {
    const { text } = failureMessage(new UserError('Type `web`.'), 'ab12', IN_CHANNEL);
    expect(text).toBe('Type `web`.');
  });

  it('of an upstream that the person can mend is said without a reference', () => {
    const error = new UpstreamError('post to C1: I am not in that channel', 'denied', {
      advice: 'I am not in this channel. Type `/invite @Snail Trail`.',
    });
    expect(failureMessage(error, 'ab12', IN_CHANNEL).text).toBe(
      'I am not in this channel. Type `/invite @Snail Trail`.',
    );
  });

  it('names commands as they are typed in a terminal', () => {
    const error = new UserError('`/snail status` lists all.');
    expect(failureMessage(error, 'ab12', { kind: 'terminal' }).text).toBe('`snail status` lists all.');
  });

  it('that is a bug says nothing of itself', () => {
    const { text, blocks } = failureMessage(new TypeError('token xoxb-1'), 'ab12', IN_CHANNEL);
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
    expect(failureMessage(error, 'ab12', IN_CHANNEL).text).toMatch(words);
  });
});

it('something said pings nobody', () => {
  const { text, blocks } = sayMessage('<!channel> gone');
  expect(text).toBe('<!channel> gone');
  expect(JSON.stringify(blocks)).toContain('&lt;!channel&gt; gone');
});
