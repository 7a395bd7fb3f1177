import { type AlertClick, act } from '../../src/alerting/act.ts';
import type { Alert } from '../../src/alerting/alert.ts';
import type { Check } from '../../src/alerting/check.ts';
import { decide, endAlert } from '../../src/alerting/decide.ts';
import { passTime } from '../../src/alerting/pass-time.ts';
import { ALERT_POLICY, type AlertPolicy } from '../../src/alerting/policy.ts';
import { NOW } from '../given.ts';
import { ANNA, aCheck } from '../given-alerts.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

interface Given {
  readonly alert?: Alert;
  readonly policy?: Partial<AlertPolicy>;
  readonly onCall?: string;
  readonly escalateTo?: string;
}

/**
 * One alert through time, a look every 15 seconds. Each step says what came of it: the state, and what was to be
 * said in the thread, as `firing: opened`; `nothing` where there is no alert.
 */
export function aTimeline(given: Given = {}) {
  let { alert } = given;
  let now = NOW;
  let isQuiet = false;
  const policy = { ...ALERT_POLICY, ...given.policy };
  const took = (next: Alert | undefined) => {
    const said = alert?.news.at(-1)?.seq ?? 0;
    const kinds = next?.news.filter(({ seq }) => seq > said || next.openings[0] !== alert?.openings[0]);
    alert = next;
    if (!next) return 'nothing';
    return [next.state, ...(kinds ?? []).map(({ step }) => step.kind)].join(': ');
  };
  const pass = () => (alert ? took(passTime(alert, policy, now, isQuiet)) : 'nothing');
  return {
    get alert() {
      if (!alert) throw new Error('there is no alert');
      return alert;
    },
    get now() {
      return now;
    },
    get policy() {
      return policy;
    },
    /** Looks now, and lets 15 seconds pass. */
    look(outcome: Check['outcome'], check: Partial<Check> = {}) {
      const { onCall, escalateTo } = given;
      const word = outcome === 'bad' ? 'unhealthy' : '';
      const seen = aCheck({ outcome, word, readAt: now, ...check });
      const came = took(decide(alert, seen, { policy, now, isQuiet, onCall, escalateTo }));
      now = new Date(now.getTime() + 15 * SECOND);
      return came;
    },
    /** Several looks; the outcome of the last. */
    looks(...outcomes: readonly Check['outcome'][]) {
      return outcomes.map((outcome) => this.look(outcome)).at(-1);
    },
    /** Looks the same for a while. */
    lookFor(ms: number, outcome: Check['outcome']) {
      const came: string[] = [];
      for (const endsAt = now.getTime() + ms; now.getTime() < endsAt; ) came.push(this.look(outcome));
      return came;
    },
    click(click: Omit<AlertClick, 'by'> & { by?: AlertClick['by']; forMs?: number | undefined }) {
      return took(act(this.alert, { forMs: undefined, by: ANNA, ...click } as AlertClick, policy, now));
    },
    end: (how: string) => took(alert && endAlert(alert, how, now)),
    pass,
    passAfter(ms: number) {
      this.wait(ms);
      return pass();
    },
    /** Negative where the clock is set back. */
    wait(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    quiet(wanted: boolean) {
      isQuiet = wanted;
    },
  };
}
