import type { Click } from '../src/actions/action.ts';
import type { Filled } from '../src/forms/form.ts';
import { type EntryKind, entriesOf } from '../src/operation/operation.ts';
import type { OperationRecord } from '../src/operation/record.ts';
import { parseTracker } from '../src/operation/tracker/parse.ts';
import { entryValue } from '../src/views/operation-buttons.ts';
import { fakeOperations, fakeVerifications } from './fake-store.ts';
import { aCall, clock, fakeEstate, SOME_DIRECTORY, SOME_OUTBOX } from './fakes.ts';
import { anOperationRecord } from './given-operation.ts';
import { trackers } from './given-trackers.ts';

/** A tracker with one of each kind that can be typed, and three tasks. */
export const MOVE = `# Move the mail

## Tasks
- [x] Order the domain
- [ ] Move the boxes
- [ ] Tell everybody

## Blockers
- **Old server**: refuses to let go

## Completion Criteria
- [ ] Mail arrives

## Findings
- ✅ **Cause**: the old records

## Decisions
- **Provider**: the one in Bern

## Next Steps
1. Call the provider
`;

/** An operation that the channel C1 works at, and what triggers need to change it. */
export async function aScene(given: Partial<OperationRecord> = {}) {
  const record = anOperationRecord({ name: 'Move the mail', source: MOVE, base: MOVE, ...given });
  const operations = fakeOperations([record]);
  await operations.use('C1', record.id, record.createdBy, record.createdAt);
  const verifications = fakeVerifications();
  const deps = {
    estate: fakeEstate([]).estate,
    operations,
    trackers,
    verifications,
    clock,
    directory: SOME_DIRECTORY,
    outbox: SOME_OUTBOX,
  };
  return {
    deps,
    id: record.id,
    /** The tracker as it is now. */
    source: async () => (await operations.get(record.id))?.source ?? '',
    /** The lines that are not in the tracker as it was, without their ends. */
    async fresh() {
      const was = new Set(record.source.split('\n'));
      return ((await operations.get(record.id))?.source ?? '').split('\n').filter((line) => !was.has(line));
    },
    record: async () => operations.get(record.id),
    /** An entry as buttons and menus name it. */
    value(kind: EntryKind, number: number): string {
      const entry = entriesOf(parseTracker(record.source).operation, kind)[number - 1];
      if (!entry) throw new Error(`no ${kind} ${number}`);
      return entryValue({ number, entry });
    },
  };
}

/** Somebody in #ops who used a button or a menu with this value. */
export function aUse(value: string): Click {
  const { person, place } = aCall();
  return { value, person, place };
}

/** The same who sent a form. */
export function aFilled(state: string, values: Filled['values'] = {}, given: Partial<Filled> = {}): Filled {
  const { person, place } = aCall();
  return { state, values, files: {}, person, place, ...given };
}
