import { z } from 'zod';

/** Plain text of 1 to `most` characters. */
export function plainText(most: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });
}

/** Marked-up text of 1 to `most` characters. */
export function mrkdwn(most: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  });
}

/** Either kind. @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export function text(most: number) {
  return z.discriminatedUnion('type', [plainText(most), mrkdwn(most)]);
}

/** Block, action, callback and external ids. @see https://docs.slack.dev/reference/block-kit/blocks */
export const id = z.string().min(1).max(255);
export const url = z
  .string()
  .max(3000)
  .regex(/^(?:https?|mailto|tel|slack):\S+$/, 'invalid_url');

/** @see https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirm = z.strictObject({
  title: plainText(100),
  text: text(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

/** @see https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
});

/** Options of checkboxes and radio buttons may be marked up. */
export const richOption = z.strictObject({
  text: text(75),
  value: z.string().min(1).max(150),
  description: text(75).optional(),
});

/** Only the options of an overflow menu may be links. */
export const overflowOption = z.strictObject({ ...option.shape, url: url.optional() });

/** An image by address or by a file of the workspace. */
const imageFields = {
  type: z.literal('image'),
  image_url: url.optional(),
  slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  alt_text: z.string().min(1).max(2000),
};

/** @see https://docs.slack.dev/reference/block-kit/block-elements/image-element */
export const imageElement = z.strictObject(imageFields);

/** @see https://docs.slack.dev/reference/block-kit/blocks/image-block */
export const imageBlock = z
  .strictObject({ ...imageFields, block_id: id.optional(), title: plainText(2000).optional() })
  .refine((image) => image.image_url !== undefined || image.slack_file !== undefined, {
    error: 'missing required field: image_url',
  });
