import type { Context, PlainText, Section } from './message.ts';

/**
 * A form in a window of its own. What is filled in comes back by the ids of the inputs.
 * @see https://docs.slack.dev/surfaces/modals
 */
export interface Modal {
  readonly id: FormId;
  /** At most 24 characters. */
  readonly title: string;
  /** At most 24 characters. */
  readonly submit: string;
  readonly blocks: readonly (ModalInput | Section | Context)[];
  /** Comes back as it is with what was filled in: at most 2,800 characters, seen by the reader's client. */
  readonly state: string;
}

/** Every form the bot opens; each has a file in `forms/`. */
export type FormId =
  | 'import-operation'
  | 'add-entry'
  | 'edit-entry'
  | 'choose-entry'
  | 'dismiss-contradiction'
  | 'bind-probe';

/** One thing to fill in; `block_id` is its name. */
export interface ModalInput {
  readonly type: 'input';
  readonly block_id: string;
  readonly label: PlainText;
  readonly hint?: PlainText;
  readonly optional?: boolean;
  readonly element: TextInput | ChoiceInput | PersonInput | DateInput | FileInput;
}

export interface TextInput {
  readonly type: 'plain_text_input';
  readonly action_id: 'value';
  readonly multiline?: boolean;
  readonly initial_value?: string;
  readonly max_length?: number;
  readonly placeholder?: PlainText;
}

export interface ChoiceInput {
  readonly type: 'static_select' | 'radio_buttons';
  readonly action_id: 'value';
  readonly options: readonly Choice[];
  readonly initial_option?: Choice;
}

export interface Choice {
  readonly text: PlainText;
  readonly value: string;
}

export interface PersonInput {
  readonly type: 'users_select';
  readonly action_id: 'value';
  readonly initial_user?: string;
}

export interface DateInput {
  readonly type: 'datepicker';
  readonly action_id: 'value';
  readonly initial_date?: string;
}

/** @see https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export interface FileInput {
  readonly type: 'file_input';
  readonly action_id: 'value';
  readonly filetypes?: readonly string[];
  readonly max_files: number;
}
