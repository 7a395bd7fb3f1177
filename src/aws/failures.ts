import { UpstreamError, type UpstreamKind } from '../errors.ts';

/** What an error's code or name means. */
interface Symptom {
  readonly kind: UpstreamKind;
  readonly codes: RegExp;
  readonly says: string;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html */
const SYMPTOMS: readonly Symptom[] = [
  {
    kind: 'credentials',
    codes:
      /^(ExpiredToken|RequestExpired|CredentialsProviderError|TokenProviderError|UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|AuthFailure)(Exception)?$/,
    says: 'the AWS credentials are missing, wrong or expired',
  },
  {
    kind: 'denied',
    codes: /^(AccessDenied|UnauthorizedOperation|Unauthorized|NotAuthorized|OptInRequired)(Exception)?$/,
    says: 'AWS does not allow it',
  },
  {
    kind: 'throttled',
    codes:
      /^(Throttling|Throttled|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown)(Exception)?$/,
    says: 'AWS is throttling',
  },
  {
    kind: 'timeout',
    codes: /^(TimeoutError|RequestTimeout(Exception)?|AbortError|ETIMEDOUT)$/,
    says: 'AWS did not answer in time',
  },
  { kind: 'not-found', codes: /^ClusterNotFound(Exception)?$/, says: 'there is no such cluster' },
  { kind: 'not-found', codes: /^TargetGroupNotFound(Exception)?$/, says: 'there is no such target group' },
  // The SDK calls an answer without a code "NotFound"; only longer names say that something was looked for.
  {
    kind: 'not-found',
    codes: /\wNotFound(Exception|Fault)?$|^ServiceNotActiveException$/,
    says: 'not found',
  },
  {
    kind: 'unsupported',
    codes:
      /^(UnknownOperation|InvalidAction|UnsupportedOperation|NotImplemented|UnsupportedFeature)(Exception|Error)?$/,
    says: 'it is not offered there',
  },
  {
    kind: 'unreachable',
    codes:
      /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|EPROTO|HPE_|CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/,
    says: 'AWS could not be reached',
  },
];

/** For answers whose code says nothing, as stand-ins and proxies give them. */
const BY_STATUS: ReadonlyMap<number, Pick<Symptom, 'kind' | 'says'>> = new Map([
  [401, { kind: 'credentials', says: 'the AWS credentials are missing, wrong or expired' }],
  [403, { kind: 'denied', says: 'AWS does not allow it' }],
  [404, { kind: 'unsupported', says: 'it is not offered there' }],
  [405, { kind: 'unsupported', says: 'it is not offered there' }],
  [429, { kind: 'throttled', says: 'AWS is throttling' }],
  [501, { kind: 'unsupported', says: 'it is not offered there' }],
]);

/**
 * Puts what the SDK threw into our words. The kind goes by AWS's error code, then by the socket's, then by the
 * HTTP status. AWS's own text is left to the `cause`: it can hold signatures and tokens.
 * @param attempt completes "could not …"
 * @param action named as the missing permission where AWS denied it without naming another
 */
export function upstreamError(error: unknown, attempt: string, action: string): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const { kind, says } = symptomOf(error);
  const permission = kind === 'denied' ? { permission: deniedAction(error) ?? action } : {};
  return new UpstreamError(`${attempt}: ${says}`, kind, { cause: error, ...permission });
}

/** What the log may know about an answer beyond our own words; no texts, which can hold signatures and tokens. */
export function traceOf(error: UpstreamError): {
  readonly code: string;
  readonly status: number | undefined;
} {
  return { code: codesOf(error.cause).join(' '), status: statusOf(error.cause) };
}

function symptomOf(error: unknown): Pick<Symptom, 'kind' | 'says'> {
  if (hadNoConnection(error)) return { kind: 'unreachable', says: 'there was no connection to AWS' };
  const codes = codesOf(error);
  const symptom = SYMPTOMS.find((each) => codes.some((code) => each.codes.test(code)));
  if (symptom) return symptom;
  const status = statusOf(error);
  const known = BY_STATUS.get(status ?? 0);
  if (known) return known;
  if (status !== undefined && status >= 500)
    return { kind: 'unreachable', says: `AWS failed on its side (HTTP ${status})` };
  // The SDK marks what AWS answered with whose fault it is; without the mark it could not read the answer.
  const isAnswer = propertyOf(error, '$fault') !== undefined;
  if (!isAnswer && status !== undefined)
    return { kind: 'unsupported', says: 'the answer is not in the form of AWS' };
  return { kind: 'refused', says: `AWS refused it (${codes[0] ?? 'no code'})` };
}

/** The SDK gives a connection that was never made, or was cut, the same name as an answer that came too late. */
function hadNoConnection(error: unknown): boolean {
  if (textIn(error, 'name') !== 'TimeoutError') return false;
  return (
    /establish a connection/.test(textIn(error, 'message')) || /^(ECONN|EPIPE)/.test(textIn(error, 'code'))
  );
}

function deniedAction(error: unknown): string | undefined {
  return /not authorized to perform: ([\w-]+:\w+)/.exec(textIn(error, 'message'))?.[1];
}

/** Codes are single words; anything longer would be a text. */
function codesOf(error: unknown): readonly string[] {
  const cause = propertyOf(error, 'cause');
  const all = [textIn(error, 'name'), textIn(error, 'code'), textIn(cause, 'code')];
  return all.filter((code) => /^[\w.-]{1,80}$/.test(code));
}

function statusOf(error: unknown): number | undefined {
  const status = propertyOf(propertyOf(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}

function textIn(value: unknown, name: string): string {
  const text = propertyOf(value, name);
  return typeof text === 'string' ? text : '';
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
