import type { Unknown } from '../deployment/fact.ts';
import { UpstreamError, type UpstreamKind } from '../errors.ts';

const KINDS: readonly (readonly [UpstreamKind, RegExp])[] = [
  [
    'credentials',
    /^(ExpiredToken|ExpiredTokenException|RequestExpired|CredentialsProviderError|TokenProviderError|UnrecognizedClient|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|IncompleteSignatureException|MissingAuthenticationToken|MissingAuthenticationTokenException|AuthFailure|OptInRequired)$/,
  ],
  [
    'denied',
    /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedException|NotAuthorized)$/,
  ],
  [
    'throttled',
    /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|RequestThrottled|RequestThrottledException|SlowDown|LimitExceededException)$/,
  ],
  ['timeout', /^(TimeoutError|RequestTimeout|RequestTimeoutException|AbortError)$/],
  ['not-found', /NotFound(Exception|Fault)?$/],
  [
    'unsupported',
    /^(UnknownOperationException|UnknownOperation|InvalidAction|UnsupportedOperation|NotImplemented|UnsupportedFeatureException)$/,
  ],
];

const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/**
 * Puts what the SDK threw into our words. The kind goes by AWS's error code, then by the socket's, then by the
 * HTTP status; texts differ between services and stand-ins and are not looked at.
 * @param attempt completes "could not …"
 * @param action named as the missing permission when AWS denied it
 */
export function upstreamError(error: unknown, attempt: string, action: string): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const kind = kindOf(error);
  return new UpstreamError(`${attempt}${DETAIL[kind] ?? ''}`, kind, {
    cause: error,
    ...(kind === 'denied' ? { permission: action } : {}),
  });
}

/** A failed read as the hole it leaves. Anything but an upstream's failure is a bug and is thrown on. */
export function unknownOf(error: unknown): Unknown {
  if (!(error instanceof UpstreamError)) throw error;
  const { kind: why, message: detail, permission } = error;
  return { kind: 'unknown', why, detail, ...(permission ? { permission } : {}) };
}

const DETAIL: Partial<Record<UpstreamKind, string>> = {
  credentials: ': the AWS credentials are missing, wrong or expired',
  throttled: ': AWS is throttling',
  timeout: ': AWS did not answer in time',
  unreachable: ': AWS could not be reached',
  unsupported: ': not supported there',
  'not-found': ': not found',
};

function kindOf(error: unknown): UpstreamKind {
  const name = textOf(error, 'name');
  const known = KINDS.find(([, pattern]) => pattern.test(name))?.[0];
  if (known) return known;
  const codes = [textOf(error, 'code'), textOf(error, 'errno'), textOf(causeOf(error), 'code')];
  if (codes.some((code) => UNREACHABLE.test(code)))
    return codes.includes('ETIMEDOUT') ? 'timeout' : 'unreachable';
  return kindOfStatus(statusOf(error));
}

/** Stand-ins that do not know an operation answer in many ways; their status is all they agree on. */
function kindOfStatus(status: number | undefined): UpstreamKind {
  if (status === 404 || status === 501 || status === 405) return 'unsupported';
  if (status === 401) return 'credentials';
  if (status === 403) return 'denied';
  if (status === 429) return 'throttled';
  return status !== undefined && status >= 500 ? 'unreachable' : 'refused';
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

function textOf(error: unknown, field: 'name' | 'code' | 'errno'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
