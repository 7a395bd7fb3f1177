import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { attempted, isBusy } from '../../src/store/failures.ts';

function coded(code: string, message = 'x'): Error {
  return Object.assign(new Error(message), { code });
}

async function failure(thrown: unknown): Promise<UpstreamError> {
  const outcome = await attempted('save the watch', () => Promise.reject(thrown)).catch((e: unknown) => e);
  if (!(outcome instanceof UpstreamError)) throw new Error('not an UpstreamError');
  return outcome;
}

describe('a failing database', () => {
  it.each([
    [coded('SQLITE_READONLY_DBMOVED'), 'denied', 'may not be written'],
    [coded('SQLITE_IOERR_WRITE'), 'refused', 'refused to read or write'],
    [coded('SQLITE_FULL'), 'refused', 'disk is full'],
    [coded('SQLITE_CORRUPT'), 'refused', 'damaged'],
    [coded('SQLITE_BUSY_SNAPSHOT'), 'timeout', 'another process'],
    [coded('ENOSPC'), 'refused', 'disk is full'],
    [coded('ENOTFOUND'), 'unreachable', 'host name is not known'],
    [coded('57P03'), 'unreachable', 'starting or stopping'],
    [coded('53300'), 'throttled', 'no connection left'],
    [coded('25006'), 'denied', 'read-only'],
    [coded('57014'), 'timeout', 'in time'],
    [new Error('Query read timeout'), 'timeout', 'in time'],
    [new Error('timeout exceeded when trying to connect'), 'timeout', 'in time'],
    [new Error('Connection terminated unexpectedly'), 'unreachable', 'connection was lost'],
    [Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }), 'unreachable', 'nothing answers'],
    [new Error('some\nnew \u001b[31mthing'), 'refused', 'some new thing'],
    [coded('XX000', ''), 'refused', 'XX000'],
    [new Error(''), 'refused', 'no reason was given'],
    ['a string', 'refused', 'a string'],
  ])('%s is %s', async (thrown, kind, reason) => {
    const error = await failure(thrown);
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(/^could not save the watch: /);
    expect(error.message).toContain(reason);
    expect(error.cause).toBe(thrown);
  });

  it('keeps the message short however long the reason is', async () => {
    expect((await failure(new Error('x'.repeat(10_000)))).message.length).toBeLessThan(300);
  });

  it('passes on what has a message for people already', async () => {
    const known = new UpstreamError('do something else', 'denied');
    expect(await failure(known)).toBe(known);
  });

  it('tells a file that is held for the moment from other failures', () => {
    expect(isBusy(coded('SQLITE_BUSY'))).toBe(true);
    expect(isBusy(coded('SQLITE_CORRUPT'))).toBe(false);
    expect(isBusy(undefined)).toBe(false);
  });
});
