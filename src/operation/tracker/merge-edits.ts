import type { Change, HeaderField, NewEntry, PhaseField } from '../change.ts';
import type { Entry, Operation, Phase } from '../operation.ts';
import { isSettled } from '../settled.ts';
import { matchesOf } from './merge-match.ts';

/** What of an entry, a phase or the header can be said in two ways. */
export type EditedField =
  | 'done'
  | 'verdict'
  | 'title'
  | 'detail'
  | 'probe'
  | 'impact'
  | 'status'
  | `phase-${PhaseField}`
  | `header-${HeaderField}`;

/** An edit that was made here. */
export type Edit =
  | {
      readonly kind: 'field';
      readonly field: EditedField;
      /** Of the entry or phase, in the text before the edits; '' for the header. */
      readonly id: string;
      readonly before: string;
      readonly ours: string;
      /** What it is about, as it is in ours; undefined for the header. */
      readonly about: Entry | Phase | undefined;
    }
  | { readonly kind: 'removed'; readonly entry: Entry }
  | { readonly kind: 'added'; readonly entry: Entry }
  | { readonly kind: 'added-phase'; readonly phase: Phase };

/** The edits that made one text of the other, entry by entry and field by field. */
export function editsBetween(before: Operation, ours: Operation): readonly Edit[] {
  const { entries, phases } = matchesOf(before, ours);
  const known = new Set([...entries.values()].map(({ id }) => id));
  const knownPhases = new Set([...phases.values()].map(({ id }) => id));
  return [
    ...fieldEdits('', headerFields(before), headerFields(ours), undefined),
    ...ours.phases
      .filter(({ id }) => !knownPhases.has(id))
      .map((phase) => ({ kind: 'added-phase' as const, phase })),
    ...before.phases.flatMap((phase) => {
      const now = phases.get(phase.id);
      return now ? fieldEdits(phase.id, phaseFields(phase), phaseFields(now), now) : [];
    }),
    ...before.entries.flatMap((entry): readonly Edit[] => {
      const now = entries.get(entry.id);
      return now
        ? fieldEdits(entry.id, entryFields(entry), entryFields(now), now)
        : [{ kind: 'removed', entry }];
    }),
    ...ours.entries.filter(({ id }) => !known.has(id)).map((entry) => ({ kind: 'added' as const, entry })),
  ];
}

/** What an entry says, field by field, in words. */
export function entryFields(entry: Entry): ReadonlyMap<EditedField, string> {
  const settled = isSettled(entry);
  const fields: [EditedField, string | undefined][] = [
    ['done', settled === undefined ? undefined : settled ? 'done' : 'open'],
    ['verdict', entry.kind === 'finding' ? entry.verdict : undefined],
    ['probe', entry.kind === 'criterion' ? (entry.probe ?? '') : undefined],
    ['impact', entry.kind === 'blocker' ? (entry.impact?.value ?? '') : undefined],
    ['status', entry.kind === 'blocker' ? (entry.status?.value ?? '') : undefined],
    ['detail', entry.detail ?? ''],
    ['title', entry.title],
  ];
  return said(fields);
}

/** The same of a phase. */
export function phaseFields(phase: Phase): ReadonlyMap<EditedField, string> {
  return said([
    ['phase-claimed', phase.claimed?.value.words],
    ['phase-status', phase.status?.value],
    ['phase-duration', phase.duration?.value.words],
    ['phase-achievement', phase.achievement?.value],
    ['phase-focus', phase.focus?.value],
    ['phase-title', phase.title],
  ]);
}

/** The same of the header. */
export function headerFields({ header }: Operation): ReadonlyMap<EditedField, string> {
  return said([
    ['header-status', header.status?.value],
    ['header-startedOn', header.startedOn?.value],
    ['header-currentPhase', header.currentPhase?.value],
    ['header-claimed', header.claimed?.value.words],
  ]);
}

/** The change that says a field of the entry or phase of an id; undefined where nothing can write it. */
export function changeOf(field: EditedField, id: string, value: string): Change | undefined {
  switch (field) {
    case 'done':
      return { kind: 'tick', id, done: value === 'done' };
    case 'verdict':
      return value === 'confirmed' || value === 'refuted' || value === 'looked-at'
        ? { kind: 'judge', id, verdict: value }
        : undefined;
    case 'title':
      return { kind: 'edit', id, title: value };
    case 'detail':
      return { kind: 'edit', id, detail: value };
    case 'probe':
      return { kind: 'bind', id, probe: value === '' ? undefined : value };
    case 'impact':
    case 'status':
      return value === '' ? undefined : { kind: 'describe', id, field, value };
    default:
      return value === '' ? undefined : wholeChange(field, id, value);
  }
}

/** An entry as it is written anew. */
export function newEntryOf(entry: Entry): NewEntry {
  const settled = isSettled(entry);
  return {
    kind: entry.kind,
    title: entry.title,
    ...(entry.detail === undefined ? {} : { detail: entry.detail }),
    ...(settled === undefined ? {} : { done: settled }),
    ...(entry.kind === 'finding' ? { verdict: entry.verdict } : {}),
    ...(entry.kind === 'blocker' && entry.impact ? { impact: entry.impact.value } : {}),
  };
}

function wholeChange(
  field: `phase-${PhaseField}` | `header-${HeaderField}`,
  id: string,
  value: string,
): Change {
  switch (field) {
    case 'header-status':
    case 'header-startedOn':
    case 'header-currentPhase':
    case 'header-claimed':
      return { kind: 'header', field: HEADER_FIELDS[field], value };
    default:
      return { kind: 'phase', id, field: PHASE_FIELDS[field], value };
  }
}

const HEADER_FIELDS = {
  'header-status': 'status',
  'header-startedOn': 'startedOn',
  'header-currentPhase': 'currentPhase',
  'header-claimed': 'claimed',
} as const;
const PHASE_FIELDS = {
  'phase-title': 'title',
  'phase-claimed': 'claimed',
  'phase-status': 'status',
  'phase-duration': 'duration',
  'phase-achievement': 'achievement',
  'phase-focus': 'focus',
} as const;

function fieldEdits(
  id: string,
  before: ReadonlyMap<EditedField, string>,
  ours: ReadonlyMap<EditedField, string>,
  about: Entry | Phase | undefined,
): readonly Edit[] {
  return [...ours]
    .filter(([field, value]) => (before.get(field) ?? '') !== value)
    .map(([field, value]) => ({
      kind: 'field',
      field,
      id,
      before: before.get(field) ?? '',
      ours: value,
      about,
    }));
}

function said(
  fields: readonly (readonly [EditedField, string | undefined])[],
): ReadonlyMap<EditedField, string> {
  return new Map(fields.filter((pair): pair is [EditedField, string] => pair[1] !== undefined));
}
