/** When an alert opens, climbs and closes. */
export interface AlertPolicy {
  /** So many bad looks among the last so many open an alert. */
  readonly open: { readonly bad: number; readonly of: number };
  /** So many good looks in a row close it. */
  readonly close: number;
  /** Time from one rung to the next while nobody acknowledges. */
  readonly escalateAfterMs: number;
  /** Time until somebody who acknowledged is reminded, and then until the alert counts as not acknowledged. */
  readonly remindAfterMs: number;
}

/** What holds unless it is configured otherwise. */
export const ALERT_POLICY: AlertPolicy = {
  open: { bad: 3, of: 4 },
  close: 2,
  escalateAfterMs: 10 * 60_000,
  remindAfterMs: 60 * 60_000,
};
