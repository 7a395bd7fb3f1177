import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import type { Estate } from '../../src/aws/estate.ts';
import type { Deps } from '../../src/deps.ts';
import type { UpstreamError } from '../../src/errors.ts';
import { stepTail } from '../../src/jobs/tail-step.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import type { LogSource } from '../../src/tailing/log-source.ts';
import type { Tail } from '../../src/tailing/tail.ts';
import { fakeDiagnoses } from '../fake-diagnoses.ts';
import { fakeDigests } from '../fake-digests.ts';
import { fakeBlackBox, fakeLeases, fakeOperations, fakeThreads, fakeVerifications } from '../fake-store.ts';
import { fakeEstate, NO_ANSWER, SOME_DIRECTORY } from '../fakes.ts';
import { NOW } from '../given.ts';
import { aTail, fakeTails, fakeThread } from '../given-tails.ts';
import { trackers } from '../given-trackers.ts';

export const at = (ms: number) => new Date(NOW.getTime() + ms);

/** A line that was written `ms` after the tail was opened, and can be read at once. */
export function aLine(text: string, ms: number, given: Partial<LogLine> = {}): LogLine {
  return { id: `${text}@${ms}`, stream: 'web/app/1a2b3c4d', at: at(ms), ingestedAt: at(ms), text, ...given };
}

/** One tail, CloudWatch with lines, Slack with a thread, and a clock that is set. */
export function aScene(given: Tail = aTail(), thread: Partial<Deps['outbox']> = {}) {
  let nowMs = 0;
  const lines: LogLine[] = [];
  const failing = new Map<string, UpstreamError>();
  const limits = { atOnce: Number.POSITIVE_INFINITY };
  const store = fakeTails([given]);
  const slack = fakeThread(thread);
  const clock = { now: () => at(nowMs) };
  const linesOf = ({ container, streamPrefix = '' }: LogSource, sinceAt: Date, untilAt: Date | undefined) => {
    const failure = failing.get(container);
    if (failure) throw failure;
    return lines
      .filter(
        (line) => line.stream.startsWith(streamPrefix) && line.at >= sinceAt && line.ingestedAt <= at(nowMs),
      )
      .filter((line) => untilAt === undefined || line.at <= untilAt)
      .sort((one, other) => one.at.getTime() - other.at.getTime());
  };
  const logs: Estate['logs'] = {
    ...fakeEstate([]).estate.logs,
    newest: async (_, { source, sinceAt, untilAt }, { limit, matches = () => true }) => {
      const all = linesOf(source, sinceAt, untilAt).filter(matches);
      return { lines: all.slice(-limit), searchedSinceAt: sinceAt, more: all.length > limit };
    },
    since: async (_, { source, sinceAt, untilAt, newestAt }) => {
      const all = linesOf(source, sinceAt, untilAt);
      const known = all.filter((line) => line.at <= newestAt).length;
      const read = all.slice(0, known + limits.atOnce);
      return { lines: read, readAt: at(nowMs), complete: read.length === all.length };
    },
  };
  const deps: Deps = {
    ...store,
    estate: fakeEstate([], { logs }).estate,
    outbox: slack.outbox,
    clock,
    redact: (text) => ({
      text: text.replace(/secret/g, '[redacted]'),
      count: text.split('secret').length - 1,
    }),
    worker: 'worker-1',
    sleep: async () => {},
    directory: SOME_DIRECTORY,
    threads: fakeThreads(),
    leases: fakeLeases(),
    blackBox: fakeBlackBox(),
    operations: fakeOperations(),
    digests: fakeDigests(),
    trackers,
    verifications: fakeVerifications(),
    diagnoses: fakeDiagnoses(),
    httpProbe: NO_ANSWER,
    blackBoxMs: 86_400_000,
    policy: ALERT_POLICY,
    linesWithheld: async () => undefined,
    watches: { save: unused, remove: unused, list: unused, all: unused },
    commands: [],
    doctor: { configuration: () => [], slack: unused, database: unused },
  };
  const signal = new AbortController();
  const row = (): Tail => store.all.get(given.id) ?? given;
  return {
    ...store,
    ...slack,
    deps,
    lines,
    failing,
    limits,
    signal,
    row,
    write: (...more: readonly LogLine[]) => void lines.push(...more),
    pass: (ms: number) => {
      nowMs += ms;
    },
    /** Moves the tail forward as it is in the store. */
    step: () => stepTail(deps, row(), signal.signal),
  };
}

function unused(): never {
  throw new Error('not to be asked here');
}
