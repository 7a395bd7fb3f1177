import type { Heading, RootContent } from 'mdast';
import type { Mark } from '../operation.ts';
import { headingKindOf } from './heading-kind.ts';
import { readMark } from './mark.ts';
import { plainOf } from './plain.ts';
import { normal } from './words.ts';

/** Words that begin with a phase's number: "Phase 4 - Enhanced ML", "Etappe 2: Umzug". */
export interface NumberedPhase {
  readonly number: number;
  /** What follows the number; '' where nothing does. */
  readonly title: string;
  /** Whether a colon, dash or full stop stands between the two. */
  readonly parted: boolean;
}

const NUMBERED =
  /^(?:phase|stage|milestone|etappe|stufe|meilenstein|étape|etape|fase|etapa|tappa|mijlpaal)\s{0,3}#?(\d{1,4})(?![\d.])\s{0,3}([:：.)\-–—]?)\s{0,3}/iu;
/** Words for a closer look at a phase that is told of elsewhere. */
const CLOSER =
  /^(?:(?:in |more |a )?(?:detail\w*|depth|closer look|closer|deep dive|progress|status|update\w*|notes?|plan|log|report|overview|fortschritt|stand)(?: |$))+$/;

/** The phase's number and title that words begin with; undefined for any others. */
export function numberedPhaseOf(words: string): NumberedPhase | undefined {
  const found = NUMBERED.exec(words);
  if (!found) return undefined;
  const title = words.slice(found[0].length).trim();
  return { number: Number(found[1]), title, parted: found[2] !== '' || title === '' };
}

/** A phase by its own words. */
export interface NamedPhase {
  readonly id: string;
  readonly number: number | undefined;
  readonly title: string;
  readonly mark: Mark | undefined;
}

/** The phase that words name where they stand for one, with a number or without. */
export function namedPhaseOf(words: string): NamedPhase {
  const { mark, rest } = readMark(words);
  const numbered = numberedPhaseOf(rest);
  if (numbered)
    return { id: `phase:${numbered.number}`, number: numbered.number, title: numbered.title, mark };
  const [whole, number] = /^(\d{1,3})[.):]\s+(?=\S)/.exec(rest) ?? [];
  if (whole !== undefined && number !== undefined)
    return { id: `phase:${Number(number)}`, number: Number(number), title: rest.slice(whole.length), mark };
  return { id: `phase:${normal(rest)}`, number: undefined, title: rest, mark };
}

/** What a heading has to do with the phase whose number it bears. */
export interface PhaseHeading extends NamedPhase {
  /** Whether it is the phase's own heading, and not that of its tasks or criteria. */
  readonly defines: boolean;
  /** Whether it heads a closer look at the phase and says no more: "Phase 4 in detail". */
  readonly closer: boolean;
}

/**
 * Which headings are phases' own. A phase is told of in many headings; its own is the one that names it
 * most plainly, wherever it stands.
 */
export function phaseHeadingsOf(blocks: readonly RootContent[]): ReadonlyMap<Heading, PhaseHeading> {
  const numbered = blocks.flatMap((block) => {
    if (block.type !== 'heading') return [];
    const { mark, rest } = readMark(headingWordsOf(block));
    const phase = numberedPhaseOf(rest);
    return phase ? [{ block, phase, mark, plainness: plainness(phase) }] : [];
  });
  const best = new Map<number, number>();
  for (const { phase, plainness } of numbered) {
    best.set(phase.number, Math.max(best.get(phase.number) ?? 0, plainness));
  }
  const own = new Map<number, Map<string, string>>();
  const levels = new Map<number, number>();
  return new Map(
    numbered.map(({ block, phase, mark, plainness }) => {
      const titles = own.get(phase.number) ?? new Map<string, string>();
      own.set(phase.number, titles);
      const words = normal(phase.title);
      const top = plainness > 0 && plainness === best.get(phase.number);
      if (top && !levels.has(phase.number)) levels.set(phase.number, block.depth);
      // The same number with another title is another phase only where both are named plainly, as equals.
      const beside = plainness === 2 && levels.get(phase.number) === block.depth;
      const defines = top && (titles.size === 0 || (beside && words !== '' && !titles.has(words)));
      if (defines)
        titles.set(words, titles.size === 0 ? `phase:${phase.number}` : `phase:${phase.number} ${words}`);
      const id = titles.get(words) ?? [...titles.values()].at(-1) ?? `phase:${phase.number}`;
      return [
        block,
        { number: phase.number, title: phase.title, mark, defines, closer: isCloser(phase), id },
      ];
    }),
  );
}

/** A heading's words on one line, without a colon at the end. */
export function headingWordsOf(heading: Heading): string {
  const { lines } = plainOf(heading.children, heading.position?.start.line ?? 1);
  return lines
    .map(({ text }) => text)
    .join(' ')
    .replace(/[\s:：]{1,8}$/u, '');
}

function isCloser({ title }: NumberedPhase): boolean {
  return title !== '' && CLOSER.test(normal(title));
}

function plainness(phase: NumberedPhase): 0 | 1 | 2 {
  const { title, parted } = phase;
  if (isCloser(phase)) return 0;
  const kind = headingKindOf(title);
  if (kind && !kind.weak) return parted && normal(title).split(' ').length > 3 ? 1 : 0;
  return parted ? 2 : 1;
}
