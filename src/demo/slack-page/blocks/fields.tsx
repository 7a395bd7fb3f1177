import { useState } from 'react';
import { type Json, typeOf, wordsAt } from './read.ts';
import { type Control, useControl } from './surface.tsx';
import { valueKey } from './values.ts';

const INPUT_TYPES: Readonly<Record<string, string>> = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** The longest text Slack lets people enter, in characters, unless the element says less. */
const MOST_TEXT = 3000;

/** Whether the element is a field to type in. */
export function isField(element: Json): boolean {
  return typeOf(element) in INPUT_TYPES;
}

/** A field to type in: text, number, date or time. What is typed is reported when it is done with Enter or by leaving. */
export function FieldElement(control: Control & { readonly name: string | undefined }) {
  const { element } = control;
  const { value, enter } = useControl(control);
  const [typed, setTyped] = useState<string>();
  const type = typeOf(element);
  const held = shownOf(type, value[valueKey(type) ?? '']);
  const given = {
    className: 'field',
    'aria-label': control.name ?? (wordsAt(element, 'placeholder') || type),
    placeholder: wordsAt(element, 'placeholder'),
    value: typed ?? held,
    maxLength: typeof element.max_length === 'number' ? element.max_length : MOST_TEXT,
    onChange: (event: { target: { value: string } }) => {
      if (control.quiet) enter(enteredOf(type, event.target.value));
      else setTyped(event.target.value);
    },
    onBlur: () => {
      if (typed !== undefined && typed !== held) enter(enteredOf(type, typed));
      setTyped(undefined);
    },
  };
  if (element.multiline === true) return <textarea rows={6} {...given} />;
  return <input type={INPUT_TYPES[type]} {...given} />;
}

/** What the browser's field shows of what Slack holds: the moment of a datetimepicker is in seconds. */
function shownOf(type: string, value: unknown): string {
  if (type !== 'datetimepicker') return typeof value === 'string' ? value : '';
  if (typeof value !== 'number') return '';
  const at = new Date(value * 1000);
  return new Date(value * 1000 - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function enteredOf(type: string, typed: string): unknown {
  if (typed === '') return null;
  return type === 'datetimepicker' ? Math.floor(new Date(typed).getTime() / 1000) : typed;
}
