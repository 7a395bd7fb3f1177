import { oneLine } from '../../text.ts';
import { parseTracker } from './parse.ts';
import { writings } from './patch-words.ts';

/** Characters of a title that fit a heading. */
const MOST_TITLE = 150;
/** Headings with nothing below them yet: where people look for a thing, and where it is put. */
const SECTIONS = [
  'Tasks',
  'Findings',
  'Decisions',
  'Key insights',
  'Blockers',
  'Achievements',
  'Next steps',
  'Completion criteria',
];

/**
 * A tracker for an operation that never had a file, in the form that files have. All of it is understood when it is
 * read, and there is a place for whatever is added.
 * @param now the day the operation starts on, in UTC
 */
export function composeTracker({ title, now }: { readonly title: string; readonly now: Date }): string {
  const wanted = oneLine(title, MOST_TITLE) || 'Operation';
  const texts = writings(wanted).map((words) => textFor(words, now));
  const exact = texts.find((text) => parseTracker(text).operation.title === wanted);
  return exact ?? texts.at(-1) ?? textFor('Operation', now);
}

function textFor(title: string, now: Date): string {
  const lines = [
    `# ${title}`,
    '',
    '**Status**: In progress',
    `**Start Date**: ${now.toISOString().slice(0, 10)}`,
    '**Overall Progress**: 0% Complete',
    ...SECTIONS.flatMap((section) => ['', `## ${section}`]),
  ];
  return `${lines.join('\n')}\n`;
}
