import { z } from 'zod';
import type { Caller } from './caller.ts';
import { Refusal } from './refusal.ts';
import type { AwsCall } from './request.ts';

const where = {
  /** `DescribeTargetHealth`, `ecs:DescribeServices`, or with stars: `ecs:*`, `Describe*`, `*`. */
  operation: z.string(),
  /** How many calls it spoils; all until cleared where absent. */
  times: z.number().int().min(1).optional(),
  /** Only in this region. */
  region: z.string().optional(),
  /** Only in this account. */
  account: z.string().optional(),
};

/** The form of a fault, for those that come in over HTTP. */
export const faultForm = z.discriminatedUnion('kind', [
  z.object({
    ...where,
    kind: z.enum([
      'throttled',
      'denied',
      'expired',
      'unrecognized',
      'error',
      'dropped',
      'unsupported',
      'empty-page',
      'stale-token',
    ]),
  }),
  z.object({ ...where, kind: z.literal('delay'), ms: z.number().min(0).max(600_000) }),
  z.object({ ...where, kind: z.literal('absent'), fields: z.array(z.string()) }),
]);

/**
 * Something that goes wrong on request. `expired` and `unrecognized` are about credentials, `error` is a 500,
 * `dropped` cuts the connection without an answer, `empty-page` makes a log read answer no events but a token,
 * `stale-token` refuses calls that carry a token,
 * `absent` leaves fields out of answers, at any depth.
 */
export type Fault = z.output<typeof faultForm>;

/** The faults that are switched on. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** All that spoil this call, in the order added; each counts as having done so. */
  take(call: AwsCall, caller: Caller): readonly Fault[];
}

/** No faults at first. */
export function createFaults(): Faults {
  let active: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: () => {
      active = [];
    },
    take: (call, caller) => {
      const hits = active.filter(({ fault }) => concerns(fault, call, caller));
      for (const hit of hits) hit.left -= 1;
      active = active.filter(({ left }) => left > 0);
      return hits.map(({ fault }) => fault);
    },
  };
}

/** The refusal that a fault makes in AWS's words, or undefined for faults that refuse nothing. */
export function refusalOf(fault: Fault, call: AwsCall, caller: Caller): Refusal | undefined {
  const json = call.protocol === 'json';
  switch (fault.kind) {
    case 'throttled':
      return throttled(call);
    case 'denied':
      return denied(call, caller);
    case 'expired':
      if (call.protocol === 'ec2') return new Refusal('RequestExpired', 'Request has expired.', 400);
      return json
        ? new Refusal('ExpiredTokenException', 'The security token included in the request is expired')
        : new Refusal('ExpiredToken', 'The security token included in the request is expired', 403);
    case 'unrecognized':
      return json
        ? new Refusal('UnrecognizedClientException', 'The security token included in the request is invalid.')
        : new Refusal('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
    case 'error':
      return json
        ? new Refusal(
            call.api === 'ecs' ? 'ServerException' : 'ServiceUnavailableException',
            'Service Unavailable. Please try again later.',
            500,
          )
        : new Refusal('InternalFailure', 'We encountered an internal error. Please try again.', 500);
    case 'unsupported':
      return unknownOperation(call);
    case 'stale-token':
      return new Refusal('InvalidParameterException', 'The specified nextToken is invalid.');
    default:
      return undefined;
  }
}

/** Too many calls. */
export function throttled(call: AwsCall): Refusal {
  if (call.protocol === 'ec2') return new Refusal('RequestLimitExceeded', 'Request limit exceeded.', 503);
  return new Refusal(call.protocol === 'json' ? 'ThrottlingException' : 'Throttling', 'Rate exceeded');
}

/** An operation that this API does not have. */
export function unknownOperation(call: AwsCall): Refusal {
  if (call.protocol === 'json') return new Refusal('UnknownOperationException', '');
  const version = call.api === 'sts' ? '2011-06-15' : '2015-12-01';
  return new Refusal('InvalidAction', `Could not find operation ${call.operation} for version ${version}`);
}

function denied(call: AwsCall, caller: Caller): Refusal {
  const action = `${call.api}:${call.operation}`;
  const resource =
    call.api === 'elasticloadbalancing'
      ? ''
      : ` on resource: arn:aws:${call.api}:${caller.region}:${caller.account}:*`;
  const message = `User: ${caller.arn} is not authorized to perform: ${action}${resource} because no identity-based policy allows the ${action} action`;
  if (call.protocol === 'ec2')
    return new Refusal('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403);
  return call.protocol === 'json'
    ? new Refusal('AccessDeniedException', message)
    : new Refusal('AccessDenied', message, 403);
}

function concerns(fault: Fault, call: AwsCall, caller: Caller): boolean {
  const pattern = new RegExp(`^${fault.operation.replace(/[^\w*:]/g, '').replaceAll('*', '.*')}$`);
  return (
    (pattern.test(call.operation) || pattern.test(`${call.api}:${call.operation}`)) &&
    (fault.kind !== 'stale-token' || carriesToken(call)) &&
    (fault.region === undefined || fault.region === caller.region) &&
    (fault.account === undefined || fault.account === caller.account)
  );
}

function carriesToken({ input }: AwsCall): boolean {
  return typeof input === 'object' && input !== null && 'nextToken' in input && input.nextToken !== undefined;
}
