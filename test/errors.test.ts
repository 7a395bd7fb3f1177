import { describe, expect, it } from 'vitest';
import { UpstreamError, UserError } from '../src/errors.ts';

describe('errors', () => {
  it('an upstream refusal says what was attempted, and keeps its cause', () => {
    const cause = new Error('AccessDenied');
    const error = new UpstreamError('describe the service web', 'denied', {
      cause,
      permission: 'ecs:DescribeServices',
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'UpstreamError',
      message: 'could not describe the service web',
      kind: 'denied',
      permission: 'ecs:DescribeServices',
      cause,
    });
  });

  it('an upstream refusal without more has neither permission nor cause', () => {
    const error = new UpstreamError('reach Slack', 'unreachable');
    expect(error.permission).toBeUndefined();
    expect(error.cause).toBeUndefined();
  });

  it('what a person can mend is shown as written', () => {
    const error = new UserError('no service "wbe"; did you mean web?');
    expect(error).toMatchObject({ name: 'UserError', message: 'no service "wbe"; did you mean web?' });
    expect(error).not.toBeInstanceOf(UpstreamError);
  });
});
