/** One command, click, form, shortcut or refusal, as the audit keeps it. */
export interface AuditEntry {
  readonly at: Date;
  readonly person: string;
  readonly team: string | undefined;
  readonly channel: string;
  readonly via: 'slash' | 'mention' | 'direct' | 'click' | 'form' | 'shortcut' | 'home' | 'terminal';
  /** Name of the command, action, form or shortcut. */
  readonly verb: string;
  /** What was typed, clicked or filled in, cleaned and cut. */
  readonly detail: string;
  readonly outcome: 'done' | 'refused' | 'user-error' | 'upstream-error' | 'bug';
  /** Shown to the person with a failure, and in the log line. */
  readonly reference: string;
}
