import type { Unknown } from '../deployment/fact.ts';
import { UpstreamError, type UpstreamKind } from '../errors.ts';

/** Codes that AWS's APIs and the SDK use for one kind of failure, with what people read about it. */
interface Symptom {
  readonly kind: UpstreamKind;
  readonly codes: RegExp;
  readonly says: string;
}

/**
 * The first that fits is it. Query APIs leave the ending `Exception` out.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html
 */
const SYMPTOMS: readonly Symptom[] = [
  { kind: 'credentials', codes: /^(Expired|RequestExpired)/, says: 'the AWS credentials have expired' },
  {
    kind: 'credentials',
    codes: /^(CredentialsProviderError|TokenProviderError|MissingAuthenticationToken)/,
    says: 'no AWS credentials were found',
  },
  {
    kind: 'credentials',
    codes:
      /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|AuthFailure|OptInRequired|InvalidIdentityToken|IDPRejectedClaim|RequestTimeTooSkewed)/,
    says: 'AWS does not accept the credentials',
  },
  {
    kind: 'denied',
    codes: /^(AccessDenied|Unauthorized|NotAuthorized|AuthorizationError)/,
    says: 'it is not allowed',
  },
  {
    kind: 'throttled',
    codes: /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown|PriorRequestNotComplete)/,
    says: 'AWS has had too many calls just now',
  },
  {
    kind: 'unsupported',
    codes: /^(UnknownOperation|InvalidAction|UnsupportedOperation|UnsupportedFeature|NotImplemented)/,
    says: 'it is not offered here',
  },
  { kind: 'not-found', codes: /NotFound/, says: 'it does not exist' },
  { kind: 'not-found', codes: /^ServiceNotActive/, says: 'it is not active any more' },
  { kind: 'timeout', codes: /^(TimeoutError|RequestTimeout)/, says: 'there was no answer in time' },
  {
    kind: 'unreachable',
    codes: /^(E[A-Z]+|EAI_AGAIN|CERT_\w+|ERR_TLS\w+|\w+_CERT\w*|UNABLE_TO_\w+)$/,
    says: 'there was no connection',
  },
];

/** For answers whose code says nothing, as other emulators and proxies give. */
const BY_HTTP_STATUS: Readonly<Record<number, Pick<Symptom, 'kind' | 'says'>>> = {
  401: { kind: 'credentials', says: 'AWS does not accept the credentials' },
  403: { kind: 'denied', says: 'it is not allowed' },
  404: { kind: 'unsupported', says: 'it is not offered here' },
  405: { kind: 'unsupported', says: 'it is not offered here' },
  429: { kind: 'throttled', says: 'AWS has had too many calls just now' },
  501: { kind: 'unsupported', says: 'it is not offered here' },
};

/**
 * What the SDK threw, as an error that says what was being attempted and what came in between.
 * @param action the IAM action of the call, named as missing where AWS does not name another.
 */
export function upstreamErrorOf(error: unknown, attempt: string, action: string): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const { kind, says } = symptomOf(error);
  const permission = kind === 'denied' ? { permission: deniedAction(error) ?? action } : {};
  return new UpstreamError(`${attempt}: ${says}`, kind, { cause: error, ...permission });
}

/**
 * A failed read as a hole in the answer.
 * @throws what was given, where it is no failure of an upstream but a bug.
 */
export function unknownOf(error: unknown): Unknown {
  if (!(error instanceof UpstreamError)) throw error;
  const { kind: why, message: detail, permission } = error;
  return { kind: 'unknown', why, detail, ...(permission ? { permission } : {}) };
}

function symptomOf(error: unknown): Pick<Symptom, 'kind' | 'says'> {
  if (isConnectTimeout(error)) return { kind: 'unreachable', says: 'there was no connection' };
  const codes = [textIn(error, 'name'), textIn(error, 'code')];
  const symptom = SYMPTOMS.find((each) => codes.some((code) => each.codes.test(code)));
  if (symptom) return symptom;
  // An error that says no more than that it is one is described better by the HTTP status.
  const [name = ''] = codes;
  return BY_HTTP_STATUS[statusOf(error)] ?? { kind: 'refused', says: `AWS answered ${name || 'an error'}` };
}

/** The SDK gives a connection that was never made the same name as an answer that came too late. */
function isConnectTimeout(error: unknown): boolean {
  return textIn(error, 'name') === 'TimeoutError' && /establish a connection/.test(textIn(error, 'message'));
}

function deniedAction(error: unknown): string | undefined {
  return /not authorized to perform: ([\w-]+:\w+)/.exec(textIn(error, 'message'))?.[1];
}

function statusOf(error: unknown): number {
  const metadata = propertyOf(error, '$metadata');
  const status = propertyOf(metadata, 'httpStatusCode');
  return typeof status === 'number' ? status : 0;
}

function textIn(value: unknown, name: string): string {
  const text = propertyOf(value, name);
  return typeof text === 'string' ? text : '';
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
