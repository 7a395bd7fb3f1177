import type { Lint } from '../diagnosis/lint.ts';
import type { Proof } from '../diagnosis/rule.ts';
import { capital, oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import type { Speech } from './speech.ts';
import { ago } from './words.ts';

const MOST = 8;
const MARKS: Readonly<Record<Lint['weight'], string>> = { warning: '⚠️', note: 'ℹ️' };

/** Each warning with what it rests on and what to do. */
export function lintLines(lints: readonly Lint[], now: Date, speech: Speech): readonly string[] {
  const { shown, more } = firstOf(lints, MOST, 'warning');
  const lines = shown.map(({ id, weight, says, because, todo }) =>
    [
      `${MARKS[weight]} ${speech.words(oneLine(`${capital(says)} [${id}]`, 400))}`,
      ...because.map((each) => `      ${speech.words(proofWords(each, now))}`),
      `      → ${speech.words(capital(todo))}`,
    ].join('\n'),
  );
  return more ? [...lines, more] : lines;
}

/** "ecs:DescribeTaskDefinition, image of app in rev 15: “web:1.5-slim” (2 s ago)" */
function proofWords({ source, what, value, at }: Proof, now: Date): string {
  return oneLine(`${source}, ${what}: “${oneLine(value, 160)}”${at ? ` (${ago(at, now)})` : ''}`, 320);
}
