/** One thing that `doctor` looked at: whether the bot itself can do what it needs. */
export interface Checkup {
  readonly title: string;
  readonly outcome: 'ok' | 'fail' | 'skip';
  /** What was seen, or why it was skipped. */
  readonly detail: string;
  /** What to do about a failure. */
  readonly fix?: string;
}
