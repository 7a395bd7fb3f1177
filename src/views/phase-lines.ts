import type { Phase } from '../operation/operation.ts';
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

/** A phase, and what is known of it besides its words. */
export interface PhaseShown {
  readonly phase: Phase;
  readonly isCurrent: boolean;
  /** How long it took, or has taken so far, in milliseconds; undefined where the bot was not told. */
  readonly measured: { readonly ms: number; readonly ended: boolean } | undefined;
}

/** A bar for each phase in fixed width, around the current one where there are many; '' for none. */
export function phasesFixed(phases: readonly PhaseShown[]): string {
  const { before, shown, after } = around(phases);
  const width = Math.max(...shown.map(({ phase }) => labelOf(phase).length), 1);
  return [
    ...(before > 0 ? [`… ${counted(before, 'earlier phase')}`] : []),
    ...shown.flatMap((each) => fixedLines(each, width)),
    ...(after > 0 ? [`… and ${counted(after, 'more phase')}`] : []),
  ].join('\n');
}

/** The same as sentences without bars. */
export function phasesPlain(phases: readonly PhaseShown[]): readonly string[] {
  const { before, shown, after } = around(phases);
  return [
    ...(before > 0 ? [`… ${counted(before, 'earlier phase')}`] : []),
    ...shown.map(({ phase, ...each }) => {
      const words = [phaseMark(phase), percentWords(phase), ...metaWords({ phase, ...each })];
      return `Phase ${[labelOf(phase), titleOf(phase)].filter(Boolean).join(' ')}: ${words.filter(Boolean).join(' · ')} · ${lineWords(phase.at)}`;
    }),
    ...(after > 0 ? [`and ${counted(after, 'more phase')}`] : []),
  ];
}

/** Says whose the bars and lengths of time are; '' where no phase is shown. */
export function phaseSource(phases: readonly PhaseShown[]): string {
  const [first, last] = [phases[0], phases.at(-1)];
  if (!first || !last) return '';
  const where = lineWords({ line: first.phase.at.line, endLine: lastLine(last.phase) });
  const measured = phases.some((each) => each.measured) ? '; “took” and “for” are measured here' : '';
  return `bars and “says” are the tracker’s claims, ${where}${measured}`;
}

/** "took 2 h 41 min", "for 3 d", or the tracker's own: "says 2 h 41 min"; '' where nothing is said. */
export function lengthWords({ phase, measured }: Pick<PhaseShown, 'phase' | 'measured'>): string {
  if (measured) return `${measured.ended ? 'took' : 'for'} ${ageOf(measured.ms)}`;
  if (!phase.duration) return '';
  const { ms, words } = phase.duration.value;
  return ms === undefined ? `says “${cut(oneLine(words), MOST_QUOTE)}”` : `says ${ageOf(ms)}`;
}

function fixedLines({ phase, ...each }: PhaseShown, width: number): readonly string[] {
  const percent = phase.claimed?.value.percent;
  const drawn = percent === undefined ? '·'.repeat(10) : bar(percent, 100);
  const head = `${labelOf(phase).padStart(width)} ${drawn} ${(percent === undefined ? '' : `${percent}%`).padStart(4)} `;
  const words = [titleOf(phase), ...metaWords({ phase, ...each })].join(' · ');
  const indent = ' '.repeat(head.length);
  return fold(clean(words), LINE_WIDTH - head.length).map((part, at) => (at === 0 ? head : indent) + part);
}

function metaWords(each: PhaseShown): readonly string[] {
  return [lengthWords(each), each.isCurrent ? 'current' : ''].filter(Boolean);
}

function percentWords({ claimed, status }: Phase): string {
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

function around(phases: readonly PhaseShown[]) {
  const current = Math.max(
    0,
    phases.findIndex(({ isCurrent }) => isCurrent),
  );
  const most = Math.max(0, phases.length - MOST_PHASES);
  const before = phases.length <= MOST_PHASES ? 0 : Math.min(most, Math.max(0, current - MOST_BEFORE));
  const shown = phases.slice(before, before + MOST_PHASES);
  return { before, shown, after: phases.length - before - shown.length };
}
