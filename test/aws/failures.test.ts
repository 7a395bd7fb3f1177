import { describe, expect, it } from 'vitest';
import { traceOf, upstreamError } from '../../src/aws/failures.ts';
import { unknownOf } from '../../src/deployment/fact.ts';
import { UpstreamError } from '../../src/errors.ts';

const ACTION = 'ecs:DescribeServices';

/** An answer of AWS, as the SDK throws it. */
function answer(name: string, status = 400, message = 'words of AWS'): Error {
  const $fault = status < 500 ? 'client' : 'server';
  return Object.assign(new Error(message), { name, $fault, $metadata: { httpStatusCode: status } });
}

/** An error of the socket or the SDK itself. */
function local(name: string, more: object = {}): Error {
  return Object.assign(new Error('words of the SDK'), { name, ...more });
}

/** What could not be read as an answer of AWS. */
const garbage = (status: number) => local('SyntaxError', { $metadata: { httpStatusCode: status } });

const kindOf = (error: unknown) => upstreamError(error, 'look', ACTION).kind;

describe('what the SDK throws', () => {
  it.each([
    ['credentials', answer('ExpiredTokenException')],
    ['credentials', answer('ExpiredToken', 403)],
    ['credentials', answer('RequestExpired')],
    ['credentials', answer('UnrecognizedClientException')],
    ['credentials', answer('InvalidClientTokenId', 403)],
    ['credentials', answer('SignatureDoesNotMatch', 403)],
    ['credentials', answer('InvalidSignatureException')],
    ['credentials', answer('MissingAuthenticationTokenException')],
    ['credentials', local('CredentialsProviderError')],
    ['denied', answer('AccessDeniedException')],
    ['denied', answer('AccessDenied', 403)],
    ['denied', answer('UnauthorizedOperation', 403)],
    ['throttled', answer('ThrottlingException')],
    ['throttled', answer('Throttling')],
    ['throttled', answer('TooManyRequestsException', 429)],
    ['throttled', answer('RequestLimitExceeded', 503)],
    ['timeout', local('TimeoutError')],
    ['timeout', local('Error', { code: 'ETIMEDOUT' })],
    ['timeout', answer('RequestTimeoutException', 408)],
    ['unreachable', local('TimeoutError', { message: 'Socket timed out without establish a connection' })],
    ['unreachable', local('TimeoutError', { code: 'ECONNRESET' })],
    ['unreachable', local('TimeoutError', { code: 'EPIPE' })],
    ['timeout', local('TimeoutError', { code: 'ETIMEDOUT' })],
    ['unreachable', local('Error', { code: 'ECONNREFUSED' })],
    ['unreachable', local('Error', { code: 'ECONNRESET' })],
    ['unreachable', local('Error', { code: 'ENOTFOUND' })],
    ['unreachable', local('Error', { code: 'CERT_HAS_EXPIRED' })],
    ['unreachable', local('TypeError', { cause: { code: 'ECONNREFUSED' } })],
    ['not-found', answer('ClusterNotFoundException')],
    ['not-found', answer('TargetGroupNotFoundException')],
    ['not-found', answer('ResourceNotFoundException')],
    ['not-found', answer('ServiceNotActiveException')],
    ['unsupported', answer('UnknownOperationException')],
    ['unsupported', answer('InvalidAction')],
    ['unsupported', answer('UnsupportedFeatureException')],
    ['unsupported', answer('NotFound', 404)],
    ['unsupported', answer('Unknown', 501)],
    ['unsupported', garbage(200)],
    ['credentials', answer('Unknown', 401)],
    ['denied', answer('Unknown', 403)],
    ['throttled', answer('Unknown', 429)],
    ['unreachable', answer('ServerException', 500)],
    ['unreachable', garbage(502)],
    ['refused', answer('InvalidParameterException')],
    ['refused', answer('ClientException')],
    ['refused', 'a text'],
    ['refused', undefined],
    ['refused', null],
  ] as const)('is %s: %s', (kind, error) => {
    expect(kindOf(error)).toBe(kind);
  });

  it.each([
    ['ClusterNotFoundException', 'there is no such cluster'],
    ['TargetGroupNotFoundException', 'there is no such target group'],
    ['ServiceNotFoundException', 'not found'],
  ])('says what is gone: %s', (name, words) => {
    expect(upstreamError(answer(name), 'look', ACTION).message).toBe(`could not look: ${words}`);
  });

  it('is said in our words; its own text stays with the cause', () => {
    const error = answer('InvalidParameterException', 400, 'secret of AWS');
    const said = upstreamError(error, 'describe service web', ACTION);
    expect(said.message).toBe('could not describe service web: AWS refused it (InvalidParameterException)');
    expect(said.cause).toBe(error);
    const broken = answer('InternalFailure', 500, 'secret of AWS');
    expect(upstreamError(broken, 'look', ACTION).message).toBe(
      'could not look: AWS failed on its side (HTTP 500)',
    );
  });

  it('is not taken for a code where it is a text, in message and log', () => {
    const error = answer('a whole sentence with AKIAIOSFODNN7EXAMPLE');
    const said = upstreamError(error, 'look', ACTION);
    expect(said.message).toBe('could not look: AWS refused it (no code)');
    expect(traceOf(said)).toEqual({ code: '', status: 400 });
  });

  it('is left alone where it was put into words before', () => {
    const before = new UpstreamError('assume role x', 'denied', { permission: 'sts:AssumeRole' });
    expect(upstreamError(before, 'look', ACTION)).toBe(before);
  });
});

describe('the missing permission', () => {
  const denial = (message: string) => upstreamError(answer('AccessDenied', 403, message), 'look', ACTION);

  it('is the action that AWS names, else the one that was called', () => {
    expect(
      denial('User: arn:x is not authorized to perform: elasticloadbalancing:DescribeTags because no policy')
        .permission,
    ).toBe('elasticloadbalancing:DescribeTags');
    expect(denial('no').permission).toBe(ACTION);
  });

  it('is told for denials only', () => {
    expect(upstreamError(answer('ThrottlingException'), 'look', ACTION).permission).toBeUndefined();
  });
});

describe('a failed read', () => {
  it('leaves a hole that says why', () => {
    const hole = unknownOf(upstreamError(answer('AccessDenied', 403), 'look', ACTION));
    expect(hole).toEqual({
      kind: 'unknown',
      why: 'denied',
      detail: 'could not look: AWS does not allow it',
      permission: ACTION,
    });
    expect(unknownOf(upstreamError(local('TimeoutError'), 'look', ACTION))).not.toHaveProperty('permission');
  });

  it('is not what a bug makes', () => {
    expect(() => unknownOf(new TypeError('bug'))).toThrow('bug');
  });
});
