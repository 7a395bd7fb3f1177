import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlertClick, act } from '../../src/alerting/act.ts';
import type { Alert, News, NewsStep } from '../../src/alerting/alert.ts';
import type { Check } from '../../src/alerting/check.ts';
import { decide, endAlert, isOpen, isPast } from '../../src/alerting/decide.ts';
import { ladderOf } from '../../src/alerting/ladder.ts';
import { owedNews } from '../../src/alerting/owed.ts';
import { passTime } from '../../src/alerting/pass-time.ts';
import { ALERT_POLICY, type AlertPolicy } from '../../src/alerting/policy.ts';
import { UserError } from '../../src/errors.ts';
import { NOW } from '../given.ts';
import { ANNA, aCheck, BEN } from '../given-alerts.ts';
import { HOUR, MINUTE, SECOND } from './timeline.ts';

type Step =
  | {
      readonly kind: 'look';
      readonly outcome: Check['outcome'];
      readonly word: string;
      readonly again: boolean;
    }
  | { readonly kind: 'click'; readonly click: AlertClick }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'pass' }
  | { readonly kind: 'quiet'; readonly isQuiet: boolean }
  | { readonly kind: 'end' };

interface Setting {
  readonly policy: AlertPolicy;
  readonly onCall: string | undefined;
  readonly escalateTo: string | undefined;
}

const OUTCOMES = ['bad', 'bad', 'bad', 'good', 'good', 'settling', 'unknown', 'not-looked'] as const;
const CLICKS = ['acknowledge', 'unacknowledge', 'wake', 'resolve', 'reopen'] as const;
const WAITS = [
  0,
  15 * SECOND,
  15 * SECOND,
  MINUTE,
  11 * MINUTE,
  35 * MINUTE,
  26 * HOUR,
  -MINUTE - 1,
  -HOUR - 1,
];

const looking = fc.record({
  kind: fc.constant('look' as const),
  outcome: fc.constantFrom(...OUTCOMES),
  word: fc.constantFrom('unhealthy', 'unhealthy', 'unhealthy', 'failed'),
  again: fc.constantFrom(false, false, false, true),
});
const clicking = fc.record({
  kind: fc.constant('click' as const),
  click: fc.oneof(
    fc.record({ kind: fc.constantFrom(...CLICKS), by: fc.constantFrom(ANNA, BEN) }),
    fc.record({
      kind: fc.constant('snooze' as const),
      by: fc.constant(ANNA),
      forMs: fc.constantFrom(undefined, MINUTE, HOUR),
    }),
  ),
});
const others = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(...WAITS) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('quiet' as const), isQuiet: fc.boolean() }) },
);
const ending = fc.record({ kind: fc.constant('end' as const) });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 50, arbitrary: looking },
  { weight: 8, arbitrary: clicking },
  { weight: 20, arbitrary: others },
  { weight: 1, arbitrary: ending },
);
const anyCourse = fc.array(anyStep, { maxLength: 100, size: 'max' });
const anySetting: fc.Arbitrary<Setting> = fc.record({
  policy: fc.constantFrom(
    ALERT_POLICY,
    { ...ALERT_POLICY, open: { bad: 1, of: 1 } },
    { ...ALERT_POLICY, open: { bad: 2, of: 6 }, close: 1 },
    { ...ALERT_POLICY, close: 5 },
  ),
  onCall: fc.constantFrom(undefined, 'UANNA'),
  escalateTo: fc.constantFrom(undefined, 'STEAM', 'UANNA'),
});

/** One moment of a course: what was done, and the alert before and after. */
interface Moment {
  readonly step: Step;
  readonly now: Date;
  readonly isQuiet: boolean;
  readonly before: Alert | undefined;
  readonly next: Alert | undefined;
  /** What was decided about is over for good, and `next` is another alert. */
  readonly isAnother: boolean;
  readonly news: readonly News[];
  /** Outcomes of all looks so far that told something new. */
  readonly counted: readonly boolean[];
}

