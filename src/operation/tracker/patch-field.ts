import type { Change, HeaderField, PhaseField } from '../change.ts';
import type { Header, Percent, Phase, Place, Said } from '../operation.ts';
import { fieldOf } from './field.ts';
import { isItem, itemLineOf, lineText, type Sheet, textAt } from './patch-item.ts';
import type { LineEdit } from './patch-lines.ts';
import { rowAt } from './patch-table.ts';
import { cellWritings, writings } from './patch-words.ts';

/** What people read in front of the colon, where the file has no words of its own for it. */
const LABELS: Readonly<Record<Exclude<PhaseField, 'title'> | HeaderField, string>> = {
  claimed: 'Progress',
  status: 'Status',
  duration: 'Duration',
  achievement: 'Achievement',
  focus: 'Current Focus',
  startedOn: 'Start Date',
  currentPhase: 'Current Phase',
};

/** A line "Key: value", cut in front of the value. */
const KEYED = /^(\s*(?:\*\*|__)?[^:：|]{1,60}?(?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)?\s*[:：])\s*)(.*)$/;

/** Ways to put another value where one is said; its markup and what stands around it stay. */
export function valueEdits(
  sheet: Sheet,
  at: Place,
  before: string,
  value: string,
): readonly (readonly LineEdit[])[] {
  const row = rowAt(sheet, at.line) !== undefined;
  const text = textAt(sheet, at.line);
  const more = at.endLine - at.line;
  return (row ? cellWritings(value) : writings(value)).map((words) => [
    { line: at.line, remove: 1 + more, insert: [withValue(text, before, words)] },
  ]);
}

/** The line with another value. The words of before are looked for behind the key, since the key may hold them too. */
function withValue(text: string, before: string, words: string): string {
  const item = itemLineOf(text);
  const ahead = `${item.lead}${item.box}${item.sign}`;
  const [, key = '', rest = item.words] = text.includes('|') ? [] : (KEYED.exec(item.words) ?? []);
  const found = text.includes('|') ? text.lastIndexOf(before) : (ahead + key).length + rest.indexOf(before);
  if (found >= 0 && (text.includes('|') || rest.includes(before)))
    return `${text.slice(0, found)}${words}${text.slice(found + before.length)}`;
  const [, open = '', close = ''] = /^([*_`]*).*?([*_`]*)$/.exec(rest) ?? [];
  return `${ahead}${key}${open}${words}${open === '' ? '' : close}${item.tail}`;
}

/** A new line like one that says "Key: value", with another key and value. */
export function fieldLine(like: string, label: string, words: string): string {
  const item = itemLineOf(like);
  const [, before = '', key = '', behind = ': '] =
    /^(\s*(?:\*\*|__)?)([^:：|]{1,60}?)((?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)?\s*[:：])\s*)/.exec(item.words) ??
    [];
  const written = key !== '' && key === key.toLowerCase() ? label.toLowerCase() : label;
  return lineText({ ...item, box: '', sign: '', words: `${before}${written}${behind.trimEnd()} ${words}` });
}

/** Ways to say a field of a phase. */
export function phaseEdits(
  sheet: Sheet,
  phase: Phase,
  { field, value }: Extract<Change, { kind: 'phase' }>,
): readonly (readonly LineEdit[])[] {
  if (field === 'title') return titleEdits(sheet, phase, value);
  const said = saidOf(phase, field);
  if (said)
    return valueEdits(
      sheet,
      said.at,
      said.words,
      field === 'claimed' ? percentLike(said.words, value) : value,
    );
  // A status that is a percentage is the claim: the one line says either.
  if (field === 'status' && phase.claimed)
    return valueEdits(sheet, phase.claimed.at, phase.claimed.value.words, value);
  return newPhaseField(sheet, phase, field, value);
}

/** Behind the number, wherever else the title's words stand on the line. */
function titleEdits(sheet: Sheet, { at, title }: Phase, value: string): readonly (readonly LineEdit[])[] {
  const text = textAt(sheet, at.line);
  const start = text.indexOf(title);
  if (start < 0 || rowAt(sheet, at.line)) return valueEdits(sheet, at, title, value);
  return writings(value).map((words) => [
    {
      line: at.line,
      remove: 1,
      insert: [`${text.slice(0, start)}${words}${text.slice(start + title.length)}`],
    },
  ]);
}

/** Ways to say something of the operation as a whole. */
export function headerEdits(
  sheet: Sheet,
  { field, value }: Extract<Change, { kind: 'header' }>,
): readonly (readonly LineEdit[])[] {
  const { header, sections } = sheet.tracker.operation;
  const said = saidInHeader(header, field);
  if (said)
    return valueEdits(
      sheet,
      said.at,
      said.words,
      field === 'claimed' ? percentLike(said.words, value) : value,
    );
  const written = field === 'claimed' ? percentLike('', value) : value;
  const label = field === 'claimed' ? 'Overall Progress' : LABELS[field];
  const others = HEADER_FIELDS.flatMap((each) => saidInHeader(header, each) ?? []);
  const last = others.sort((a, b) => b.at.endLine - a.at.endLine)[0];
  if (last) {
    const like = textAt(sheet, last.at.line);
    return writings(written).map((words) => [
      { line: last.at.endLine + 1, remove: 0, insert: [fieldLine(like, label, words)] },
    ]);
  }
  const top = titleLine(sheet);
  const first = sections[0]?.at.line ?? sheet.lines.length + 1;
  const line = top === undefined ? Math.min(1, first) : top + 1;
  return writings(written).map((words) => [
    {
      line,
      remove: 0,
      insert: top === undefined ? [`**${label}**: ${words}`, ''] : ['', `**${label}**: ${words}`],
    },
  ]);
}

