import type { Who } from '../access/person.ts';
import { UserError } from '../errors.ts';
import { capital, cut, oneLine } from '../text.ts';
import { isDay } from './calendar.ts';
import { entryWords, phaseWords } from './kind-words.ts';
import type { Operation } from './operation.ts';
import type { Extra, Extras, HistoryEntry, OperationRecord } from './record.ts';

/** A step for the history before it has its number. */
export type Step = Omit<HistoryEntry, 'seq' | 'undoes'>;

/** A change of what is kept beside the text. `undefined` takes an owner or a day away. */
export type ExtraChange =
  | {
      readonly kind: 'owner';
      readonly id: string;
      readonly owner: string | undefined;
      /** What the owner is called, for the history; undefined where nobody knows. */
      readonly name?: string | undefined;
    }
  | { readonly kind: 'due'; readonly id: string; readonly dueOn: string | undefined }
  | {
      readonly kind: 'proof';
      readonly id: string;
      readonly url: string;
      /** The start of the message, or what somebody called it. */
      readonly words?: string | undefined;
    }
  /** Of a phase: work at it begins now, and has not ended. */
  | { readonly kind: 'begin'; readonly id: string };

/** More proof than this for one entry is no proof but a pile. */
const MOST_PROOF = 20;
/** Longer addresses are none that Slack shows. */
const MOST_URL = 2000;
const MOST_OWNER = 100;

/**
 * Says who an entry or phase belongs to, by which day it is due, or what backs it up. The text stays as it is.
 * Throws a UserError for an id that is not there, a day that is none, an address that is none, and what says
 * nothing new.
 */
export function applyExtra(
  record: OperationRecord,
  operation: Operation,
  change: ExtraChange,
  by: { readonly by: Who; readonly at: Date },
): { readonly record: OperationRecord; readonly step: Step } {
  const about = subjectOf(operation, change.id);
  const before = record.extras[change.id] ?? {};
  const { after, what } = extraAfter(before, change, about, by);
  const extras = { ...record.extras, [change.id]: after };
  return {
    record: { ...record, extras, changedAt: by.at },
    step: { ...by, what, splice: undefined, before: { [change.id]: record.extras[change.id] } },
  };
}

/** What is kept, under the ids that the entries have after an edit; what belonged to one that is gone goes too. */
export function movedExtras(
  extras: Extras,
  ids: Readonly<Record<string, string>>,
  gone: readonly string[] = [],
): Extras {
  const kept = Object.entries(extras).filter(([id]) => !gone.includes(id));
  return Object.fromEntries(kept.map(([id, extra]) => [ids[id] ?? id, extra]));
}

/** What was kept before, by id, wherever it is not the same now: what a step of the history remembers. */
export function changedExtras(before: Extras, after: Extras): HistoryEntry['before'] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(ids.filter((id) => before[id] !== after[id]).map((id) => [id, before[id]]));
}

/** With what a step remembers put back. */
export function restoredExtras(extras: Extras, before: HistoryEntry['before']): Extras {
  const others = Object.entries(extras).filter(([id]) => !Object.hasOwn(before, id));
  const back = Object.entries(before).filter((pair): pair is [string, Extra] => pair[1] !== undefined);
  return Object.fromEntries([...others, ...back]);
}

function subjectOf(operation: Operation, id: string): string {
  const entry = operation.entries.find((each) => each.id === id);
  if (entry) return entryWords(entry);
  const phase = operation.phases.find((each) => each.id === id);
  if (phase) return phaseWords(phase);
  throw new UserError('That is not in the tracker any more. Look at the list again.');
}

function extraAfter(
  before: Extra,
  change: ExtraChange,
  about: string,
  by: { readonly by: Who; readonly at: Date },
): { readonly after: Extra; readonly what: string } {
  if (change.kind === 'owner') return ownedBy(before, change, about);
  if (change.kind === 'due') return dueOn(before, change.dueOn, about);
  if (change.kind === 'begin') return begunBy(before, about, by.at);
  const url = webAddress(change.url);
  const proof = before.proof ?? [];
  if (proof.some((each) => each.url === url)) throw new UserError(`That link is at ${about} already.`);
  if (proof.length >= MOST_PROOF)
    throw new UserError(`There are ${MOST_PROOF} links at ${about} already; no more can be kept.`);
  const words = change.words === undefined ? undefined : oneLine(change.words) || undefined;
  return {
    after: { ...before, proof: [...proof, { ...by, url, words }] },
    what: `put a link to ${about}`,
  };
}

/** What goes on is not begun anew: its time would be lost. */
function begunBy(before: Extra, about: string, at: Date) {
  const { endedAt, ...others } = before;
  if (before.startedAt && !endedAt)
    throw new UserError(`${capital(about)} was begun already and has not ended.`);
  return { after: { ...others, startedAt: at }, what: `began ${about}` };
}

function ownedBy(
  before: Extra,
  { owner: given, name }: Extract<ExtraChange, { kind: 'owner' }>,
  about: string,
) {
  const { owner: was, ...others } = before;
  if (given === undefined) {
    if (was === undefined) throw new UserError(`Nobody owns ${about}.`);
    return { after: others, what: `took the owner from ${about}` };
  }
  const owner = oneLine(given, MOST_OWNER);
  if (owner === '') throw new UserError('Who is it to be? Name a person, or type "nobody".');
  if (owner === was) throw new UserError(`${capital(about)} is theirs already.`);
  const whom = name === undefined ? '' : ` to ${oneLine(name, MOST_OWNER)}`;
  return { after: { ...others, owner }, what: `assigned ${about}${whom}` };
}

function dueOn(before: Extra, given: string | undefined, about: string) {
  const { dueOn: was, ...others } = before;
  if (given === undefined) {
    if (was === undefined) throw new UserError(`No day is set for ${about}.`);
    return { after: others, what: `took the due day from ${about}` };
  }
  const day = realDay(given);
  if (day === was) throw new UserError(`That day is set for ${about} already.`);
  return { after: { ...others, dueOn: day }, what: `set ${day} as the due day of ${about}` };
}

function realDay(typed: string): string {
  const day = typed.trim();
  if (isDay(day)) return day;
  throw new UserError(`"${cut(oneLine(typed), 30)}" is no day. Type it as year, month and day: 2026-03-04.`);
}

/** An address of a page; anything else could be clicked for something else. */
function webAddress(typed: string): string {
  const text = typed.trim().replace(/^<([^|>]*)(?:\|[^>]*)?>$/, '$1');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && text.length <= MOST_URL && url.username === '')
    return url.href;
  throw new UserError(
    `"${cut(oneLine(typed), 60)}" is no link. Paste one that begins with https:// and is no longer than ${MOST_URL} characters.`,
  );
}
