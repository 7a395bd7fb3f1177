import type {
  Blocker,
  Criterion,
  Decision,
  Entry,
  EntryKind,
  EntryOf,
  Finding,
  Header,
  Operation,
  OperationTask,
  Percent,
  Phase,
  Place,
  Said,
} from '../src/operation/operation.ts';
import type { HistoryEntry, OperationRecord } from '../src/operation/record.ts';
import { minutesAgo, NOW } from './given.ts';
import { ANNA, BEN } from './given-alerts.ts';

const DAY = 24 * 60;

export function at(line: number, endLine = line): Place {
  return { line, endLine };
}

export function said<T>(value: T, line = 1): Said<T> {
  return { value, at: at(line) };
}

/** "99% Complete", or words that are no number. */
export function aPercent(percent: number | undefined, words = `${percent}% Complete`): Percent {
  return { percent, words };
}

/** A phase in progress that claims nothing. Its id is its number. */
export function aPhase(number: number, title: string, given: Partial<Phase> = {}): Phase {
  return {
    id: `phase:${number}`,
    number,
    title,
    mark: undefined,
    claimed: undefined,
    status: undefined,
    duration: undefined,
    achievement: undefined,
    focus: undefined,
    at: at(1),
    ...given,
  };
}

/** An open task; others mark it. */
export function anOperationTask(
  title: string,
  { done = false, ...given }: Partial<OperationTask> = {},
): OperationTask {
  return { ...anEntry('task', title, { mark: done ? 'done' : 'open', ...given }), done };
}

/** A criterion that is not met and that no probe checks. */
export function aCriterion(
  title: string,
  { met = false, probe, ...given }: Partial<Criterion> = {},
): Criterion {
  return { ...anEntry('criterion', title, { mark: met ? 'done' : 'open', ...given }), met, probe };
}

/** A blocker that blocks. */
export function aBlocker(
  title: string,
  { cleared = false, impact, status, ...given }: Partial<Blocker> = {},
): Blocker {
  return { ...anEntry('blocker', title, given), cleared, impact, status };
}

export function aDecision(title: string, { superseded = false, ...given }: Partial<Decision> = {}): Decision {
  return { ...anEntry('decision', title, given), superseded };
}

/** A finding that is confirmed. */
export function aFinding(
  title: string,
  { verdict = 'confirmed', superseded = false, ...given }: Partial<Finding> = {},
): Finding {
  return { ...anEntry('finding', title, given), verdict, superseded };
}

/** A next step that is not ticked. */
export function aNextStep(title: string, given: Partial<EntryOf<'next'>> = {}): EntryOf<'next'> {
  return anEntry('next', title, given);
}

/** An entry of a kind that has nothing of its own. Its id is its kind and its words. */
export function anEntry<K extends EntryKind>(
  kind: K,
  title: string,
  given: Partial<EntryOf<EntryKind>> = {},
): EntryOf<K> {
  return {
    id: `${kind}:${title.toLowerCase()}`,
    title,
    detail: undefined,
    mark: undefined,
    within: [],
    phase: undefined,
    at: at(1),
    ...given,
    kind,
  };
}

/** An operation of which nothing is known but what is given. */
export function anOperation({
  header,
  ...given
}: Partial<Omit<Operation, 'header'>> & { readonly header?: Partial<Header> } = {}): Operation {
  return {
    title: 'Operation Snail Trail',
    header: {
      status: undefined,
      startedOn: undefined,
      currentPhase: undefined,
      claimed: undefined,
      ...header,
    },
    phases: [],
    sections: [],
    entries: [],
    ...given,
  };
}

/** An operation as it is kept, taken in three days ago and edited an hour ago. */
export function anOperationRecord(given: Partial<OperationRecord> = {}): OperationRecord {
  return {
    id: 'op-1',
    name: 'Snail Trail',
    source: '# Operation Snail Trail\n',
    base: '# Operation Snail Trail\n',
    fileName: 'operation-tracker.md',
    takenIn: { by: ANNA, at: minutesAgo(3 * DAY) },
    extras: {},
    dismissed: [],
    conflicts: [],
    createdBy: ANNA,
    createdAt: minutesAgo(3 * DAY),
    changedAt: minutesAgo(60),
    archivedAt: undefined,
    version: 3,
    ...given,
  };
}

/** Ben ticked a criterion an hour ago. */
export function aHistoryEntry(given: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    seq: 2,
    by: BEN,
    at: minutesAgo(60),
    what: 'ticked criterion 5 "Container health check failures resolved"',
    splice: { at: 0, removed: ' ', added: 'x' },
    before: {},
    undoes: undefined,
    ...given,
  };
}

