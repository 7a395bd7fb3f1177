import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { UpstreamError, type UpstreamKind } from '../errors.ts';

/** What became of a call that failed, in the kinds that decide whether it may be tried again. */
export type Failure =
  /** Slack asks for a pause; nothing was done. */
  | { readonly kind: 'throttled'; readonly word: string; readonly retryAfterMs: number }
  /** It never reached Slack, or Slack says it did nothing for want of its own health. */
  | { readonly kind: 'not-done'; readonly word: string }
  /** It may have been done: a time-out, a connection lost on the way, an answer nobody can read. */
  | { readonly kind: 'uncertain'; readonly word: string }
  /** Slack's answer is no; `word` is Slack's error word, or an HTTP status. */
  | {
      readonly kind: 'refused';
      readonly word: string;
      readonly needed?: string;
      readonly messages: readonly string[];
    };

/** Connection errors that happen before a request has left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Words for troubles of Slack's own. `fatal_error`, `internal_error` and `request_timeout` may come after the
 * deed was done.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
const OUTAGES = new Map<string, 'not-done' | 'uncertain'>([
  ['service_unavailable', 'not-done'],
  ['team_added_to_org', 'not-done'],
  ['fatal_error', 'uncertain'],
  ['internal_error', 'uncertain'],
  ['request_timeout', 'uncertain'],
]);

/** Reads whatever the SDK, `fetch` or a response URL threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UpstreamError && error.cause !== undefined) return failureOf(error.cause);
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'throttled', word: 'ratelimited', retryAfterMs: Math.max(1, error.retryAfter) * 1000 };
  }
  if (error instanceof WebAPIPlatformError) return platformFailure(error);
  if (error instanceof WebAPIHTTPError) return httpFailure(error.statusCode);
  if (error instanceof WebAPIRequestError) return connectionFailure(error.original);
  return connectionFailure(error);
}

/** 500 and 503 are refusals at Slack's door; a gateway's 502 and 504 say nothing about what lies behind it. */
function httpFailure(status: number): Failure {
  const word = `http_${status}`;
  if (status === 500 || status === 503) return { kind: 'not-done', word };
  if (status > 500) return { kind: 'uncertain', word };
  return { kind: 'refused', word, messages: [] };
}

/**
 * "could not <attempt>: <what to do>", with the kind that people and programs act on. An uncertain outcome of
 * a repeatable call is a plain time-out or outage; of any other it is `unconfirmed`.
 */
export function upstreamOf(
  attempt: string,
  failure: Failure,
  cause: unknown,
  repeatable = false,
): UpstreamError {
  const advice = ADVICE[failure.word] ?? `Slack says ${failure.word}`;
  const mendable = FOR_PEOPLE[failure.word];
  const permission = failure.kind === 'refused' ? failure.needed : undefined;
  return new UpstreamError(`${attempt}: ${advice}`, kindOf(failure, repeatable), {
    cause,
    ...(permission === undefined ? {} : { permission }),
    ...(mendable === undefined ? {} : { advice: mendable }),
  });
}

/** Whether Slack found the blocks at fault, so that a plain form has a chance. */
export function refusesBlocks(failure: Failure): boolean {
  return failure.kind === 'refused' && BLOCK_FAULTS.has(failure.word);
}

const BLOCK_FAULTS = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'invalid_attachments',
  'block_mismatch',
  // What views.publish says instead.
  'invalid_arguments',
  'view_too_large',
]);

