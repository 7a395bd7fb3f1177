import { expect, it } from 'vitest';
import { type Thread, UNDELIVERED } from '../../src/alerting/thread.ts';
import { deliveryColumns, deliveryIn, threadOf, threadRow } from '../../src/store/thread-rows.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aBlindness, aDelivery, aFullAlert, aFullCard, anAlertThread } from '../given-threads.ts';

it.each([
  ['an alert', aFullAlert()],
  ['a rollout', aFullCard()],
  ['blindness', aBlindness({ overAt: NOW })],
])('a thread about %s comes back from its row, one version on', (_, about) => {
  const thread: Thread = { ...anAlertThread(), about, version: 6 };
  expect(threadOf(threadRow(thread, NOW))).toEqual({ ...thread, version: 7 });
  const closed = { ...thread, open: false };
  expect(threadOf(threadRow(closed, NOW))).toEqual({ ...closed, version: 7 });
});

it('only open alerts have a time at which they climb', () => {
  const nextAt = minutesAgo(-10);
  const alert = anAlertThread({ about: { nextAt } });
  expect(threadRow(alert, NOW).next_at).toBe(nextAt.toISOString());
  expect(threadRow({ ...alert, open: false }, NOW).next_at).toBeNull();
  expect(threadRow(anAlertThread(), NOW).next_at).toBeNull();
});

it('a key that had to be changed is refused, and text that is too long is cut', () => {
  expect(() => threadRow(anAlertThread({ key: 'k'.repeat(1101) }), NOW)).toThrow(RangeError);
  expect(() => threadRow(anAlertThread({ channel: 'C\0' }), NOW)).toThrow(RangeError);
  const { about } = threadOf(threadRow(anAlertThread({ about: { reason: 'r'.repeat(90_000) } }), NOW));
  expect('reason' in about && about.reason).toMatch(/^r{3999}…$/);
});

it('the longest names there can be fit a key', () => {
  const long = 'n'.repeat(255);
  const key = `alert:${long}:${long}/${long}:container-health:${long}:123456`;
  expect(threadRow(anAlertThread({ key }), NOW).key).toBe(key);
});

it('a delivery comes back from its columns', () => {
  const delivery = aDelivery({ posting: { key: 'k', at: NOW, what: 'root' }, nextAt: minutesAgo(-5) });
  const columns = deliveryColumns(delivery);
  expect(deliveryIn(columns)).toEqual(delivery);
  expect(columns).toMatchObject({ root: '1.0', delivered_version: 1 });
  expect(deliveryIn({ delivery: null })).toEqual(UNDELIVERED);
});
