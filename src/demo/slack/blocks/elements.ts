import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { richTextBlock } from './rich-text.ts';
import { confirm, id, imageElement, option, overflowOption, plainText, richOption, url } from './texts.ts';

const actionId = { action_id: id.optional() };
const acting = { ...actionId, confirm: confirm.optional() };
const focus = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(150).optional() };
const accessibility_label = z.string().min(1).max(75).optional();
const dispatch = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional(),
    })
    .optional(),
};

/** @see https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const button = z.strictObject({
  type: z.literal('button'),
  ...acting,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: url.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label,
});

const options = z.array(option).min(1).max(100).optional();
const optionGroups = z
  .array(z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) }))
  .min(1)
  .max(100)
  .optional();

function hasOneList(select: { options?: unknown; option_groups?: unknown }): boolean {
  return (select.options === undefined) !== (select.option_groups === undefined);
}
const oneList = { error: 'must define either `options` or `option_groups`' };

/** What a menu begins with must be one of its options, word for word. */
function beginsWithOption(select: {
  readonly initial_option?: unknown;
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
}): boolean {
  if (select.initial_option === undefined) return true;
  const all = [...(select.options ?? []), ...(select.option_groups ?? []).flatMap((group) => group.options)];
  return all.some((one) => isDeepStrictEqual(one, select.initial_option));
}
const amongOptions = { error: 'must match one of the options', path: ['initial_option'] };

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...acting,
    ...focus,
    ...placeholder,
    options,
    option_groups: optionGroups,
    initial_option: option.optional(),
  })
  .refine(hasOneList, oneList)
  .refine(beginsWithOption, amongOptions);
const many = { max_selected_items: z.number().int().min(1).optional() };
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...acting,
    ...focus,
    ...placeholder,
    ...many,
    options,
    option_groups: optionGroups,
    initial_options: z.array(option).optional(),
  })
  .refine(hasOneList, oneList);

const choosing = { ...acting, ...focus, ...placeholder };
const filter = z
  .strictObject({
    include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();
const ids = z.array(z.string()).optional();
const flag = z.boolean().optional();

/** @see https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export const selects = [
  staticSelect,
  z.strictObject({ type: z.literal('users_select'), ...choosing, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...choosing,
    initial_conversation: z.string().optional(),
    default_to_current_conversation: flag,
    response_url_enabled: flag,
    filter,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...choosing,
    initial_channel: z.string().optional(),
    response_url_enabled: flag,
  }),
  z.strictObject({
    type: z.literal('external_select'),
    ...choosing,
    initial_option: option.optional(),
    min_query_length: z.number().int().min(0).optional(),
  }),
] as const;

/** @see https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element */
const multiSelects = [
  multiStaticSelect,
  z.strictObject({ type: z.literal('multi_users_select'), ...choosing, ...many, initial_users: ids }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...choosing,
    ...many,
    initial_conversations: ids,
    default_to_current_conversation: flag,
    filter,
  }),
  z.strictObject({ type: z.literal('multi_channels_select'), ...choosing, ...many, initial_channels: ids }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...choosing,
    ...many,
    initial_options: z.array(option).optional(),
    min_query_length: z.number().int().min(0).optional(),
  }),
] as const;

const choices = z.array(richOption).min(1).max(10);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date as YYYY-MM-DD');
const time = z.string().regex(/^\d{2}:\d{2}$/, 'must be a time as HH:mm');
const epoch = z.number().int();

/** Elements that are chosen from or pressed, other than buttons and menus. */
const pickers = [
  z.strictObject({
    type: z.literal('checkboxes'),
    ...acting,
    ...focus,
    options: choices,
    initial_options: z.array(richOption).optional(),
  }),
  z
    .strictObject({
      type: z.literal('radio_buttons'),
      ...acting,
      ...focus,
      options: choices,
      initial_option: richOption.optional(),
    })
    .refine(beginsWithOption, amongOptions),
  z.strictObject({ type: z.literal('datepicker'), ...choosing, initial_date: date.optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...choosing,
    initial_time: time.optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    ...acting,
    ...focus,
    initial_date_time: epoch.optional(),
  }),
] as const;

/** @see https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...acting,
  options: z.array(overflowOption).min(1).max(5),
});

const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  ...actionId,
  text: plainText(75),
  workflow: z.looseObject({}),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label,
});
const writing = { ...actionId, ...focus, ...placeholder, ...dispatch };
const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...writing,
  initial_value: richTextBlock.optional(),
  min_lines: z.number().int().optional(),
  max_lines: z.number().int().optional(),
});

/** What may stand in an `actions` block. @see https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const actionElement = z.discriminatedUnion('type', [
  button,
  overflow,
  workflowButton,
  richTextInput,
  ...selects,
  ...multiSelects,
  ...pickers,
]);

/** What may stand beside a section's text. */
export const accessory = z.discriminatedUnion('type', [
  button,
  overflow,
  workflowButton,
  imageElement,
  ...selects,
  ...multiSelects,
  ...pickers,
]);

const length = z.number().int().min(0).max(3000).optional();
const initial_value = z.string().max(3000).optional();

/** What may stand in an `input` block. @see https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const inputElement = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...writing,
    initial_value,
    multiline: flag,
    min_length: length,
    max_length: length,
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...writing, initial_value }),
  z.strictObject({ type: z.literal('url_text_input'), ...writing, initial_value }),
  z.strictObject({
    type: z.literal('number_input'),
    ...writing,
    is_decimal_allowed: z.boolean(),
    initial_value,
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    ...actionId,
    filetypes: z.array(z.string()).optional(),
    max_files: z.number().int().min(1).max(10).optional(),
  }),
  richTextInput,
  ...selects,
  ...multiSelects,
  ...pickers,
]);

const feedback = z.strictObject({ text: plainText(75), value: z.string().max(2000), accessibility_label });

/** @see https://docs.slack.dev/reference/block-kit/blocks/context-actions-block */
export const contextAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    ...actionId,
    positive_button: feedback,
    negative_button: feedback,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    ...acting,
    icon: z.string().min(1),
    text: plainText(75),
    value: z.string().max(2000).optional(),
    accessibility_label,
    visible_to_user_ids: z.array(z.string()).optional(),
  }),
]);
