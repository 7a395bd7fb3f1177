import { expect, it } from 'vitest';
import { openAlertLines } from '../../src/views/open-alerts.ts';
import { aRef, IN_CHANNEL, minutesAgo, NOW } from '../given.ts';
import { ANNA, anAlert } from '../given-alerts.ts';

const around = { defaultEnv: 'prod-eu', now: NOW, place: IN_CHANNEL };

it('is nothing where none is open', () => {
  expect(openAlertLines([], around)).toEqual([]);
});

it('is a line each, firing first, with how long, what is wrong and who has it', () => {
  const acknowledged = { by: ANNA, at: NOW, reminders: 0 };
  const lines = openAlertLines(
    [
      anAlert({ state: 'acknowledged', acknowledged, beganAt: minutesAgo(90), ref: aRef('api') }),
      anAlert({ beganAt: minutesAgo(12), flappingSinceAt: minutesAgo(5) }),
    ],
    around,
  );
  expect(lines).toEqual([
    '2 open alerts (/snail alerts):',
    '🔴 Firing: prod/web · for 12 min · flapping · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [503]',
    '🟡 Acknowledged: prod/api · for 1 h 30 min · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [503] · Anna has it',
  ]);
});

it('is cut with a count, never silently', () => {
  const many = Array.from({ length: 9 }, () => anAlert());
  expect(openAlertLines(many, around).at(-1)).toBe('and 4 more');
  expect(openAlertLines(many, around)[0]).toBe('9 open alerts (/snail alerts):');
});

it('keeps each on its line, however long the reason is', () => {
  const lines = openAlertLines([anAlert({ reason: `bad\n${'x'.repeat(900)}` })], around);
  expect(lines).toHaveLength(2);
  expect(lines[1]?.length).toBeLessThanOrEqual(190);
});

it('names the command as it is typed in a terminal', () => {
  const terminal = { ...around, place: { kind: 'terminal', thread: undefined } as const };
  expect(openAlertLines([anAlert()], terminal)[0]).toBe('1 open alert (snail alerts):');
});
