import type { LocalSlack } from './context.ts';
import { optionOf, stateOf } from './elements.ts';
import { isJson, type Json, jsonList, textOf } from './json.ts';
import { wireFile } from './methods/wire-file.ts';
import { pickUp } from './uploads.ts';

/** @see https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const MOST_FILES = 10;
const MOST_FILE_BYTES = 10 * 1024 * 1024;
const MOST_TEXT = 3000;

/** Which field of an element it begins with. */
const INITIAL: Readonly<Record<string, string>> = {
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_user: 'initial_user',
  selected_users: 'initial_users',
  selected_conversation: 'initial_conversation',
  selected_channel: 'initial_channel',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
  selected_date_time: 'initial_date_time',
  value: 'initial_value',
};

/**
 * `view.state.values` as Slack sends it: every input is there, one that nobody touched with what it began with,
 * and files as full file objects. Throws for what nobody could fill in: a block, an option or a file that is not there.
 */
export function filledForm(slack: LocalSlack, user: string, blocks: unknown, values: Json): Json {
  const known = jsonList(blocks).map((block) => block.block_id);
  const stray = Object.keys(values).find((blockId) => !known.includes(blockId));
  if (stray !== undefined) throw new Error(`the form has no block ${stray}`);
  const filled = inputsIn(blocks).map(({ blockId, actionId, element }) => {
    const given = entryAt(values, blockId, actionId) ?? stateOf(element, initialOf(element)) ?? {};
    needOption(element, given.selected_option);
    const entry = element.type === 'file_input' ? filesEntry(slack, user, given) : given;
    return [blockId, { [actionId]: entry }] as const;
  });
  return { ...values, ...Object.fromEntries(filled) };
}

/** The app may read the files of a form from now on. */
export function handInFiles(slack: LocalSlack, blocks: unknown, values: Json): void {
  for (const { blockId, actionId, element } of inputsIn(blocks)) {
    if (element.type !== 'file_input') continue;
    for (const file of jsonList(entryAt(values, blockId, actionId)?.files))
      slack.files.handIn(textOf(file, 'id'));
  }
}

/** What Slack itself complains of at an input, by block id, before the app hears of the form. */
export function formComplaints(blocks: unknown, values: Json): Readonly<Record<string, string>> {
  const complaints = inputsIn(blocks).flatMap(({ blockId, actionId, element, isOptional }) => {
    const entry = entryAt(values, blockId, actionId) ?? {};
    const complaint = isEmpty(entry)
      ? isOptional
        ? undefined
        : 'Please complete this required field.'
      : (textComplaint(element, entry) ?? fileComplaint(element, entry));
    return complaint === undefined ? [] : [[blockId, complaint] as const];
  });
  return Object.fromEntries(complaints);
}

/** Block ids of the inputs, which alone can have errors. */
export function inputIds(blocks: unknown): readonly string[] {
  return inputsIn(blocks).map(({ blockId }) => blockId);
}

interface Input {
  readonly blockId: string;
  readonly actionId: string;
  readonly element: Json;
  readonly isOptional: boolean;
}

function inputsIn(blocks: unknown): readonly Input[] {
  return jsonList(blocks).flatMap((block) => {
    const { element } = block;
    if (block.type !== 'input' || !isJson(element)) return [];
    const blockId = textOf(block, 'block_id');
    return [
      { blockId, actionId: textOf(element, 'action_id'), element, isOptional: block.optional === true },
    ];
  });
}

function entryAt(values: Json, blockId: string, actionId: string): Json | undefined {
  const block = values[blockId];
  const entry = isJson(block) ? block[actionId] : undefined;
  return isJson(entry) ? entry : undefined;
}

/** The element's initial values under the names of what is reported. */
function initialOf(element: Json): Json {
  return Object.fromEntries(
    Object.entries(INITIAL).map(([reported, initial]) => [reported, element[initial]]),
  );
}

function filesEntry(slack: LocalSlack, user: string, { files }: Json): Json {
  const ids = jsonList(files).map((one) => textOf(one, 'id'));
  return { type: 'file_input', files: pickUp(slack, user, ids).map((file) => wireFile(slack, file)) };
}

function needOption(element: Json, chosen: unknown): void {
  if (!isJson(chosen) || element.type === 'external_select') return;
  const value = textOf(chosen, 'value');
  if (!optionOf(element, value)) throw new Error(`${textOf(element, 'action_id')} has no option ${value}`);
}

/** Nothing, an empty text or an empty list in every field but the type. */
function isEmpty({ type: _type, ...entered }: Json): boolean {
  return Object.values(entered).every(
    (value) =>
      value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0),
  );
}

function textComplaint(element: Json, { value }: Json): string | undefined {
  if (typeof value !== 'string') return undefined;
  const least = Number(element.min_length ?? 0);
  const most = Number(element.max_length ?? MOST_TEXT);
  if (value.length < least) return `Please enter at least ${least} characters.`;
  if (value.length > most) return `Please enter no more than ${most} characters.`;
  return undefined;
}

function fileComplaint(element: Json, entry: Json): string | undefined {
  if (element.type !== 'file_input') return undefined;
  const files = jsonList(entry.files);
  const most = Number(element.max_files ?? MOST_FILES);
  const types = Array.isArray(element.filetypes) ? element.filetypes.map(String) : [];
  if (files.length > most)
    return most === 1 ? 'Please add one file only.' : `Please add no more than ${most} files.`;
  const large = files.find((file) => Number(file.size) > MOST_FILE_BYTES);
  if (large) return `${textOf(large, 'name')} is larger than 10 MB.`;
  const other = files.find((file) => !isOfType(file, types));
  return other && `${textOf(other, 'name')} is not of a type that can be added: ${types.join(', ')}.`;
}

/** By its ending or by what Slack calls its type: `md` and `markdown` are both good for a tracker. */
function isOfType(file: Json, types: readonly string[]): boolean {
  const ending = /\.(\w+)$/.exec(textOf(file, 'name'))?.[1]?.toLowerCase() ?? '';
  return types.length === 0 || types.includes(ending) || types.includes(textOf(file, 'filetype'));
}
