import { z } from 'zod';
import { isJson, type Json } from '../json.ts';
import { card, carousel, container, plan, taskCard } from './cards.ts';
import { complaintsOf } from './complaints.ts';
import {
  actions,
  alert,
  context,
  contextActions,
  divider,
  header,
  input,
  markdown,
  section,
  video,
} from './layout.ts';
import { richTextBlock } from './rich-text.ts';
import { dataTable, dataVisualization, table } from './tables.ts';
import { imageBlock } from './texts.ts';
import { wholeComplaints } from './whole.ts';

/** Where blocks may be shown; each takes other kinds of blocks. */
export type Surface = 'message' | 'modal' | 'home';

const everywhere = [
  actions,
  context,
  divider,
  header,
  imageBlock,
  input,
  richTextBlock,
  section,
  video,
  card,
] as const;

/**
 * Blocks by surface. A `file` block is only read, never sent; whether the Home tab takes containers the
 * documentation tells both ways, so it does not here.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
const blockIn = {
  message: z.discriminatedUnion('type', [
    ...everywhere,
    carousel,
    container,
    contextActions,
    dataTable,
    dataVisualization,
    markdown,
    plan,
    table,
    taskCard,
  ]),
  modal: z.discriminatedUnion('type', [...everywhere, alert]),
  home: z.discriminatedUnion('type', [...everywhere, carousel, dataTable, table]),
};

/** @see https://docs.slack.dev/block-kit/#adding-block-kit-to-app-surfaces */
const MOST_BLOCKS = { message: 50, modal: 100, home: 100 };

/** Everything Slack would complain about, each `<what> [json-pointer:<where>]`; empty for sound blocks. */
export function checkBlocks(blocks: readonly Json[], surface: Surface, pointer: string): readonly string[] {
  const parsed = z.array(blockIn[surface]).max(MOST_BLOCKS[surface]).safeParse(blocks);
  const each = parsed.success ? [] : complaintsOf(parsed.error, blocks, pointer);
  return [...each, ...wholeComplaints(blocks, pointer), ...fileInputs(blocks, surface, pointer)];
}

/** Files are handed in with forms only. @see https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
function fileInputs(blocks: readonly Json[], surface: Surface, pointer: string): readonly string[] {
  if (surface === 'modal') return [];
  return blocks.flatMap(({ element }, index) =>
    isJson(element) && element.type === 'file_input'
      ? [`unsupported type: file_input [json-pointer:${pointer}/${index}/element/type]`]
      : [],
  );
}
