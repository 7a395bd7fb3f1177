import { isJson, type Json, jsonList, textOf } from '../json.ts';

/** Limits over all blocks together. @see https://docs.slack.dev/reference/block-kit/blocks/table-block */
const MOST_TABLE_CHARACTERS = { table: 10_000, data_table: 20_000 };
const MOST_CHARTS = 2;
const MOST_MARKDOWN = 12_000;

/** What is wrong with blocks that are sound each by itself: ids twice, too many tables, too much text in them. */
export function wholeComplaints(blocks: readonly Json[], pointer: string): readonly string[] {
  return [
    ...doubleBlockIds(blocks, pointer),
    ...blocks.flatMap((block, index) => doubleActionIds(block, `${pointer}/${index}`)),
    ...tableComplaints(blocks, pointer),
    ...tooMuch(blocks, pointer),
  ];
}

function doubleBlockIds(blocks: readonly Json[], pointer: string): readonly string[] {
  const ids = blocks.map((block) => block.block_id);
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index
      ? [
          `duplicate_block_id: \`block_id\` "${String(id)}" already exists [json-pointer:${pointer}/${index}/block_id]`,
        ]
      : [],
  );
}

function doubleActionIds(block: Json, pointer: string): readonly string[] {
  const ids = jsonList(block.elements).map((element) => element.action_id);
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index
      ? [
          `duplicate_action_id: \`action_id\` "${String(id)}" already exists [json-pointer:${pointer}/elements/${index}/action_id]`,
        ]
      : [],
  );
}

function tableComplaints(blocks: readonly Json[], pointer: string): readonly string[] {
  const tables = blocks.flatMap((block, index) => {
    const own = { block, at: `${pointer}/${index}` };
    const children = jsonList(block.child_blocks).map((child, place) => ({
      block: child,
      at: `${pointer}/${index}/child_blocks/${place}`,
    }));
    return [own, ...children].filter((one) => ['table', 'data_table'].includes(textOf(one.block, 'type')));
  });
  const surplus = tables.slice(1).map(({ at }) => `only_one_table_allowed [json-pointer:${at}]`);
  const tooLong = tables.flatMap(({ block, at }) => {
    const most = block.type === 'table' ? MOST_TABLE_CHARACTERS.table : MOST_TABLE_CHARACTERS.data_table;
    return charactersIn(block.rows) > most
      ? [`must be less than ${most + 1} characters [json-pointer:${at}/rows]`]
      : [];
  });
  return [...surplus, ...tooLong];
}

function tooMuch(blocks: readonly Json[], pointer: string): readonly string[] {
  const charts = blocks.filter((block) => block.type === 'data_visualization').length;
  const markdown = blocks.filter((block) => block.type === 'markdown');
  const characters = markdown.reduce((sum, block) => sum + textOf(block, 'text').length, 0);
  return [
    ...(charts > MOST_CHARTS
      ? [`no more than ${MOST_CHARTS} data_visualization blocks allowed [json-pointer:${pointer}]`]
      : []),
    ...(markdown.length > 1 && characters > MOST_MARKDOWN
      ? [
          `markdown blocks must be less than ${MOST_MARKDOWN + 1} characters together [json-pointer:${pointer}]`,
        ]
      : []),
  ];
}

function charactersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + charactersIn(one), 0);
  if (!isJson(value)) return 0;
  const own = typeof value.text === 'string' ? value.text.length : 0;
  return own + charactersIn(value.elements);
}
