import type { EntryKind } from './operation.ts';

/** A change of the file: what `patch` can write. Values are one line of plain words. */
export type Change =
  | { readonly kind: 'add'; readonly entry: NewEntry }
  /** A task, criterion, next step, blocker: done, met, cleared, or not. */
  | { readonly kind: 'tick'; readonly id: string; readonly done: boolean }
  | { readonly kind: 'judge'; readonly id: string; readonly verdict: 'confirmed' | 'refuted' | 'looked-at' }
  | { readonly kind: 'edit'; readonly id: string; readonly title?: string; readonly detail?: string }
  /** Of a blocker: its own lines of impact and status. */
  | {
      readonly kind: 'describe';
      readonly id: string;
      readonly field: 'impact' | 'status';
      readonly value: string;
    }
  | { readonly kind: 'remove'; readonly id: string }
  /** The probe's comment behind a criterion; undefined takes it away. */
  | { readonly kind: 'bind'; readonly id: string; readonly probe: string | undefined }
  | { readonly kind: 'phase'; readonly id: string; readonly field: PhaseField; readonly value: string }
  /** A phase is complete, or being worked at: its heading's mark and all else that says how it stands. */
  | {
      readonly kind: 'mark-phase';
      readonly id: string;
      readonly mark: 'done' | 'running';
      /** How long it took, where that is known. */
      readonly took?: string;
    }
  | { readonly kind: 'add-phase'; readonly title: string }
  | { readonly kind: 'header'; readonly field: HeaderField; readonly value: string };

export type PhaseField = 'title' | 'claimed' | 'status' | 'duration' | 'achievement' | 'focus';
export type HeaderField = 'status' | 'startedOn' | 'currentPhase' | 'claimed';

/** An entry to be written. */
export interface NewEntry {
  readonly kind: EntryKind;
  readonly title: string;
  readonly detail?: string;
  /** Of a task, criterion or next step: already done; of a blocker: cleared. Otherwise open. */
  readonly done?: boolean;
  /** Of a finding; being looked at unless told. */
  readonly verdict?: 'confirmed' | 'refuted' | 'looked-at';
  /** Of a blocker. */
  readonly impact?: string;
  /** By id; of the current phase unless told. */
  readonly phase?: string;
}
