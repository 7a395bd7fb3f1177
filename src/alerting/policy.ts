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

/** Trouble that comes back within this time after good looks ended it goes on in the same thread. */
export const REOPEN_MS = 30 * 60_000;

/**
 * Closed threads have to be at hand for this long when it is decided about the next look: trouble that began
 * within `REOPEN_MS` may need a few looks more to be sure of.
 */
export const REMEMBER_MS = REOPEN_MS + 15 * 60_000;

/** So many openings within this time mean that it comes and goes. */
export const FLAPPING = { openings: 3, withinMs: 30 * 60_000 } as const;

/** What comes and goes is over once no look was bad for this long. */
export const CALM_MS = 10 * 60_000;

/** A bad look before such a gap says nothing about now: nobody looked for a while. */
export const LOOKS_TOGETHER_MS = 15 * 60_000;

/** How old the newest bad look may be shown, so that a steady alert is not written at every look. */
export const SHOWN_MS = 5 * 60_000;

/** What was over for longer is opened again by looks alone: nobody knows by then what a button's alert was about. */
export const REOPENABLE_MS = 24 * 60 * 60_000;
