import type { Phase } from '../operation/operation.ts';
import type { PhaseDuration, PhaseProgress, Progress } from '../operation/progress.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import { phaseMark } from './entry-marks.ts';
import { lineWords } from './entry-words.ts';
import { ageOf } from './mrkdwn.ts';
import { bar, fold } from './rows.ts';

/** As many as an ordinary operation has; of more, those around the current one. */
const MOST_PHASES = 8;
/** Of those that are shown, how many may come before the current one. */
const MOST_BEFORE = 3;
const MOST_TITLE = 80;
const MOST_QUOTE = 24;
/** What a thread pane of ordinary width shows of a fixed-width line before it breaks it a second time. */
const LINE_WIDTH = 60;

type PhasesOf = Pick<Progress, 'phases' | 'current' | 'firstUnfinished'>;

/** A bar for each phase in fixed width, around the current one where there are many; '' for none. */
export function phasesFixed(progress: PhasesOf): string {
  const { before, shown, after } = around(progress);
  const width = Math.max(...shown.map(({ phase }) => labelOf(phase).length), 1);
  return [
    ...(before > 0 ? [`… ${counted(before, 'earlier phase')}`] : []),
    ...shown.flatMap((each) => fixedLines(each, progress.current, width)),
    ...(after > 0 ? [`… and ${counted(after, 'more phase')}`] : []),
  ].join('\n');
}

/** The same as sentences without bars. */
export function phasesPlain(progress: PhasesOf): readonly string[] {
  const { before, shown, after } = around(progress);
  return [
    ...(before > 0 ? [`… ${counted(before, 'earlier phase')}`] : []),
    ...shown.map((each) => {
      const { phase } = each;
      const words = [phaseMark(phase), percentWords(phase), ...metaWords(each, progress.current)];
      return `Phase ${[labelOf(phase), titleOf(phase)].filter(Boolean).join(' ')}: ${[...words.filter(Boolean), lineWords(phase.at)].join(' · ')}`;
    }),
    ...(after > 0 ? [`and ${counted(after, 'more phase')}`] : []),
  ];
}

/** Says whose the bars and lengths of time are; '' where there is no phase. */
export function phaseSource({ phases }: PhasesOf): string {
  const [first, last] = [phases[0], phases.at(-1)];
  if (!first || !last) return '';
  const where = lineWords({ line: first.phase.at.line, endLine: lastLine(last.phase) });
  const timed = phases.some(({ duration }) => duration?.from === 'clock') ? '; “took” is measured here' : '';
  return `bars and “says” are the tracker’s claims, ${where}${timed}`;
}

/** "took 2 h 41 min" as measured here; as the tracker has it: "says 2 h 41 min". */
export function lengthWords(duration: PhaseDuration): string {
  if (duration.from === 'clock') return `took ${ageOf(duration.ms)}`;
  const { ms, words } = duration;
  return ms === undefined ? `says “${cut(oneLine(words), MOST_QUOTE)}”` : `says ${ageOf(ms)}`;
}

function fixedLines(each: PhaseProgress, current: Phase | undefined, width: number): readonly string[] {
  const percent = each.claimed?.percent;
  const drawn = percent === undefined ? '·'.repeat(10) : bar(percent, 100);
  const share = (percent === undefined ? '' : `${percent}%`).padStart(4);
  const head = `${labelOf(each.phase).padStart(width)} ${drawn} ${share} `;
  const words = clean([titleOf(each.phase), ...metaWords(each, current)].join(' · '));
  const indent = ' '.repeat(head.length);
  return fold(words, LINE_WIDTH - head.length).map((part, at) => (at === 0 ? head : indent) + part);
}

function metaWords({ phase, duration }: PhaseProgress, current: Phase | undefined): readonly string[] {
  const isCurrent = phase.id === current?.id;
  // "[IN PROGRESS]" is no length of time, and says of the current phase what its bar does.
  const isLength = duration && (duration.ms !== undefined || !isCurrent);
  return [...(isLength ? [lengthWords(duration)] : []), ...(isCurrent ? ['current'] : [])];
}

/** "claims 99 %", or what the tracker says instead; '' for nothing. Not escaped. */
export function percentWords({ claimed, status }: Phase): string {
  if (claimed) {
    const { percent, words } = claimed.value;
    return percent === undefined ? `claims “${cut(oneLine(words), MOST_QUOTE)}”` : `claims ${percent} %`;
  }
  return status ? `says “${cut(oneLine(status.value), MOST_QUOTE)}”` : '';
}

function labelOf({ number }: Phase): string {
  return number === undefined ? '' : `${number}`;
}

function titleOf({ title }: Phase): string {
  return cut(oneLine(title), MOST_TITLE);
}

function lastLine({ at, claimed, duration, achievement, focus, status }: Phase): number {
  const places = [at, claimed?.at, duration?.at, achievement?.at, focus?.at, status?.at];
  return Math.max(...places.map((place) => place?.endLine ?? 0));
}

function around({ phases, current: named, firstUnfinished }: PhasesOf) {
  const id = (named ?? firstUnfinished)?.id;
  const current = Math.max(
    0,
    phases.findIndex(({ phase }) => phase.id === id),
  );
  const most = Math.max(0, phases.length - MOST_PHASES);
  const before = phases.length <= MOST_PHASES ? 0 : Math.min(most, Math.max(0, current - MOST_BEFORE));
  const shown = phases.slice(before, before + MOST_PHASES);
  return { before, shown, after: phases.length - before - shown.length };
}
