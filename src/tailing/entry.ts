import type { Level } from './level.ts';

/**
 * What one log line says, or several that belong together: a stack trace with its first line, or the same
 * words over and over. The text is untrusted, as the lines were.
 */
export interface LogEntry {
  /** When its first line was written. */
  readonly at: Date;
  /** When it was last repeated; equal to `at` when it was not. */
  readonly lastAt: Date;
  /** Undefined: the stream's name does not tell. */
  readonly task: string | undefined;
  /** The stream's whole name when it names no container. */
  readonly container: string;
  /** Undefined: the line does not say. */
  readonly level: Level | undefined;
  /** As it is shown, whole; several lines for a stack trace. */
  readonly text: string;
  /** Log lines it stands for, all repeats together. */
  readonly lines: number;
  readonly times: number;
  /** How often each task said it, when more than one did. */
  readonly timesByTask: ReadonlyMap<string, number> | undefined;
  /** Came after newer lines were already shown. */
  readonly late: boolean;
  /** The rest of a trace whose beginning was in an earlier batch. */
  readonly continued: boolean;
}
