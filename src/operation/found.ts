import { UserError } from '../errors.ts';
import type { Entry, Operation, Phase } from './operation.ts';

/** The entry of an id; throws a UserError where it is gone. */
export function foundEntry(operation: Operation, id: string): Entry {
  const entry = operation.entries.find((each) => each.id === id);
  if (!entry) throw new UserError('That is not in the tracker any more. Look at the list again.');
  return entry;
}

/** The phase of an id; throws a UserError where it is gone. */
export function foundPhase(operation: Operation, id: string): Phase {
  const phase = operation.phases.find((each) => each.id === id);
  if (!phase) throw new UserError('That phase is not in the tracker any more. Look at the list again.');
  return phase;
}
