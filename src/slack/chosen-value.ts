const SINGLE = [
  'value',
  'selected_date',
  'selected_time',
  'selected_user',
  'selected_channel',
  'selected_conversation',
];
const SEVERAL = ['selected_options', 'selected_users', 'selected_channels', 'selected_conversations'];

/**
 * What was typed or chosen in one element, whichever kind it is: a button's value, an option's, a person's id, a
 * day. Several are joined by commas. '' for nothing, and for kinds that are not known.
 */
export function chosenValue(element: object): string {
  const option = valueIn(found(element, 'selected_option'));
  if (option !== '') return option;
  const single = SINGLE.map((name) => found(element, name)).find(isWord);
  if (single !== undefined) return single;
  const several = SEVERAL.map((name) => found(element, name)).find(Array.isArray);
  return (several ?? []).map(valueIn).filter(isWord).join(',');
}

/** An option's value, or the word itself. */
function valueIn(thing: unknown): string {
  if (isWord(thing)) return thing;
  const value = typeof thing === 'object' && thing !== null ? found(thing, 'value') : undefined;
  return isWord(value) ? value : '';
}

function found(thing: object, name: string): unknown {
  return Object.entries(thing).find(([key]) => key === name)?.[1];
}

function isWord(thing: unknown): thing is string {
  return typeof thing === 'string' && thing !== '';
}
