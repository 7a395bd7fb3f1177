import { expect, it } from 'vitest';
import { doctorMessage } from '../../src/views/doctor.ts';
import { NOW } from '../given.ts';

const ok = { title: 'database', outcome: 'ok', detail: 'answers', fix: 'nothing to mend' } as const;
const fail = { title: 'token', outcome: 'fail', detail: 'was\nrevoked', fix: 'make a new one' } as const;

it('is well when nothing failed, and keeps advice for failures', () => {
  const { text } = doctorMessage([{ title: 'Database', checkups: [ok] }], ['eu'], NOW);
  expect(text).toBe(
    '🟢 All is well · eu · 1 OK, 0 FAIL, 0 SKIP\nDatabase\n  OK   database: answers\nAs of 03:00:00 UTC.',
  );
});

it('counts failures first, a line each, with what to do', () => {
  const { text, blocks } = doctorMessage([{ title: 'Slack', checkups: [fail, ok] }], ['eu'], NOW);
  expect(text.split('\n').slice(0, 4)).toEqual([
    '🔴 1 of 2 checks failed · eu · 1 OK, 1 FAIL, 0 SKIP',
    'Slack',
    '  FAIL token: was revoked',
    '       -> make a new one',
  ]);
  expect(blocks.map(({ type }) => type)).toEqual(['section', 'rich_text', 'context']);
});
