import type { Change } from '../change.ts';
import type { Entry, Header, Operation, Phase } from '../operation.ts';
import { phaseState } from '../phase-state.ts';
import { isSettled } from '../settled.ts';
import type { Rewritten } from './patch-lines.ts';
import { unmarkedTitle } from './patch-phase-mark.ts';
import type { Tracker } from './tracker.ts';
import { normal } from './words.ts';

/** What a way to write a change led to, once it was read again. */
export interface Outcome {
  /** `exact`: it says the change in its very words; `loose`: in these words, cut in another way. */
  readonly fit: 'exact' | 'loose';
  /** Ids of entries and phases that are called otherwise now. */
  readonly ids: Readonly<Record<string, string>>;
  /** The id of what was added. */
  readonly added: string | undefined;
}

/** Whether the text read again says the change and says all else as before; undefined where it does not. */
export function outcomeOf(
  before: Tracker,
  after: Tracker,
  { lineNow }: Rewritten,
  change: Change,
): Outcome | undefined {
  const entries = paired(before.operation.entries, after.operation.entries, lineNow);
  const phases = paired(before.operation.phases, after.operation.phases, lineNow);
  const target = 'id' in change ? change.id : undefined;
  const lost = [...entries.lost, ...phases.lost].filter((id) => change.kind !== 'remove' || id !== target);
  const same =
    lost.length === 0 &&
    entries.pairs.every(([one, other]) => one.id === target || entryText(one) === entryText(other)) &&
    phases.pairs.every(([one, other]) => one.id === target || phaseText(one) === phaseText(other)) &&
    (change.kind === 'header' || headerText(before.operation) === headerText(after.operation));
  const fresh = [...entries.fresh, ...phases.fresh];
  const fit = same && fresh.length === (change.kind === 'add' || change.kind === 'add-phase' ? 1 : 0);
  if (!fit) return undefined;
  const said = fitOf(change, { entries: entries.pairs, phases: phases.pairs, after: after.operation, fresh });
  const renamed = [...entries.pairs, ...phases.pairs].filter(([one, other]) => one.id !== other.id);
  return (
    said && {
      fit: said,
      ids: Object.fromEntries(renamed.map(([one, other]) => [one.id, other.id])),
      added: fresh[0]?.id,
    }
  );
}

interface Seen {
  readonly entries: readonly (readonly [Entry, Entry])[];
  readonly phases: readonly (readonly [Phase, Phase])[];
  readonly after: Operation;
  readonly fresh: readonly (Entry | Phase)[];
}

type Fit = 'exact' | 'loose' | undefined;

function fitOf(change: Change, { entries, phases, after, fresh }: Seen): Fit {
  if (change.kind === 'add') return fitOfNew(change, fresh[0]);
  if (change.kind === 'add-phase') return saying(fresh[0]?.title, change.title);
  if (change.kind === 'header')
    return (
      saying(headerWords(after.header, change.field), change.value) ??
      percentSaid(after.header.claimed?.value.percent, change)
    );
  if (change.kind === 'remove') return entries.some(([one]) => one.id === change.id) ? undefined : 'exact';
  if (change.kind === 'phase') {
    const now = phases.find(([one]) => one.id === change.id)?.[1];
    const other = change.field === 'status' ? now?.claimed?.value.words : undefined;
    return (
      saying(now && phaseWords(now, change.field), change.value) ??
      percentSaid(now?.claimed?.value.percent, change) ??
      saying(other, change.value)
    );
  }
  if (change.kind === 'mark-phase') return fitOfMark(change, phases);
  const [was, now] = entries.find(([one]) => one.id === change.id) ?? [];
  return was && now && fitOfEntry(change, was, now);
}

/** Its name and what else is said of it stay. */
function fitOfMark({ id, mark }: Extract<Change, { kind: 'mark-phase' }>, phases: Seen['phases']): Fit {
  const [was, now] = phases.find(([one]) => one.id === id) ?? [];
  if (!was || !now) return undefined;
  const kept = (phase: Phase) => [
    phase.number,
    unmarkedTitle(phase.title),
    phase.achievement?.value,
    phase.focus?.value,
  ];
  if (JSON.stringify(kept(was)) !== JSON.stringify(kept(now))) return undefined;
  const state = mark === 'done' ? 'complete' : 'unfinished';
  if (phaseState(now) !== state) return undefined;
  return now.mark === mark ? 'exact' : 'loose';
}

type OfEntry = Extract<Change, { kind: 'tick' | 'judge' | 'edit' | 'describe' | 'bind' }>;

