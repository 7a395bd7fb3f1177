import { expect, it } from 'vitest';
import { createDeliveries } from '../../src/slack/deliveries.ts';

function aClock() {
  let now = 1_700_000_000_000;
  return {
    now: () => new Date(now),
    sleep: async () => {},
    pass: (ms: number) => {
      now += ms;
    },
  };
}

it('knows a delivery by any of its ids', () => {
  const deliveries = createDeliveries(aClock());
  expect(deliveries.isNew(['envelope 1', 'event 1'])).toBe(true);
  expect(deliveries.isNew(['envelope 1', undefined])).toBe(false);
  expect(deliveries.isNew(['envelope 2', 'event 1'])).toBe(false);
  expect(deliveries.isNew(['envelope 2', 'event 2'])).toBe(false);
  expect(deliveries.isNew(['envelope 3', 'event 3'])).toBe(true);
});

it('forgets after ten minutes', () => {
  const clock = aClock();
  const deliveries = createDeliveries(clock);
  deliveries.isNew(['1']);
  clock.pass(9 * 60_000);
  expect(deliveries.isNew(['1'])).toBe(false);
  clock.pass(11 * 60_000);
  expect(deliveries.isNew(['1'])).toBe(true);
});

it('takes what has no id at all for new', () => {
  const deliveries = createDeliveries(aClock());
  expect(deliveries.isNew([undefined, ''])).toBe(true);
  expect(deliveries.isNew([undefined, ''])).toBe(true);
});