const PHASES: readonly Phase[] = [
  aPhase(1, 'Basic System Operational', {
    mark: 'done',
    claimed: said(aPercent(100), 17),
    duration: said({ words: '2 hours 41 minutes', ms: 161 * 60_000 }, 18),
    achievement: said('Basic health check service deployed and operational', 19),
    at: at(16),
  }),
  aPhase(2, 'Hybrid ML Service', {
    mark: 'done',
    claimed: said(aPercent(100), 22),
    duration: said({ words: '30 minutes', ms: 30 * 60_000 }, 23),
    at: at(21),
  }),
  aPhase(3, 'ML Foundation Building', {
    mark: 'done',
    claimed: said(aPercent(100), 27),
    duration: said({ words: '25 minutes', ms: 25 * 60_000 }, 28),
    at: at(26),
  }),
  aPhase(4, 'Enhanced ML Service Deployment', {
    mark: 'running',
    claimed: said(aPercent(99), 32),
    duration: said({ words: '[IN PROGRESS]', ms: undefined }, 33),
    focus: said('Container health investigation - health checks failing on new deployment', 34),
    at: at(31),
  }),
];

const CRITERIA = [
  'Enhanced ML service deployed with correct configuration',
  'ECS health check configuration fixed',
  'ALB integration confirmed working',
  'Container health check path corrected',
  'Container health check failures resolved',
  'Enhanced ML service accessible from internet through ALB',
  'All ML endpoints functional in production',
  'Performance monitoring active',
  'Security measures implemented',
  'End-to-end validation complete',
];

const TASKS: readonly (readonly [title: string, detail: string, line: number])[] = [
  ['Health Check Fix', 'Corrected from `/` path to `/health` path', 63],
  ['Container Health Investigation', 'Analyze logs for startup errors', 83],
  ['Service Configuration Check', 'Verify correct service file is running', 84],
  ['Health Check Resolution', 'Fix container health check failures', 85],
  ['ALB Access Testing', 'Verify enhanced ML service accessible through ALB', 86],
];

const OF_PHASE_4 = { phase: 'phase:4' };

/** A part of the tracker that the story is about: claims 99 % while 4 of 10 criteria are ticked. */
export const SNAIL_TRAIL: Operation = anOperation({
  header: {
    status: said('IN PROGRESS', 7),
    startedOn: said('August 11, 2025', 8),
    currentPhase: said('Phase 4 - Enhanced ML Service Deployment', 9),
    claimed: said(aPercent(99), 10),
  },
  phases: PHASES,
  entries: [
    ...TASKS.map(([title, detail, line], index) =>
      anOperationTask(title, { detail, at: at(line), done: index === 0, ...OF_PHASE_4 }),
    ),
    aFinding('Initial Misdiagnosis', {
      detail: 'Thought it was VPC public IP assignment issue',
      verdict: 'refuted',
      superseded: true,
      at: at(47),
      ...OF_PHASE_4,
    }),
    aFinding('Root Cause', {
      detail: 'ECS health check configuration, NOT VPC network issues',
      at: at(79),
      ...OF_PHASE_4,
    }),
    aFinding('Current Issue', {
      detail: 'Container startup or service configuration problem',
      verdict: 'looked-at',
      at: at(80),
      ...OF_PHASE_4,
    }),
    aDecision('Root Cause Correction', {
      detail: 'Fixed ECS health check configuration mismatch',
      at: at(100),
      ...OF_PHASE_4,
    }),
    aBlocker('Container Health Check Investigation', {
      detail: 'New Task Definition 15 deployment has health checks failing',
      impact: said('Enhanced ML service cannot become healthy in ALB target group', 114),
      status: said('Under investigation - analyzing container logs and startup process', 115),
      at: at(113, 115),
      ...OF_PHASE_4,
    }),
    aNextStep('Container Health Investigation', {
      detail: 'Analyze logs for startup errors and service configuration',
      at: at(158),
    }),
    aNextStep('Service Configuration Check', {
      detail: 'Verify correct service file is running in container',
      at: at(159),
    }),
    aNextStep('Health Check Resolution', { detail: 'Fix container health check failures', at: at(160) }),
    ...CRITERIA.map((title, index) =>
      aCriterion(title, { met: index < 4, at: at(164 + index), ...OF_PHASE_4 }),
    ),
  ],
});

/** 200 phases and 5,000 tasks, one a line, with long words. */
export function aHugeOperation(): Operation {
  const long = 'of the service that nobody has looked at since it was moved '.repeat(4).trim();
  const phases = Array.from({ length: 200 }, (_, index) =>
    aPhase(index + 1, `Stage ${index + 1} ${long}`, {
      claimed: said(aPercent(index < 20 ? 100 : 0), 10 + index),
      at: at(10 + index),
    }),
  );
  const tasks: readonly Entry[] = Array.from({ length: 5000 }, (_, index) =>
    anOperationTask(`Step ${index + 1} ${long}`, {
      done: index < 500,
      detail: long,
      phase: `phase:${Math.floor(index / 25) + 1}`,
      at: at(1000 + index),
    }),
  );
  return anOperation({ header: { claimed: said(aPercent(90), 4) }, phases, entries: tasks });
}

/** The moment of an import, three days ago. */
export const TAKEN_IN_AT = minutesAgo(3 * DAY);

/** A day as extras say it, so many days from now. */
export function dayFromNow(days: number): string {
  return new Date(NOW.getTime() + days * DAY * 60_000).toISOString().slice(0, 10);
}