/** Runs a course, and shows each of its moments. */
function run(course: readonly Step[], setting: Setting, see: (moment: Moment) => void): Alert | undefined {
  let known: Alert | undefined;
  let now = NOW;
  let isQuiet = false;
  let read = aCheck();
  const counted: boolean[] = [];
  for (const step of course) {
    const before = known;
    if (step.kind === 'wait') now = new Date(now.getTime() + step.ms);
    if (step.kind === 'quiet') isQuiet = step.isQuiet;
    if (step.kind === 'pass' && known) known = passTime(known, setting.policy, now, isQuiet);
    if (step.kind === 'end' && known) known = endAlert(known, 'the service was deleted', now);
    if (step.kind === 'click' && known) known = clicked(known, step.click, setting.policy, now);
    if (step.kind === 'look') {
      if (!step.again) read = readingOf(step, now);
      if (!step.again && (read.outcome === 'good' || read.outcome === 'bad'))
        counted.push(read.outcome === 'bad');
      known = decide(known, read, { ...setting, now, isQuiet });
      if (!step.again) now = new Date(now.getTime() + 15 * SECOND);
    }
    const isAnother = before !== undefined && before !== known && isPast(before, now);
    const said = isAnother ? 0 : (before?.news.at(-1)?.seq ?? 0);
    const news = known?.news.filter(({ seq }) => seq > said) ?? [];
    see({ step, now, isQuiet, before, next: known, isAnother, news, counted });
  }
  return known;
}

function readingOf({ outcome, word }: Step & { kind: 'look' }, readAt: Date): Check {
  return aCheck({ outcome, word: outcome === 'bad' ? word : '', readAt });
}

function clicked(alert: Alert, click: AlertClick, policy: AlertPolicy, now: Date): Alert {
  try {
    return act(alert, click, policy, now);
  } catch (error) {
    if (error instanceof UserError) return alert;
    throw error;
  }
}

function hold(see: (moment: Moment, setting: Setting) => void): void {
  const property = fc.property(anyCourse, anySetting, (course, setting) => {
    run(course, setting, (moment) => see(moment, setting));
  });
  fc.assert(property, { numRuns: 60 });
}

/** The news of one thread after another, from the first to the last, although a thread keeps only the newest. */
function threadsOf(course: readonly Step[], setting: Setting): readonly (readonly NewsStep[])[] {
  const threads: NewsStep[][] = [[]];
  run(course, setting, ({ news, isAnother, next }) => {
    if (isAnother || !next) threads.push([]);
    threads.at(-1)?.push(...news.map(({ step }) => step));
  });
  return threads;
}

const isOpening = (step: NewsStep) => ['opened', 'reopened', 'flapping'].includes(step.kind);
const isByLooks = (step: NewsStep) => isOpening(step) && !('by' in step && step.by);

