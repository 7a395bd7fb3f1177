import type { Mark, Phase } from '../operation.ts';
import { markOfWords, readMark } from './mark.ts';
import { percentLike, valueEdits } from './patch-field.ts';
import { itemLineOf, type Sheet, textAt } from './patch-item.ts';
import type { LineEdit } from './patch-lines.ts';
import { asCased, otherSigns, ownPhaseSign, type PhaseMark, withSigns } from './patch-marks.ts';
import { cellWords, rowAt, statusCell, withCell } from './patch-table.ts';

/** A word for a mark in brackets, or behind a dash or colon at the end: "[IN PROGRESS]", "- done". */
const BRACKETED = /([[(])([^\])]{2,40})([\])])/gu;
const TRAILING = /(\s[-–—:]\s)([^-–—:]{2,40})(?=\s*(?:\*\*|__)?\s*$)/u;

/**
 * Ways to say of a phase that it is complete, or that it is being worked at: all that the file says of how it stands
 * follows, the heading's mark, the percentage or status, and a duration that says it is in progress.
 * @param took how long it took, where that is known: takes the place of "[IN PROGRESS]"
 */
export function markPhaseEdits(
  sheet: Sheet,
  phase: Phase,
  { mark, took }: { readonly mark: PhaseMark; readonly took: string | undefined },
): readonly (readonly LineEdit[])[] {
  const headings = rowAt(sheet, phase.at.line)
    ? markedRows(sheet, phase, mark)
    : headingTexts(sheet, phase, mark);
  return [...headings, textAt(sheet, phase.at.line)].map((heading) => {
    const fields = fieldEdits(withLine(sheet, phase.at.line, heading), phase, { mark, took });
    const marked = { line: phase.at.line, remove: 1, insert: [heading] };
    return fields.some(({ line }) => line === phase.at.line) ? fields : [marked, ...fields];
  });
}

/** A phase's title without words that say how it stands: "Pack" of "Pack [IN PROGRESS]", where a sign says it too. */
export function unmarkedTitle(title: string): string {
  return title
    .replace(BRACKETED, (whole, _, words: string) => (markOfWords(words) ? '' : whole))
    .replace(TRAILING, (whole, _, words: string) => (markOfWords(words) ? '' : whole))
    .trim();
}

/** The heading with its own mark made another; where it has none and others have, with the one that they would have. */
function headingTexts(sheet: Sheet, phase: Phase, mark: PhaseMark): readonly string[] {
  const text = textAt(sheet, phase.at.line);
  const item = itemLineOf(text);
  const start = text.indexOf(phase.title);
  const sign = ownPhaseSign(sheet, mark);
  if (start < 0) return [];
  if (item.box !== '') {
    const box = item.box.replace(/[ xX]/, mark === 'done' ? 'x' : ' ');
    return [text.replace(item.box, () => box)];
  }
  const end = start + phase.title.length;
  const around = (part: string) => withWords(sheet, withSigns(part, mark, sign), mark);
  const title = withWords(sheet, phase.title, mark);
  const marked = `${around(text.slice(0, start))}${title}${around(text.slice(end))}`;
  if (marked !== text || phase.mark !== undefined) return [marked];
  const like = otherSigns(sheet, phase);
  if (like === 'behind') return [`${text.trimEnd()} ${sign}`];
  return like === 'front' ? [`${item.lead}${sign} ${text.slice(item.lead.length)}`] : [];
}

/** The row of a table with another word or sign in the cell that says how the phase stands. */
function markedRows(sheet: Sheet, phase: Phase, mark: PhaseMark): readonly string[] {
  const row = rowAt(sheet, phase.at.line);
  if (!row) return [];
  const cell = statusCell(row);
  const present = cellWords(row, cell);
  if (markOfWords(present) === undefined) return [];
  const { rest } = readMark(present);
  const words = withSigns(present, mark, ownPhaseSign(sheet, mark));
  if (words !== present && rest === '') return [withCell(row, cell, words)];
  return [withCell(row, cell, asCased(ownWord(sheet, phase, mark), present))];
}

function withWords(sheet: Sheet, text: string, mark: PhaseMark): string {
  const other = (words: string) => {
    const is = markOfWords(words);
    return is === undefined || is === mark ? words : asCased(ownWord(sheet, undefined, mark), words);
  };
  return text
    .replace(BRACKETED, (_, open: string, words: string, close: string) => `${open}${other(words)}${close}`)
    .replace(TRAILING, (_, dash: string, words: string) => `${dash}${other(words)}`);
}

