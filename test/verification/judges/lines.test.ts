import { expect, it } from 'vitest';
import { judgeLines } from '../../../src/verification/judges/lines.ts';
import type { LinesFound } from '../../../src/verification/reading.ts';
import { denied, known, minutesAgo, NOW } from '../../given.ts';

const aLine = (text: string, minutes: number) => ({
  id: `${minutes}`,
  stream: 'ecs/app/0a1b',
  at: minutesAgo(minutes),
  ingestedAt: minutesAgo(minutes),
  text,
});
const found = (given: Partial<LinesFound>) =>
  known({ matching: [], read: 10, incomplete: undefined, ...given }, 'logs:FilterLogEvents');
const hit = { matching: [aLine('ERROR: no', 3)] };

it.each([
  ['matches', found(hit), 'verified', 'a line of web matches "ERROR"'],
  ['matches', found({}), 'refuted', 'no line of web matches "ERROR" in the last 15m'],
  ['matches', found({ ...hit, incomplete: 'it took too long' }), 'verified', 'a line of web matches'],
  ['matches', found({ incomplete: 'it took too long' }), 'unverifiable', 'so far: it took too long'],
  ['absent', found(hit), 'refuted', 'a line of web matches "ERROR"'],
  ['absent', found({ ...hit, incomplete: 'it took too long' }), 'refuted', 'a line of web matches'],
  ['absent', found({}), 'verified', 'no line of web matches "ERROR" in the last 15m'],
  ['absent', found({ incomplete: 'it took too long' }), 'unverifiable', 'so far: it took too long'],
  ['absent', found({ read: 0 }), 'unverifiable', 'web wrote no line in the last 15m'],
  ['matches', found({ read: 0 }), 'unverifiable', 'web wrote no line in the last 15m'],
  ['absent', denied('logs:FilterLogEvents'), 'unverifiable', 'needs logs:FilterLogEvents'],
] as const)('log %s: %2$s', (expects, fact, kind, reason) => {
  const verification = judged(expects, fact);
  expect(verification.kind).toBe(kind);
  expect(verification.reason).toContain(reason);
});

it('quotes the newest of the lines that match, and counts what was read', () => {
  const matching = [7, 6, 5, 4, 3, 2].map((minutes) => aLine(`ERROR ${minutes}`, minutes));
  const { evidence } = judged('absent', found({ matching, read: 1 }));
  expect(evidence.map(({ subject, value }) => `${subject}: ${value}`)).toEqual([
    ...[6, 5, 4, 3, 2].map((minutes) => `log line of ecs/app/0a1b: ERROR ${minutes}`),
    'log of web: 1 line read of the last 15m',
  ]);
  expect(evidence[0]?.at).toEqual(minutesAgo(6));
});

function judged(expects: 'matches' | 'absent', fact: Parameters<typeof judgeLines>[1]) {
  const probe = { kind: 'log', expects, pattern: 'ERROR', service: 'web', windowMs: 900_000 } as const;
  return judgeLines(probe, fact, NOW);
}