describe('in any course of looks, clicks and times', () => {
  it('nothing is told but after bad looks enough, and nothing is over but after good ones enough', () => {
    hold(({ step, news, counted, next, before }, { policy }) => {
      const bad = counted.slice(-policy.open.of).filter(Boolean).length;
      const isMutedNow = next?.state === 'muted' && before?.state !== 'muted';
      if (news.some((each) => isByLooks(each.step)) && step.kind !== 'click')
        expect(bad).toBeGreaterThanOrEqual(policy.open.bad);
      if (isMutedNow) expect(bad).toBeGreaterThanOrEqual(policy.open.bad);
      const isOver = news.some((each) => each.step.kind === 'resolved');
      if (isOver && step.kind === 'look')
        expect(counted.slice(-policy.close)).toEqual(Array(policy.close).fill(false));
    });
  });

  it('looks that tell nothing change nothing', () => {
    hold(({ step, before, next }) => {
      if (step.kind !== 'look' || step.again || step.outcome === 'good' || step.outcome === 'bad') return;
      expect(next).toBe(before);
    });
  });

  it('news are numbered on without a gap, and those of before stay', () => {
    hold(({ before, next, isAnother }) => {
      const seqs = next?.news.map(({ seq }) => seq) ?? [];
      const [first = 1] = seqs;
      expect(seqs).toEqual(seqs.map((_, at) => first + at));
      expect(seqs.length).toBeLessThanOrEqual(30);
      if (!before || !next || isAnother) return;
      const kept = before.news.filter(({ seq }) => seq >= first);
      expect(next.news.slice(0, kept.length)).toEqual(kept);
    });
  });

  it('what is not told has no news, and what was told is never forgotten', () => {
    hold(({ before, next }) => {
      const isSecret = next?.state === 'counting' || next?.state === 'muted';
      if (next) expect([next.news.length === 0, next.openings.length === 0]).toEqual([isSecret, isSecret]);
      if (before && !next) expect(['counting', 'muted']).toContain(before.state);
    });
  });

  it('each opening has one end at most, and after an end comes nothing but another opening', () => {
    fc.assert(
      fc.property(anyCourse, anySetting, (course, setting) => {
        for (const steps of threadsOf(course, setting)) {
          let isTold = false;
          for (const step of steps) {
            expect([step.kind, isOpening(step)]).toEqual([step.kind, !isTold]);
            if (isOpening(step)) isTold = true;
            if (step.kind === 'resolved') isTold = false;
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('each rung is called once in a climb, and nobody is called who is not named', () => {
    fc.assert(
      fc.property(anyCourse, anySetting, (course, setting) => {
        const ladder = ladderOf(setting).map((rung) => JSON.stringify(rung));
        for (const steps of threadsOf(course, setting)) {
          let called: string[] = [];
          for (const step of steps) {
            const begins = isOpening(step) || step.kind === 'unacknowledged' || step.kind === 'woken';
            if (begins) called = ladder.slice(0, setting.onCall ? 1 : 0);
            if (step.kind !== 'escalated') continue;
            called.push(JSON.stringify(step.to));
            expect(called).toEqual(ladder.slice(0, called.length));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the state fits what is known of it', () => {
    hold(({ next }) => {
      if (!next) return;
      const { state } = next;
      expect(next.acknowledged !== undefined).toBe(state === 'acknowledged');
      expect(next.snoozed !== undefined).toBe(state === 'snoozed');
      expect(next.resolved !== undefined).toBe(state === 'resolved');
      if (state === 'resolved' || state === 'counting') expect(next.nextAt).toBeUndefined();
      if (state === 'muted' || state === 'acknowledged') expect(next.nextAt).toBeDefined();
      if (state !== 'resolved') expect(isOpen(next)).toBe(true);
      expect(next.openings.length).toBeLessThanOrEqual(20);
    });
  });

  it('quiet hours hear of nothing but ends, other words and clicks', () => {
    hold(({ step, isQuiet, news }) => {
      if (!isQuiet || step.kind === 'click') return;
      for (const each of news) expect(['resolved', 'changed']).toContain(each.step.kind);
    });
  });

  it('the same step twice at one moment is one step', () => {
    hold(({ step, next, now, isQuiet }, { policy }) => {
      if (next && step.kind === 'pass') expect(passTime(next, policy, now, isQuiet)).toBe(next);
      if (next && step.kind === 'end') expect(endAlert(next, 'again', now)).toBe(next);
    });
  });

  it('what is owed is in order, is later than what was said, and tells of the end where it is over', () => {
    hold(({ next, before, now }) => {
      if (!next) return;
      const said = before?.news.at(-1)?.seq ?? 0;
      for (const since of [0, said]) {
        const seqs = owedNews(next, since, now).map(({ seq }) => seq);
        expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => one - other));
        expect(seqs.every((seq) => seq > since)).toBe(true);
      }
      const owed = owedNews(next, 0, now).map(({ step }) => step.kind);
      if (next.state === 'resolved') expect(owed.filter((kind) => kind === 'resolved')).toHaveLength(1);
      if (next.state === 'counting' || next.state === 'muted') expect(owed).toEqual([]);
    });
  });

  it('what is good for long is over, and what is bad for long is told, unless somebody wants silence', () => {
    const looks = (outcome: 'good' | 'bad', count: number): readonly Step[] =>
      Array.from({ length: count }, () => ({ kind: 'look', outcome, word: 'unhealthy', again: false }));
    const calmDown: readonly Step[] = [{ kind: 'quiet', isQuiet: false }, ...looks('good', 8 * 60)];
    fc.assert(
      fc.property(anyCourse, anySetting, (course, setting) => {
        const good = run([...course, ...calmDown], setting, () => {});
        expect(good?.state ?? 'resolved').toBe('resolved');
        const bad = run([...course, ...calmDown, ...looks('bad', 20)], setting, () => {});
        expect(bad?.state).toBe('firing');
      }),
      { numRuns: 60 },
    );
  });
});
