import type { PhaseProgress, Progress, Tally } from '../operation/progress.ts';
import { clean, cut, oneLine } from '../text.ts';
import { phaseMark } from './entry-marks.ts';
import { lineWords } from './entry-words.ts';
import { actions, type Message, section } from './message.ts';
import { pageButtons, pageOf, pageWords } from './operation-buttons.ts';
import { lengthWords, percentWords } from './phase-lines.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const PAGE_SIZE = 20;
const MOST_WORDS = 120;

/** What the list of phases is made from. */
export interface PhasesFacts {
  readonly operation: { readonly id: string; readonly name: string };
  readonly progress: Pick<Progress, 'phases' | 'current'>;
  /** Counts from 1; the nearest that there is is shown. */
  readonly page: number;
}

/** The phases in the file's order: what each claims, beside what of it is ticked and done. */
export function phasesMessage({ operation, progress, page: wanted }: PhasesFacts): Message {
  const { shown, page, pages } = pageOf(
    progress.phases.map((each, index) => ({ each, number: each.phase.number ?? index + 1 })),
    wanted,
    PAGE_SIZE,
  );
  const lines = (speech: Speech) => [
    [speech.strong(`Phases of ${operation.name}`), `${progress.phases.length}`, pageWords(page, pages)]
      .filter(Boolean)
      .join(' · '),
    ...shown.map(({ each, number }) => phaseLine(each, number, progress, speech)),
  ];
  const [head = '', ...drawn] = lines(DRAWN);
  const turn = pageButtons({ operation: operation.id, list: 'phase', options: '' }, page, pages);
  return {
    text: clean(lines(SPOKEN).join('\n')),
    blocks: [section(head), ...sectionsOf(drawn), ...(turn.length > 0 ? [actions(...turn)] : [])],
  };
}

/** "4 🚧 in progress · Enhanced … · current · claims 99 % · criteria 4/10 · tasks 1/5 · line 31" */
function phaseLine(
  { phase, criteria, tasks, duration }: PhaseProgress,
  number: number,
  { current }: PhasesFacts['progress'],
  speech: Speech,
): string {
  const told = (phase.achievement ?? phase.focus)?.value;
  const parts = [
    `${number} ${phaseMark(phase)}`,
    speech.strong(cut(oneLine(phase.title), MOST_WORDS)),
    phase.id === current?.id ? 'current' : '',
    speech.words(percentWords(phase)),
    tallyWords('criteria', criteria),
    tallyWords('tasks', tasks),
    duration ? speech.words(lengthWords(duration)) : '',
    told === undefined ? '' : speech.words(cut(oneLine(told), MOST_WORDS)),
    lineWords(phase.at),
  ];
  return parts.filter(Boolean).join(' · ');
}

function tallyWords(what: string, { done, all }: Tally): string {
  return all === 0 ? '' : `${what} ${done}/${all}`;
}
