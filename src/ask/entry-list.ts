import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { findPhase } from '../operation/find-entry.ts';
import { type Entry, entriesOf, type Operation } from '../operation/operation.ts';
import type { Extras, OperationRecord } from '../operation/record.ts';
import { isOpen } from '../operation/settled.ts';
import { entriesMessage, numberedEntries } from '../views/entries.ts';
import type { Around, Numbered } from '../views/entry-words.ts';
import type { Answer, Call } from './answer.ts';
import { criteriaOf } from './criteria-here.ts';
import type { Filter, TypedKind } from './entry-wish.ts';
import { knownExtras } from './known-extras.ts';
import { ownerNames } from './owner-names.ts';

export type EntryListDeps = Pick<Deps, 'trackers' | 'directory' | 'clock' | 'verifications'>;

interface Asked {
  readonly record: OperationRecord;
  readonly kind: TypedKind;
  readonly only: Filter;
  readonly call: Pick<Call, 'person' | 'place'>;
}

/** The entries of a kind that fit a filter, a page of them. */
export async function entryList(deps: EntryListDeps, { record, kind, only, call }: Asked): Promise<Answer> {
  const { operation } = await deps.trackers.read(record.source);
  const all = numberedEntries<Entry>(entriesOf(operation, kind));
  const phase = only.phase === undefined ? undefined : findPhase(operation, only.phase).id;
  const mine = only.mine ? ownedBy(record.extras, call.person) : undefined;
  const entries = all
    .filter(({ entry }) => only.state === undefined || isOpen(entry) === (only.state === 'open'))
    .filter(({ entry }) => phase === undefined || entry.phase === phase)
    .filter(({ entry }) => mine === undefined || mine.has(entry.id));
  const message = entriesMessage({
    operation: { id: record.id, name: record.name, phases: operation.phases },
    kind,
    entries,
    total: all.length,
    options: filterWords(only),
    page: only.page,
    place: call.place,
    ...(await aroundOf(deps, { record, kind, operation })),
  });
  return { message, data: entries.map((each) => entryData(each, record.extras)) };
}

/** One entry, with all that is known of it. */
export async function oneEntry(
  deps: EntryListDeps,
  { record, kind, which, call }: Omit<Asked, 'only'> & { readonly which: string },
): Promise<Answer> {
  const { operation } = await deps.trackers.read(record.source);
  const all = numberedEntries<Entry>(entriesOf(operation, kind));
  const found = all[Number(which.replace('#', '')) - 1];
  if (!found) throw new UserError(`There is no ${kind} ${which}: the list has ${all.length}.`);
  const message = entriesMessage({
    operation: { id: record.id, name: record.name, phases: operation.phases },
    kind,
    entries: [found],
    total: all.length,
    options: String(found.number),
    page: 1,
    place: call.place,
    ...(await aroundOf(deps, { record, kind, operation })),
  });
  return { message, data: entryData(found, record.extras) };
}

/** What is known besides the words: of criteria also what their probes saw last. */
async function aroundOf(
  deps: EntryListDeps,
  { record, kind, operation }: Pick<Asked, 'record' | 'kind'> & { readonly operation: Operation },
): Promise<Around> {
  const checked = kind === 'criterion' ? (await criteriaOf(deps, record)).checked : [];
  return {
    extras: knownExtras(record, operation),
    names: await ownerNames(deps, record.extras),
    checked: Object.fromEntries(checked.map((each) => [each.criterion.id, each])),
    now: deps.clock.now(),
  };
}

/** Theirs by name, or by a user group that they are known to be in. */
function ownedBy(extras: Extras, { id, groups }: Call['person']): ReadonlySet<string> {
  const owned = Object.entries(extras).filter(
    ([, { owner }]) => owner !== undefined && [id, ...groups].includes(owner),
  );
  return new Set(owned.map(([entry]) => entry));
}

/** The filter as it is typed. */
export function filterWords({ state, mine, phase }: Omit<Filter, 'page'>): string {
  return [
    state === undefined ? '' : `--${state}`,
    mine ? '--mine' : '',
    phase === undefined ? '' : `--phase ${/\s/.test(phase) ? `"${phase.replaceAll('"', '')}"` : phase}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function entryData({ number, entry }: Numbered, extras: Extras): object {
  return { number, ...entry, ...extras[entry.id] };
}
