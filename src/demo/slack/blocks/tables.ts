import { z } from 'zod';
import { richTextBlock } from './rich-text.ts';
import { id } from './texts.ts';

const block_id = { block_id: id.optional() };
const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({
  type: z.literal('raw_number'),
  value: z.number(),
  text: z.string().optional(),
});
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richTextBlock]);

/** @see https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const table = z.strictObject({
  type: z.literal('table'),
  ...block_id,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
});

/** @see https://docs.slack.dev/reference/block-kit/blocks/data-table-block */
export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    ...block_id,
    caption: z.string().min(1),
    rows: z.array(z.array(cell).min(1).max(20)).min(2).max(201),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).max(19).optional(),
  })
  .refine((block) => new Set(block.rows.map((row) => row.length)).size === 1, {
    error: 'all rows must have the same number of cells',
    path: ['rows'],
  })
  .refine((block) => block.rows[0]?.every((one) => one.type !== 'rich_text') ?? true, {
    error: 'header cells must not be rich_text',
    path: ['rows', 0],
  });

const label = z.string().min(1).max(20);
const point = z.strictObject({ label, value: z.number() });
const series = z.strictObject({ name: label, data: z.array(point).min(1).max(20) });
const axes = z.strictObject({
  categories: z.array(label).min(1).max(20),
  x_label: z.string().max(50).optional(),
  y_label: z.string().max(50).optional(),
});

/** @see https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  ...block_id,
  title: z.string().min(1).max(50),
  chart: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('pie'), segments: z.array(point).min(1).max(12) }),
    ...(['bar', 'line', 'area'] as const).map((type) =>
      z.strictObject({
        type: z.literal(type),
        series: z.array(series).min(1).max(12),
        axis_config: axes,
      }),
    ),
  ]),
});
