import type { EntryKind } from '../operation.ts';
import type { Scope } from './draft.ts';
import { type Field, fieldOf } from './field.ts';
import { headingKindOf } from './heading-kind.ts';
import { normal } from './words.ts';

/** What the columns of a table hold, by their position. */
export interface Columns {
  /** What its rows are. */
  readonly rows: EntryKind | 'phase';
  readonly title: number;
  /** The one that says how a row stands. */
  readonly mark: number | undefined;
  /** One of numbers alone. */
  readonly number: number | undefined;
  readonly others: readonly Column[];
}

export interface Column {
  readonly at: number;
  /** As the table names it; undefined where the name only says that there is more: "Notes". */
  readonly name: string | undefined;
  readonly field: Field | undefined;
}

const NUMBERS = /^(?:|no|nr|num|id)$/;
const NAMES =
  /^(?:name|item|title|what|description|subject|summary|was|beschreibung|titel|nom|quoi|titre|nombre|que|titulo|nome|cosa|naam|wat)$/;
const PHASE = /^(?:phase|stage|milestone|etappe|etape|fase|etapa|tappa|meilenstein|mijlpaal)$/;
const MORE =
  /^(?:notes?|details?|comments?|remarks?|rationale|reason|why|description|bemerkung(?:en)?|notizen|begrundung|notas?|notities|motivo|raison)$/;
const STANDS =
  /^(?:done|ok|check|x|complete|completed|erledigt|fait|hecho|feito|fatto|gedaan|met|erfullt|mark)$/;

/** What a table's columns hold, by their names and what heading the table stands under. */
export function columnsOf(names: readonly string[], scope: Scope): Columns {
  const all = names.map((name, at) => ({ at, name, words: normal(name), field: fieldOf(name) }));
  const named = all.find(({ words }) => PHASE.test(words) || kindNamed(words) !== undefined);
  const bySubject = named ?? all.find(({ words }) => NAMES.test(words));
  const mark = all.find(
    (column) => column !== bySubject && (column.field === 'status' || STANDS.test(column.words)),
  );
  const number = all.find((column) => column !== bySubject && column !== mark && NUMBERS.test(column.words));
  const title = bySubject ?? all.find((column) => column !== mark && column !== number) ?? all[0];
  return {
    rows: rowsOf(scope, named?.words ?? '', mark !== undefined),
    title: title?.at ?? 0,
    mark: mark === title ? undefined : mark?.at,
    number: number === title ? undefined : number?.at,
    others: all
      .filter((column) => column !== title && column !== mark && column !== number)
      .map(({ at, name, words, field }) => ({ at, name: MORE.test(words) ? undefined : name, field })),
  };
}

function rowsOf(scope: Scope, subject: string, marked: boolean): Columns['rows'] {
  if (PHASE.test(subject) && (scope.kind === 'phases' || scope.kind === 'detail' || scope.kind === 'header'))
    return 'phase';
  if (scope.kind === 'phases' && scope.phase === undefined) return 'phase';
  if (scope.kind !== 'detail' && scope.kind !== 'header' && scope.kind !== 'phases') return scope.kind;
  // Rows that say how they stand, under no heading of their own, are what there is to do.
  return kindNamed(subject) ?? (marked && scope.section === undefined ? 'task' : 'note');
}

function kindNamed(words: string): EntryKind | undefined {
  const kind = words.split(' ').length > 2 ? undefined : headingKindOf(words);
  if (!kind || kind.weak || kind.kind === 'phases' || kind.kind === 'header' || kind.kind === 'detail')
    return undefined;
  return kind.kind;
}
