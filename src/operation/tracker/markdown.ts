import type { RootContent } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import type { Place } from '../operation.ts';

/** How trackers are read: CommonMark with GitHub's tables and task lists. */
export const MARKDOWN: Options = {
  extensions: [gfmTable(), gfmTaskListItem()],
  mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
};

/** The blocks of a text in order, their lines counted as in the whole text. */
export function blocksOf(text: string): readonly RootContent[] {
  return fromMarkdown(text, MARKDOWN).children;
}

/** The lines that a piece of markdown stands on. */
export function placeOf(node: {
  readonly position?:
    | { readonly start: { readonly line: number }; readonly end: { readonly line: number } }
    | undefined;
}): Place {
  return { line: node.position?.start.line ?? 1, endLine: node.position?.end.line ?? 1 };
}
