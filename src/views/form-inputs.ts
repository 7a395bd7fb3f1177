import { cut } from '../text.ts';
import { LIMITS } from './limits.ts';
import type { PlainText } from './message.ts';
import type { Choice, ModalInput } from './modal.ts';

/** What every input may have besides its name and label. */
export interface InputGiven {
  /** Words under the input. */
  readonly hint?: string;
  readonly optional?: boolean;
  /** What is filled in already; what Slack would refuse as such is left out. */
  readonly initial?: string | undefined;
}

/** Words to be typed, at most `most` characters. */
export function textInput(
  name: string,
  label: string,
  {
    most,
    multiline = false,
    initial,
    ...given
  }: InputGiven & { readonly most: number; readonly multiline?: boolean },
): ModalInput {
  const max_length = Math.min(most, LIMITS.sectionText);
  const filled = initial ? { initial_value: cut(initial, max_length) } : {};
  const lines = multiline ? { multiline } : {};
  return input(name, label, given, {
    type: 'plain_text_input',
    action_id: 'value',
    max_length,
    ...lines,
    ...filled,
  });
}

/** One of a few, by the word that is its value. */
export function choiceInput(
  name: string,
  label: string,
  {
    options,
    initial,
    ...given
  }: InputGiven & { readonly options: readonly (readonly [value: string, label: string])[] },
): ModalInput {
  const choices: readonly Choice[] = options.map(([value, words]) => ({ text: plainText(words), value }));
  const chosen = choices.find(({ value }) => value === initial);
  return input(name, label, given, {
    type: 'static_select',
    action_id: 'value',
    options: choices,
    ...(chosen ? { initial_option: chosen } : {}),
  });
}

/** Somebody with an account here. */
export function personInput(name: string, label: string, { initial, ...given }: InputGiven): ModalInput {
  const filled = /^[UW][A-Z0-9]+$/.test(initial ?? '') && initial ? { initial_user: initial } : {};
  return input(name, label, given, { type: 'users_select', action_id: 'value', ...filled });
}

/** A day: "2026-03-04". */
export function dayInput(name: string, label: string, { initial, ...given }: InputGiven): ModalInput {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(initial ?? '') && !Number.isNaN(Date.parse(initial ?? ''));
  const filled = isDay && initial ? { initial_date: initial } : {};
  return input(name, label, given, { type: 'datepicker', action_id: 'value', ...filled });
}

/** One file with one of these endings. */
export function fileInput(
  name: string,
  label: string,
  { filetypes, ...given }: Omit<InputGiven, 'initial'> & { readonly filetypes: readonly string[] },
): ModalInput {
  return input(name, label, given, { type: 'file_input', action_id: 'value', filetypes, max_files: 1 });
}

function input(
  block_id: string,
  label: string,
  { hint, optional }: InputGiven,
  element: ModalInput['element'],
): ModalInput {
  return {
    type: 'input',
    block_id,
    label: plainText(label),
    ...(hint ? { hint: plainText(hint) } : {}),
    ...(optional ? { optional } : {}),
    element,
  };
}

function plainText(text: string): PlainText {
  return { type: 'plain_text', text };
}
