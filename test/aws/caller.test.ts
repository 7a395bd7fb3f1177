import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/aws/actions.ts';
import type { Budget, Place, Ticket } from '../../src/aws/budget.ts';
import { type AwsCall, createCaller } from '../../src/aws/caller.ts';
import { systemClock } from '../../src/clock.ts';
import type { UpstreamError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { movedClock } from './given-aws.ts';

const HEALTH: Action = 'elasticloadbalancing:DescribeTargetHealth';
const GROUPS: Action = 'elasticloadbalancing:DescribeTargetGroups';
const SERVICES: Action = 'ecs:DescribeServices';

/** What the SDK throws for an answer of AWS. */
const refusal = (name: string, message = 'AWS says: AKIAIOSFODNN7EXAMPLE') =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: 400 } });

const DENIED_ROLE = refusal(
  'AccessDenied',
  'User: arn:aws:iam::123456789012:user/bot is not authorized to perform: sts:AssumeRole on resource: arn:role',
);

/** A caller whose turns are given by hand where `queued`, else at once. */
function start({ callMs = 60_000, queued = false } = {}) {
  const clock = movedClock();
  const stopping = new AbortController();
  const queue: { place: Place; go: () => void; end: (reason: unknown) => void }[] = [];
  const budget: Budget = {
    turn: (_, place) =>
      new Promise((go, end) => {
        if (queued) queue.push({ place, go, end });
        else go();
      }),
  };
  stopping.signal.addEventListener('abort', () => {
    for (const { end } of queue) end(stopping.signal.reason);
  });
  const counted: unknown[][] = [];
  const logged: string[] = [];
  const call = createCaller({
    env: 'eu',
    budget,
    limits: { callMs },
    clock,
    log: createLog('debug', { write: (line: string) => void logged.push(line) }),
    metrics: { awsCall: (...all) => void counted.push(all) },
    signal: stopping.signal,
  });
  const sent: string[] = [];
  /** Makes a call; it fails with the error where one is given. */
  const make = (action: Action, given: { error?: unknown; ticket?: Ticket; attempt?: string } = {}) => {
    const { error, ticket, attempt = `try ${action}` } = given;
    const send: AwsCall<string>['send'] = async () => {
      sent.push(action);
      if (error) throw error;
      return 'answer';
    };
    return call({ action, attempt, send, ...(ticket ? { ticket } : {}) });
  };
  return { call, make, clock, stopping, queue, counted, logged, sent };
}

const patient = (): Ticket => ({ lane: 'later' });

/** The error a promise must fail with. */
async function failureOf(promise: Promise<unknown>): Promise<UpstreamError> {
  return promise.then(
    () => Promise.reject(new Error('did not fail')),
    (error: UpstreamError) => error,
  );
}

describe('a call', () => {
  it('is answered, counted and logged', async () => {
    const { call, clock, counted, logged } = start();
    const send = async () => {
      clock.forward(120);
      return 'answer';
    };
    expect(await call({ action: SERVICES, attempt: 'describe', send })).toBe('answer');
    expect(counted).toEqual([['eu', SERVICES, 'ok', 120]]);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ env: 'eu', action: SERVICES, outcome: 'ok' });
  });

  it('that fails says what was attempted, and neither message nor log hold the text of AWS', async () => {
    const { make, counted, logged } = start();
    const error = await failureOf(
      make(SERVICES, { error: refusal('ThrottlingException'), attempt: 'describe service web' }),
    );
    expect(error).toMatchObject({
      kind: 'throttled',
      message: 'could not describe service web: AWS is throttling',
    });
    expect(counted).toMatchObject([['eu', SERVICES, 'throttled', expect.any(Number)]]);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ code: 'ThrottlingException', status: 400 });
    expect(logged.join()).not.toMatch(/AWS says|AKIA/);
  });

  it('ends at its time limit, and its request is cut', async () => {
    const { call, counted } = start({ callMs: 20 });
    const signals: AbortSignal[] = [];
    const send = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<never>(() => {});
    };
    expect(await failureOf(call({ action: SERVICES, attempt: 'wait', send }))).toMatchObject({
      kind: 'timeout',
      message: 'could not wait: AWS did not answer in time',
    });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(counted).toMatchObject([['eu', SERVICES, 'timeout', expect.any(Number)]]);
  });

  it('does not count the wait for its turn against the time limit', async () => {
    const { make, queue } = start({ callMs: 20, queued: true });
    const made = make(SERVICES);
    await systemClock.sleep(60);
    queue[0]?.go();
    expect(await made).toBe('answer');
  });

  it('ends when the bot stops, whether it waits or is out', async () => {
    const { call, make, queue, stopping, sent } = start({ queued: true });
    let goOut = () => {};
    const out = new Promise<void>((resolve) => {
      goOut = resolve;
    });
    const send = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        goOut();
        signal.addEventListener('abort', () => reject(refusal('AbortError')));
      });
    const isOut = failureOf(call({ action: SERVICES, attempt: 'be out', send }));
    queue[0]?.go();
    await out;
    const waits = failureOf(make(SERVICES, { attempt: 'wait' }));
    stopping.abort();
    expect((await isOut).message).toBe('could not be out: the bot is stopping');
    expect((await waits).message).toBe('could not wait: the bot is stopping');
    expect(sent).toEqual([]);
  });

  it('is not made any more once the bot stops, even if its turn came', async () => {
    const { make, queue, stopping, sent } = start({ queued: true });
    const waits = failureOf(make(SERVICES));
    queue[0]?.go();
    stopping.abort();
    expect(await waits).toMatchObject({ kind: 'unreachable' });
    expect(await failureOf(make(SERVICES))).toMatchObject({ kind: 'unreachable' });
    expect(sent).toEqual([]);
    expect(queue).toHaveLength(1);
  });
});