const INVITE = 'invite me with /invite @Snail Trail';
const TOKEN = 'check SLACK_BOT_TOKEN';
const ADVICE: Readonly<Record<string, string>> = {
  not_in_channel: `I am not in that channel; ${INVITE}`,
  channel_not_found: `I cannot see that channel; if it is private, ${INVITE}`,
  user_not_in_channel: 'that person is not in the channel',
  is_archived: 'the channel is archived; unarchive it or choose another',
  // What chat.update says in an archived channel.
  is_inactive: 'the channel is archived; unarchive it or choose another',
  message_not_found: 'the message is not there any more',
  file_not_found: 'the file is not there any more',
  file_deleted: 'the file was deleted',
  thread_not_found: 'the message it belongs under is not there any more',
  cant_update_message: 'the message was written by an earlier installation of me',
  edit_window_closed: 'the message is too old to be edited',
  invalid_auth: `Slack does not accept the token; ${TOKEN}`,
  not_authed: `no token was sent; ${TOKEN}`,
  account_inactive: `the app was removed from the workspace; install it again and ${TOKEN}`,
  token_revoked: `the token was revoked; install the app again and ${TOKEN}`,
  token_expired: `the token has expired; ${TOKEN}`,
  ratelimited: 'Slack asks for a pause',
  timed_out: 'Slack did not answer in time',
  connection_lost: 'the connection was lost before Slack answered',
  connection_failed: 'Slack cannot be reached',
};

/** What whoever asked can mend without anybody's help. */
const FOR_PEOPLE: Readonly<Record<string, string>> = {
  not_in_channel:
    'I am not in this channel, so I cannot post here. Type `/invite @Snail Trail`, then try again.',
  channel_not_found:
    'I cannot see this channel, so I cannot post here. If it is private, type `/invite @Snail Trail`, then try again.',
  is_archived: 'This channel is archived, so nobody can post here.',
};

const CREDENTIALS = /^(invalid_auth|not_authed|account_inactive|token_\w+|not_allowed_token_type)$/;
const DENIED =
  /^(missing_scope|not_in_channel|no_permission|restricted_action\w*|\w*access_denied|user_not_in_channel)$/;
/** A message that nobody can edit any more is as good as gone: it belongs to an earlier installation, or is too old. */
const NOT_FOUND = /_not_found$|^(cant_update_message|edit_window_closed|file_deleted)$/;
/** A stand-in without a method may say so by HTTP; Slack itself always answers 200 with a word. */
const UNSUPPORTED =
  /^(http_40[45]|unknown_method|method_deprecated|not_supported|\w+_not_supported|feature_not_enabled)$/;

function kindOf(failure: Failure, repeatable: boolean): UpstreamKind {
  switch (failure.kind) {
    case 'throttled':
      return 'throttled';
    case 'not-done':
      return 'unreachable';
    case 'uncertain':
      if (!repeatable) return 'unconfirmed';
      return failure.word === 'timed_out' ? 'timeout' : 'unreachable';
    case 'refused':
      if (CREDENTIALS.test(failure.word)) return 'credentials';
      if (DENIED.test(failure.word)) return 'denied';
      if (NOT_FOUND.test(failure.word)) return 'not-found';
      return UNSUPPORTED.test(failure.word) ? 'unsupported' : 'refused';
  }
}

function platformFailure(error: WebAPIPlatformError): Failure {
  const { data } = error;
  // A body that is no JSON arrives here as the word: a proxy's page, not Slack's answer.
  if (!/^[\w-]{1,80}$/.test(data.error)) return { kind: 'uncertain', word: 'unreadable_answer' };
  if (data.error === 'ratelimited' || data.error === 'rate_limited') {
    const seconds = data.response_metadata?.retryAfter ?? 1;
    return { kind: 'throttled', word: 'ratelimited', retryAfterMs: Math.max(1, seconds) * 1000 };
  }
  const outage = OUTAGES.get(data.error);
  if (outage) return { kind: outage, word: data.error };
  const needed = 'needed' in data && typeof data.needed === 'string' ? { needed: data.needed } : {};
  const messages = data.response_metadata?.messages ?? [];
  return { kind: 'refused', word: data.error, messages, ...needed };
}

function connectionFailure(error: unknown): Failure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'TimeoutError') return { kind: 'uncertain', word: 'timed_out' };
    const code = 'code' in cause ? String(cause.code) : '';
    if (NEVER_SENT.has(code)) return { kind: 'not-done', word: 'connection_failed' };
  }
  return { kind: 'uncertain', word: 'connection_lost' };
}
