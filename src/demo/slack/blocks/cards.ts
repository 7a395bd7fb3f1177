import { z } from 'zod';
import { button } from './elements.ts';
import { actions, context, divider, header, input, section, video } from './layout.ts';
import { richTextBlock } from './rich-text.ts';
import { table } from './tables.ts';
import { id, imageBlock, imageElement, plainText, text } from './texts.ts';

const block_id = { block_id: id.optional() };

/** @see https://docs.slack.dev/reference/block-kit/blocks/card-block */
export const card = z
  .strictObject({
    type: z.literal('card'),
    ...block_id,
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    slack_icon: z.strictObject({ type: z.string().optional(), name: z.string().min(1) }).optional(),
    title: text(150).optional(),
    subtitle: text(150).optional(),
    body: text(200).optional(),
    subtext: text(200).optional(),
    actions: z.array(button).min(1).max(3).optional(),
  })
  .refine((one) => [one.hero_image, one.title, one.actions, one.body].some((field) => field !== undefined), {
    error: 'must define one of `hero_image`, `title`, `actions` or `body`',
  })
  .refine((one) => one.icon === undefined || one.slack_icon === undefined, {
    error: 'must define only one of `icon` and `slack_icon`',
  });

/** @see https://docs.slack.dev/reference/block-kit/blocks/carousel-block */
export const carousel = z.strictObject({
  type: z.literal('carousel'),
  ...block_id,
  elements: z.array(card).min(1).max(10),
});

/** @see https://docs.slack.dev/reference/block-kit/blocks/container-block */
export const container = z
  .strictObject({
    type: z.literal('container'),
    ...block_id,
    title: plainText(150).optional(),
    rich_text_title: richTextBlock.optional(),
    subtitle: text(150).optional(),
    icon: imageElement.optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion('type', [
          actions,
          context,
          divider,
          header,
          imageBlock,
          input,
          richTextBlock,
          section,
          table,
          video,
        ]),
      )
      .min(1)
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine((one) => one.title !== undefined || one.rich_text_title !== undefined, {
    error: 'must define either `title` or `rich_text_title`',
  });

const source = z.strictObject({ type: z.literal('url'), url: z.string().min(1), text: z.string().min(1) });
const taskFields = {
  type: z.literal('task_card'),
  ...block_id,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richTextBlock.optional(),
  output: richTextBlock.optional(),
  sources: z.array(source).optional(),
};

/** On its own a task card cannot be pending. @see https://docs.slack.dev/reference/block-kit/blocks/task-card-block */
export const taskCard = z.strictObject({
  ...taskFields,
  status: z.enum(['in_progress', 'complete', 'error']),
});

/** @see https://docs.slack.dev/reference/block-kit/blocks/plan-block */
export const plan = z.strictObject({
  type: z.literal('plan'),
  ...block_id,
  title: z.string().min(1),
  tasks: z
    .array(z.strictObject({ ...taskFields, status: z.enum(['pending', 'in_progress', 'complete', 'error']) }))
    .max(50)
    .refine((tasks) => new Set(tasks.map((task) => task.task_id)).size === tasks.length, {
      error: '`task_id` must be unique',
    })
    .optional(),
});
