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
  const lines = shown.map((lint) =>
    [
      `${MARKS[lint.weight]} ${speech.words(oneLine(`${capital(lint.says)} [${lint.id}]`, 400))}`,
      ...(lint.weight === 'warning' ? warningLines(lint, now) : noteLines(lint, now)).map(
        (each) => `      ${speech.words(each)}`,
      ),
    ].join('\n'),
  );
  return more ? [...lines, more] : lines;
}

function warningLines({ because, todo }: Lint, now: Date): readonly string[] {
  return [...because.map((each) => proofWords(each, now)), `→ ${capital(todo)}`];
}

/** A note takes little room: where it is written stands behind what to do, and the value stands in the table above. */
function noteLines({ because, todo }: Lint, now: Date): readonly string[] {
  const [first] = because;
  return [`→ ${capital(todo)}${first ? ` · ${first.what} (${sourceWords(first, now)})` : ''}`];
}

/** "image of app in rev 15: “web:1.5-slim” (ecs:DescribeTaskDefinition, 2 s ago)" */
function proofWords(proof: Proof, now: Date): string {
  return oneLine(`${proof.what}: “${oneLine(proof.value, 160)}” (${sourceWords(proof, now)})`, 320);
}

function sourceWords({ source, at }: Proof, now: Date): string {
  return at ? `${source}, ${ago(at, now)}` : source;
}
