/** One command, click or refusal, as the audit keeps it. */
export interface AuditEntry {
  readonly at: Date;
  readonly person: string;
  readonly team: string | undefined;
  readonly channel: string;
  readonly via: 'slash' | 'mention' | 'direct' | 'click' | 'home' | 'terminal';
  /** Name of the command or action. */
  readonly verb: string;
  /** What was typed or the clicked value, cleaned and cut. */
  readonly detail: string;
  readonly outcome: 'done' | 'refused' | 'user-error' | 'upstream-error' | 'bug';
  /** Shown to the person with a failure, and in the log line. */
  readonly reference: string;
}
