import { z } from 'zod';
import { accessory, actionElement, contextAction, inputElement } from './elements.ts';
import { id, imageElement, mrkdwn, plainText, text, url } from './texts.ts';

const block_id = { block_id: id.optional() };

/** @see https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const section = z
  .strictObject({
    type: z.literal('section'),
    ...block_id,
    text: text(3000).optional(),
    fields: z.array(text(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: 'must define either `text` or `fields`',
  });

/** @see https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const header = z.strictObject({
  type: z.literal('header'),
  ...block_id,
  text: plainText(150),
  level: z.number().int().min(1).max(4).optional(),
});

export const divider = z.strictObject({ type: z.literal('divider'), ...block_id });

/** @see https://docs.slack.dev/reference/block-kit/blocks/context-block */
export const context = z.strictObject({
  type: z.literal('context'),
  ...block_id,
  elements: z
    .array(z.discriminatedUnion('type', [plainText(3000), mrkdwn(3000), imageElement]))
    .min(1)
    .max(10),
});

/** @see https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const actions = z.strictObject({
  type: z.literal('actions'),
  ...block_id,
  elements: z.array(actionElement).min(1).max(25),
});

export const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...block_id,
  elements: z.array(contextAction).min(1).max(5),
});

/** @see https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const input = z.strictObject({
  type: z.literal('input'),
  ...block_id,
  label: plainText(2000),
  element: inputElement,
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

/** @see https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
export const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...block_id,
  text: z.string().min(1).max(12_000),
});

/** Modals only. @see https://docs.slack.dev/reference/block-kit/blocks/alert-block */
export const alert = z.strictObject({
  type: z.literal('alert'),
  ...block_id,
  text: text(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

/** @see https://docs.slack.dev/reference/block-kit/blocks/video-block */
export const video = z.strictObject({
  type: z.literal('video'),
  ...block_id,
  video_url: url,
  thumbnail_url: url,
  alt_text: z.string().min(1).max(2000),
  title: plainText(200),
  title_url: url.optional(),
  author_name: z.string().max(50).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: url.optional(),
  description: plainText(200).optional(),
});
