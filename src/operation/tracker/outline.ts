import type { Heading, RootContent } from 'mdast';
import { headingKindOf } from './heading-kind.ts';
import { headingWordsOf, numberedPhaseOf, type PhaseHeading, phaseHeadingsOf } from './phase-heading.ts';

/** What is known of a file's headings before any of them is read. */
export interface Outline {
  readonly first: Heading | undefined;
  /** Whether the first heading stands above all others. */
  readonly headed: boolean;
  /** Whether the first heading names the file and nothing below it. */
  readonly named: boolean;
  readonly phases: ReadonlyMap<Heading, PhaseHeading>;
}

/** Looks over a file's headings: which one names it, which are phases' own. */
export function outlineOf(blocks: readonly RootContent[]): Outline {
  const headings = blocks.filter((block) => block.type === 'heading');
  const [first, ...others] = headings;
  const phases = phaseHeadingsOf(headings);
  if (!first) return { first, headed: false, named: false, phases };
  const headed = others.length > 0 && others.every(({ depth }) => depth > first.depth);
  const words = headingWordsOf(first);
  const kind = headingKindOf(words)?.kind;
  const plain = kind === undefined || kind === 'header' || kind === 'detail' || kind === 'phases';
  return { first, headed, phases, named: plain && !numberedPhaseOf(words) && (headed || first.depth === 1) };
}