/** "60" as the file writes percentages: "60% Complete" where it says "99% Complete". Words that are no number stay. */
export function percentLike(before: string, value: string): string {
  const number = /^(\d{1,3}(?:[.,]\d+)?)\s*%?$/.exec(value)?.[1];
  if (number === undefined) return value;
  const written = /\d+(?:[.,]\d+)?(\s*%)?/;
  if (!written.test(before)) return `${number}%`;
  return before.replace(written, (_, sign = '') => `${number}${sign}`);
}

const HEADER_FIELDS = ['status', 'startedOn', 'currentPhase', 'claimed'] as const;

interface SaidWords {
  readonly words: string;
  readonly at: Place;
}

function saidOf(phase: Phase, field: Exclude<PhaseField, 'title'>): SaidWords | undefined {
  return wordsOf(phase[field]);
}

function saidInHeader(header: Header, field: HeaderField): SaidWords | undefined {
  return wordsOf(header[field]);
}

function wordsOf(
  said: Said<string | Percent | { readonly words: string }> | undefined,
): SaidWords | undefined {
  if (!said) return undefined;
  return { at: said.at, words: typeof said.value === 'string' ? said.value : said.value.words };
}

const PHASE_FIELDS = ['claimed', 'status', 'duration', 'achievement', 'focus'] as const;

function newPhaseField(
  sheet: Sheet,
  phase: Phase,
  field: Exclude<PhaseField, 'title'>,
  value: string,
): readonly (readonly LineEdit[])[] {
  const own = [...linesAbout(phase)].sort((a, b) => b.at.endLine - a.at.endLine)[0];
  const text = textAt(sheet, phase.at.line);
  const nested = isItem(text) ? `${itemLineOf(text).lead.replace(/[^\s>]/g, ' ')}- Status:` : undefined;
  const model =
    own ?? (nested === undefined ? sheet.tracker.operation.phases.flatMap(linesAbout)[0] : undefined);
  const like = model ? textAt(sheet, model.at.line) : (nested ?? '- **Status**:');
  const written = field === 'claimed' ? percentLike('', value) : value;
  const label = ownLabel(sheet, field) ?? labelFor(phase, field);
  const after = own?.at.endLine ?? phase.at.endLine;
  const spaced =
    own === undefined &&
    nested === undefined &&
    (textAt(sheet, after + 1).trim() === '' || !like.startsWith('- '));
  return writings(written).map((words) => [
    { line: after + 1, remove: 0, insert: [...(spaced ? [''] : []), fieldLine(like, label, words)] },
  ]);
}

/** What is said of a phase on lines of its own, and not beside its name. */
function linesAbout(phase: Phase): readonly SaidWords[] {
  return PHASE_FIELDS.flatMap((each) => saidOf(phase, each) ?? []).filter(
    ({ at }) => at.line !== phase.at.line,
  );
}

/** A claim goes by the name of status where nothing else does. */
function labelFor(phase: Phase, field: Exclude<PhaseField, 'title'>): string {
  return field === 'claimed' && phase.status === undefined ? LABELS.status : LABELS[field];
}

/** What the file itself calls the field, at another phase. */
function ownLabel(sheet: Sheet, field: Exclude<PhaseField, 'title'>): string | undefined {
  const { phases, header } = sheet.tracker.operation;
  const all = phases.map((phase) =>
    linesAbout(phase).find(({ words }) => words === saidOf(phase, field)?.words),
  );
  for (const said of [...all, field === 'status' ? saidInHeader(header, 'status') : undefined]) {
    const words = said ? itemLineOf(textAt(sheet, said.at.line)).words : '';
    const label = /^\s*(?:\*\*|__)?([^:：|*]{1,60}?)(?:\*\*|__)?\s*[:：]/.exec(words)?.[1];
    if (label !== undefined && fieldOf(label) !== undefined) return label;
  }
  return undefined;
}

/** The line of the document's title: the first heading, where it heads no section. */
function titleLine(sheet: Sheet): number | undefined {
  if (sheet.tracker.operation.title === undefined) return undefined;
  const first = sheet.tracker.operation.sections[0]?.at.line ?? Number.POSITIVE_INFINITY;
  const index = sheet.lines.findIndex(
    ({ text }) => /^\ufeff?#{1,6}\s/.test(text) || /^\ufeff?\S.*$/.test(text),
  );
  if (index < 0 || index + 1 >= first) return undefined;
  // A title may be underlined instead of marked.
  return /^(?:=+|-+)\s*$/.test(textAt(sheet, index + 2)) ? index + 2 : index + 1;
}
