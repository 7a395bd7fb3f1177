import { type Json, listAt, recordOf, stringAt, stringsAt, typeOf } from './read.ts';

/** What is filled in, by block id and action id, as in Slack's `view.state.values`. */
export type Values = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** Which key of a state value holds what each kind of element collects, and which key it starts from. */
const KEYS: Readonly<Record<string, { readonly value: string; readonly initial: string }>> = {
  plain_text_input: { value: 'value', initial: 'initial_value' },
  email_text_input: { value: 'value', initial: 'initial_value' },
  url_text_input: { value: 'value', initial: 'initial_value' },
  number_input: { value: 'value', initial: 'initial_value' },
  static_select: { value: 'selected_option', initial: 'initial_option' },
  external_select: { value: 'selected_option', initial: 'initial_option' },
  users_select: { value: 'selected_user', initial: 'initial_user' },
  conversations_select: { value: 'selected_conversation', initial: 'initial_conversation' },
  channels_select: { value: 'selected_channel', initial: 'initial_channel' },
  multi_static_select: { value: 'selected_options', initial: 'initial_options' },
  multi_external_select: { value: 'selected_options', initial: 'initial_options' },
  multi_users_select: { value: 'selected_users', initial: 'initial_users' },
  multi_conversations_select: { value: 'selected_conversations', initial: 'initial_conversations' },
  multi_channels_select: { value: 'selected_channels', initial: 'initial_channels' },
  checkboxes: { value: 'selected_options', initial: 'initial_options' },
  radio_buttons: { value: 'selected_option', initial: 'initial_option' },
  datepicker: { value: 'selected_date', initial: 'initial_date' },
  timepicker: { value: 'selected_time', initial: 'initial_time' },
  datetimepicker: { value: 'selected_date_time', initial: 'initial_date_time' },
  file_input: { value: 'files', initial: 'initial_files' },
};

/** The key under which Slack reports what was entered; undefined for buttons and other things without a value. */
export function valueKey(type: string): string | undefined {
  return KEYS[type]?.value;
}

/** A state value that holds `entered`; Slack writes null where nothing is. */
export function stateValue(element: Json, entered: unknown): Json {
  const type = typeOf(element);
  const key = valueKey(type) ?? 'value';
  return { type, [key]: entered ?? (isMany(type) ? [] : null) };
}

/** The state value an element begins with. */
function initialValue(element: Json): Json {
  const keys = KEYS[typeOf(element)];
  return stateValue(element, keys ? element[keys.initial] : undefined);
}

/** What is filled in at this place, or what the element begins with. */
export function valueAt(values: Values, blockId: string, element: Json): Json {
  return values[blockId]?.[actionIdOf(element)] ?? initialValue(element);
}

/** The values with one replaced. */
export function withValue(values: Values, blockId: string, element: Json, value: Json): Values {
  return { ...values, [blockId]: { ...values[blockId], [actionIdOf(element)]: value } };
}

/** Everything a view holds, filled in or not, as Slack sends it when the view is submitted or clicked in. */
export function viewValues(blocks: readonly unknown[], values: Values): Values {
  let all: Values = {};
  for (const block of blocks.map(recordOf)) {
    const blockId = stringAt(block, 'block_id') ?? '';
    for (const element of elementsOf(block)) {
      if (!valueKey(typeOf(element))) continue;
      all = withValue(all, blockId, element, valueAt(values, blockId, element));
    }
  }
  return all;
}

/** The options chosen in a state value, or the one. */
export function chosenOptions(value: Json): readonly Json[] {
  const many = listAt(value, 'selected_options');
  const one = recordOf(value.selected_option);
  return many.length > 0 ? many : typeof one.value === 'string' ? [one] : [];
}

/** The ids or values chosen in a state value of whatever kind of select. */
export function chosenKeys(value: Json): readonly string[] {
  const key = valueKey(typeOf(value)) ?? '';
  if (key.startsWith('selected_option'))
    return chosenOptions(value).map((option) => stringAt(option, 'value') ?? '');
  const one = stringAt(value, key);
  return one === undefined ? stringsAt(value, key) : [one];
}

function elementsOf(block: Json): readonly Json[] {
  return [...listAt(block, 'elements'), recordOf(block.element), recordOf(block.accessory)];
}

function actionIdOf(element: Json): string {
  return stringAt(element, 'action_id') ?? '';
}

function isMany(type: string): boolean {
  return type.startsWith('multi_') || type === 'checkboxes' || type === 'file_input';
}
