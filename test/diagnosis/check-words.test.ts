import { expect, it } from 'vitest';
import { checkWords } from '../../src/diagnosis/check-words.ts';
import { createRedactor } from '../../src/redaction/redact.ts';

const CHECK = { intervalMs: 30_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 };

it('says what is run, and how often and how long', () => {
  expect(checkWords({ ...CHECK, command: ['CMD-SHELL', 'curl -f localhost'] })).toBe(
    'CMD-SHELL curl -f localhost every 30 s, time-out 5 s, 3 retries, start period 0 s',
  );
});

it.each([
  ['CMD', 'check', '--password', 'hunter2trustno1'],
  ['CMD', 'curl', '-u', 'admin:hunter2trustno1', 'localhost'],
])('shows a secret nowhere once it is redacted: %s %s %s', (...command) => {
  const redact = createRedactor([]);
  expect(redact(checkWords({ ...CHECK, command })).text).not.toContain('hunter2');
});