function fitOfEntry(change: OfEntry, was: Entry, now: Entry): Fit {
  const sameWords = was.title === now.title && was.detail === now.detail;
  switch (change.kind) {
    case 'tick':
      return sameWords && isSettled(now) === change.done ? 'exact' : undefined;
    case 'judge':
      return sameWords && now.kind === 'finding' && now.verdict === change.verdict ? 'exact' : undefined;
    case 'edit': {
      const wanted = [change.title ?? was.title, change.detail ?? was.detail ?? ''] as const;
      if (isSettled(was) !== isSettled(now)) return undefined;
      return wordsFit(now, wanted);
    }
    case 'describe':
      return sameWords && now.kind === 'blocker' ? saying(now[change.field]?.value, change.value) : undefined;
    case 'bind':
      return sameWords && now.kind === 'criterion' && now.probe === change.probe ? 'exact' : undefined;
  }
}

function fitOfNew({ entry }: Extract<Change, { kind: 'add' }>, now: Entry | Phase | undefined): Fit {
  if (!now || !('kind' in now) || now.kind !== entry.kind) return undefined;
  if ((isSettled(now) ?? false) !== (entry.done ?? false) && isSettled(now) !== undefined) return undefined;
  if (now.kind === 'finding' && now.verdict !== (entry.verdict ?? 'looked-at')) return undefined;
  if (entry.phase !== undefined && now.phase !== entry.phase) return undefined;
  const words = wordsFit(now, [entry.title, entry.detail ?? '']);
  const impact = now.kind === 'blocker' ? now.impact?.value : undefined;
  if (entry.impact === undefined || words === undefined) return words;
  const said = saying(impact, entry.impact);
  return said === 'exact' ? words : said;
}

function wordsFit(now: Entry, [title, detail]: readonly [string, string]): Fit {
  if (now.title === title && (now.detail ?? '') === detail) return 'exact';
  if (normal(`${now.title} ${now.detail ?? ''}`) !== normal(`${title} ${detail}`)) return undefined;
  // Quotation marks around a quotation are the file's manner, not other words.
  return now.kind === 'wisdom' ? 'exact' : 'loose';
}

function saying(now: string | undefined, wanted: string): Fit {
  if (now === wanted) return 'exact';
  return now !== undefined && normal(now) === normal(wanted) ? 'loose' : undefined;
}

function percentSaid(
  percent: number | undefined,
  { field, value }: { readonly field: string; readonly value: string },
): Fit {
  const number = /^(\d{1,3}(?:[.,]\d+)?)\s*%?$/.exec(value)?.[1];
  return field === 'claimed' && number !== undefined && percent === Number(number.replace(',', '.'))
    ? 'exact'
    : undefined;
}

function headerWords(
  header: Header,
  field: Extract<Change, { kind: 'header' }>['field'],
): string | undefined {
  return field === 'claimed' ? header.claimed?.value.words : header[field]?.value;
}

function phaseWords(phase: Phase, field: Extract<Change, { kind: 'phase' }>['field']): string | undefined {
  if (field === 'title') return phase.title;
  if (field === 'claimed') return phase.claimed?.value.words;
  return field === 'duration' ? phase.duration?.value.words : phase[field]?.value;
}

interface Placed {
  readonly id: string;
  readonly at: { readonly line: number };
}

/** Which of after is which of before: those on the same line, in the order in which they stand on it. */
function paired<T extends Placed>(
  before: readonly T[],
  after: readonly T[],
  lineNow: (line: number) => number | undefined,
) {
  const byLine = new Map<number, T[]>();
  for (const one of after) byLine.set(one.at.line, [...(byLine.get(one.at.line) ?? []), one]);
  const pairs: (readonly [T, T])[] = [];
  const lost: string[] = [];
  for (const one of before) {
    const now = byLine.get(lineNow(one.at.line) ?? 0)?.shift();
    if (now) pairs.push([one, now]);
    else lost.push(one.id);
  }
  return { pairs, lost, fresh: [...byLine.values()].flat() };
}

function entryText(entry: Entry): string {
  const { id, at, within, phase, ...said } = entry;
  return JSON.stringify(said, withoutPlaces);
}

function phaseText(phase: Phase): string {
  const { id, at, ...said } = phase;
  return JSON.stringify(said, withoutPlaces);
}

function headerText({ header, title }: Operation): string {
  return JSON.stringify({ header, title }, withoutPlaces);
}

/** Where something stands may change; what it says may not. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}
