import { expect, it } from 'vitest';
import { isErrorText } from '../../src/tailing/error-text.ts';

it.each([
  'ERROR no stock',
  'FATAL out of memory',
  '{"level":"error","msg":"x"}',
  '{"level":60,"msg":"x"}',
  'Error: no stock',
  'panic: runtime error',
  '    at a.B.c(B.java:1)',
  'Caused by: java.io.IOException',
  '  File "app.py", line 1, in main',
  'GET /api/orders 500 12.3 ms - 17',
])('is an error, or part of one: %s', (text) => {
  expect(isErrorText(text)).toBe(true);
});

it.each([
  '',
  'WARN slow',
  'INFO 0 errors found',
  'no error',
  '{"level":"info","msg":"ERROR"}',
  '{"msg":"Error: x","level":30}',
  'GET /api/orders 404 12.3 ms - 17',
])('is none: %s', (text) => {
  expect(isErrorText(text)).toBe(false);
});
