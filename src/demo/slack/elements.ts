import { isJson, type Json, textOf } from './json.ts';

/** An interactive element where it stands. */
export interface Placed {
  readonly blockId: string;
  readonly element: Json;
}

/** Every interactive element in blocks, those inside containers, cards and attachments included. */
export function elementsIn(value: unknown, blockId = ''): readonly Placed[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => elementsIn(one, blockId));
  if (!isJson(value)) return [];
  const inBlock = textOf(value, 'block_id') || blockId;
  const own = typeof value.action_id === 'string' ? [{ blockId: inBlock, element: value }] : [];
  return [...own, ...Object.values(value).flatMap((inner) => elementsIn(inner, inBlock))];
}

/** What an element reports when it is used, beside its type and ids. */
const REPORTS: Readonly<Record<string, readonly string[]>> = {
  button: ['text', 'value', 'style'],
  icon_button: ['text', 'value', 'icon'],
  feedback_buttons: ['text', 'value'],
  static_select: ['selected_option', 'placeholder'],
  external_select: ['selected_option', 'placeholder'],
  overflow: ['selected_option'],
  radio_buttons: ['selected_option'],
  users_select: ['selected_user'],
  conversations_select: ['selected_conversation'],
  channels_select: ['selected_channel'],
  multi_static_select: ['selected_options', 'placeholder'],
  multi_external_select: ['selected_options', 'placeholder'],
  multi_users_select: ['selected_users'],
  multi_conversations_select: ['selected_conversations'],
  multi_channels_select: ['selected_channels'],
  checkboxes: ['selected_options'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time'],
  plain_text_input: ['value'],
  email_text_input: ['value'],
  url_text_input: ['value'],
  number_input: ['value'],
  rich_text_input: ['rich_text_value'],
};

/**
 * One entry of `actions` in a block_actions payload. `used` is what the person did: the element's own fields
 * with `selected_…` or `value` filled in.
 * @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export function actionOf({ blockId, element }: Placed, used: Json, actionTs: string): Json {
  const type = textOf(element, 'type');
  const fields = (REPORTS[type] ?? []).flatMap((field) => {
    const value = field.startsWith('selected_') ? used[field] : (used[field] ?? element[field]);
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    type,
    action_id: element.action_id,
    block_id: blockId,
    ...Object.fromEntries(fields),
    action_ts: actionTs,
  };
}

/** The element's entry in `state.values`; undefined for those without a state, such as buttons. */
export function stateOf(element: Json, used: Json): Json | undefined {
  const type = textOf(element, 'type');
  const field = (REPORTS[type] ?? []).find(
    (name) => name.startsWith('selected_') || (name === 'value' && /input/.test(type)),
  );
  if (field === undefined || type === 'overflow') return undefined;
  return { type, [field]: used[field] ?? (field.endsWith('s') ? [] : null) };
}

/** The one option with this value among an element's options and groups. */
export function optionOf(element: Json, value: string): Json | undefined {
  return optionsIn([element.options, element.option_groups]).find((option) => option.value === value);
}

function optionsIn(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => optionsIn(one));
  if (!isJson(value)) return [];
  return isJson(value.text) ? [value] : optionsIn(value.options);
}