describe('a failure', () => {
  it('answers at once for the calls that wait and would meet it too, but for urgent ones', async () => {
    const { make, queue, sent } = start({ queued: true });
    const first = failureOf(make(HEALTH, { error: refusal('AccessDenied'), ticket: patient() }));
    const waiting = Array.from({ length: 30 }, (_, nth) => {
      const attempt = `read group ${nth}`;
      return failureOf(make(HEALTH, { ticket: patient(), attempt }));
    });
    const urgent = make(HEALTH, { ticket: { lane: 'urgent' } });
    queue[0]?.go();
    await first;
    const failures = await Promise.all(waiting);
    expect(failures[7]).toMatchObject({
      kind: 'denied',
      permission: HEALTH,
      message: 'could not read group 7: AWS does not allow it',
    });
    expect(queue.map(({ place }) => place.gone)).toEqual([false, ...waiting.map(() => true), false]);
    expect(sent).toHaveLength(1);
    queue.at(-1)?.go();
    expect(await urgent).toBe('answer');
  });

  it('answers for two seconds for those that come; who waits for an answer gets a new one', async () => {
    const { make, clock, sent } = start();
    await failureOf(make(HEALTH, { error: refusal('AccessDenied') }));
    clock.forward(1999);
    expect(await failureOf(make(HEALTH, { ticket: patient() }))).toMatchObject({ kind: 'denied' });
    expect(sent).toHaveLength(1);
    expect(await make(HEALTH)).toBe('answer');
    clock.forward(1);
    expect(await make(HEALTH, { ticket: patient() })).toBe('answer');
    expect(sent).toHaveLength(3);
  });

  it.each([
    ['load balancing denied', HEALTH, refusal('AccessDenied'), [HEALTH]],
    ['an action that is not offered', SERVICES, refusal('UnknownOperationException'), [SERVICES]],
    ['expired credentials', SERVICES, refusal('ExpiredTokenException'), [HEALTH, GROUPS, SERVICES]],
    ['a role that cannot be assumed', SERVICES, DENIED_ROLE, [HEALTH, GROUPS, SERVICES]],
    // ECS is denied by resource, and the rest may be over with the next attempt.
    ['ECS denied', SERVICES, refusal('AccessDeniedException'), []],
    ['throttling', HEALTH, refusal('Throttling'), []],
    ['no answer', HEALTH, refusal('TimeoutError'), []],
    ['not found', HEALTH, refusal('TargetGroupNotFoundException'), []],
  ] as const)('answers for others as far as it concerns them: %s', async (_, action, error, expected) => {
    const { make } = start();
    await failureOf(make(action, { error }));
    const failed: Action[] = [];
    for (const other of [HEALTH, GROUPS, SERVICES] as const)
      await make(other, { ticket: patient() }).catch(() => failed.push(other));
    expect(failed).toEqual(expected);
  });

  it('to assume the role is named by that action for all other calls', async () => {
    const { make } = start();
    await failureOf(make(SERVICES, { error: DENIED_ROLE }));
    const other = await failureOf(make(HEALTH, { ticket: patient() }));
    expect(other).toMatchObject({ kind: 'denied', permission: 'sts:AssumeRole' });
  });
});