/** The edits of what is said of it in fields; those of one line are made one after the other. */
function fieldEdits(
  sheet: Sheet,
  phase: Phase,
  wanted: { readonly mark: PhaseMark; readonly took: string | undefined },
): readonly LineEdit[] {
  let so = sheet;
  const edits = new Map<number, LineEdit>();
  for (const { at, words, value } of fieldsOf(sheet, phase, wanted)) {
    const [edit] = valueEdits(so, at, words, value)[0] ?? [];
    if (!edit) continue;
    edits.set(edit.line, edit);
    so = withLine(so, edit.line, edit.insert[0] ?? '');
  }
  return [...edits.values()];
}

interface FieldValue {
  readonly at: Phase['at'];
  readonly words: string;
  readonly value: string;
}

function fieldsOf(
  sheet: Sheet,
  phase: Phase,
  { mark, took }: { readonly mark: PhaseMark; readonly took: string | undefined },
): readonly FieldValue[] {
  const { claimed, status, duration } = phase;
  const word = ownWord(sheet, phase, mark);
  const values: FieldValue[] = [];
  if (claimed && mark === 'done' && claimed.value.percent !== 100)
    values.push({
      at: claimed.at,
      words: claimed.value.words,
      value: percentLike(claimed.value.words, '100'),
    });
  const stands = status && markOfWords(status.value);
  // Beside a percentage only a word that says how it stands is wrong now; other words may say more than that.
  const isBehind =
    mark === 'done' ? stands !== 'done' && !(claimed && stands === undefined) : stands === 'open';
  if (status && isBehind)
    values.push({ at: status.at, words: status.value, value: asCased(word, status.value) });
  const lasts = duration?.value.words ?? '';
  if (duration && mark === 'done' && markOfWords(lasts) === 'running') {
    const inside = lasts.replace(/^\[(.*)\]$/, '$1');
    values.push({
      at: duration.at,
      words: lasts,
      value: took ?? lasts.replace(inside, () => asCased(word, inside)),
    });
  }
  return values;
}

/** Words that the usual ones of a language follow: of what is in progress there the file says how it says done. */
const TOGETHER: readonly (readonly [running: RegExp, done: string, begun: string])[] = [
  [/arbeit|lauft|läuft|begonnen|abgeschlossen|erledigt/i, 'abgeschlossen', 'in Arbeit'],
  [/en cours|termin[ée]+/i, 'terminé', 'en cours'],
  [/en curso|en progreso|completad/i, 'completado', 'en curso'],
];

/** The word that the file uses of its phases for a mark; where there is none, that of the language that it uses. */
function ownWord(sheet: Sheet, phase: Phase | undefined, mark: Mark): string {
  const { phases } = sheet.tracker.operation;
  const all = phases.filter(({ id }) => id !== phase?.id).flatMap((each) => wordsIn(sheet, each));
  const own = all.find((words) => markOfWords(words) === mark);
  if (own !== undefined) return own;
  const said = phases.flatMap((each) => wordsIn(sheet, each)).join(' ');
  const language = TOGETHER.find(([running]) => running.test(said));
  return mark === 'done' ? (language?.[1] ?? 'Complete') : (language?.[2] ?? 'In progress');
}

/** "Complete" of "100% Complete", "IN PROGRESS" of "[IN PROGRESS]", and what its heading says in brackets. */
function wordsIn(sheet: Sheet, { claimed, status, duration, at }: Phase): readonly string[] {
  const heading = [...textAt(sheet, at.line).matchAll(BRACKETED)].map(([, , words = '']) => words);
  const trailing = TRAILING.exec(textAt(sheet, at.line))?.[2];
  return [claimed?.value.words, status?.value, duration?.value.words, ...heading, trailing].flatMap(
    (words) => {
      const plain = (words ?? '').replace(/\d+(?:[.,]\d+)?\s*%?|[[\]()]/g, '').trim();
      return /\p{L}/u.test(plain) ? [plain] : [];
    },
  );
}

function withLine(sheet: Sheet, line: number, text: string): Sheet {
  const lines = sheet.lines.map((each, index) => (index === line - 1 ? { ...each, text } : each));
  return { ...sheet, lines };
}
