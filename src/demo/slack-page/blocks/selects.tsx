import { type Directory, useDirectory } from '../directory.tsx';
import { useConfirm } from './confirm.tsx';
import { labelText } from './emoji.tsx';
import { type Json, listAt, recordOf, stringAt, typeOf, wordsAt } from './read.ts';
import { type Control, useControl } from './surface.tsx';
import { chosenKeys } from './values.ts';

/** Something that can be chosen; `entry` is what is reported when it is. */
interface Choice {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly entry: unknown;
}

/**
 * A menu from which one is chosen. Where a choice is sent at once, the choice stays to be seen but is not kept
 * as chosen, so that the same can be sent again.
 */
export function SelectElement(control: Control & { readonly name: string | undefined }) {
  const { element } = control;
  const { value, enter } = useControl(control);
  const { ask, dialog } = useConfirm(element);
  const choices = choicesOf(element, useDirectory());
  const choose = (key: string) => ask(() => enter(choices.find((choice) => choice.key === key)?.entry));
  const placeholder = wordsAt(element, 'placeholder') || 'Pick one';
  const chosen = chosenKeys(value)[0] ?? '';
  const seen = choices.find((choice) => choice.key === chosen)?.label ?? placeholder;
  return (
    <>
      <select
        className="select"
        aria-label={control.name ?? placeholder}
        value={control.quiet ? chosen : ''}
        onChange={(event) => choose(event.target.value)}
      >
        {control.quiet ? (
          <option value="">{placeholder}</option>
        ) : (
          <option value="" disabled hidden>
            {seen}
          </option>
        )}
        {groupsOf(choices).map((group) =>
          group === '' ? (
            options(choices, group)
          ) : (
            <optgroup key={group} label={group}>
              {options(choices, group)}
            </optgroup>
          ),
        )}
      </select>
      {dialog}
    </>
  );
}

/** A list from which several are chosen. */
export function MultiSelectElement(control: Control & { readonly name: string | undefined }) {
  const { value, enter } = useControl(control);
  const choices = choicesOf(control.element, useDirectory());
  const chosen = chosenKeys(value);
  const toggle = (key: string) => {
    const keys = chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key];
    enter(choices.filter((choice) => keys.includes(choice.key)).map((choice) => choice.entry));
  };
  return (
    <fieldset
      className="multi"
      aria-label={control.name ?? (wordsAt(control.element, 'placeholder') || 'Pick some')}
    >
      {choices.map((choice) => (
        <label key={choice.key} className="check">
          <input type="checkbox" checked={chosen.includes(choice.key)} onChange={() => toggle(choice.key)} />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

function options(choices: readonly Choice[], group: string) {
  return choices
    .filter((choice) => choice.group === group)
    .map((choice) => (
      <option key={choice.key} value={choice.key}>
        {choice.label}
      </option>
    ));
}

function groupsOf(choices: readonly Choice[]): readonly string[] {
  return [...new Set(choices.map((choice) => choice.group))];
}

function choicesOf(element: Json, directory: Directory): readonly Choice[] {
  const type = typeOf(element);
  if (type.endsWith('users_select')) return directory.users.map((user) => idChoice(user.id, `@${user.name}`));
  if (type.endsWith('conversations_select')) return directory.channels.map(channelChoice);
  if (type.endsWith('channels_select')) {
    return directory.channels.filter((channel) => channel.kind === 'channel').map(channelChoice);
  }
  const grouped = listAt(element, 'option_groups').flatMap((group) =>
    listAt(group, 'options').map((option) => optionChoice(option, wordsAt(group, 'label'))),
  );
  return [...listAt(element, 'options').map((option) => optionChoice(option, '')), ...grouped];
}

function optionChoice(option: Json, group: string): Choice {
  const label = labelText(stringAt(recordOf(option.text), 'text') ?? '');
  return { key: stringAt(option, 'value') ?? '', label, group, entry: option };
}

function channelChoice(channel: Directory['channels'][number]): Choice {
  return idChoice(channel.id, channel.kind === 'channel' ? `#${channel.name}` : `@${channel.name}`);
}

function idChoice(id: string, label: string): Choice {
  return { key: id, label, group: '', entry: id };
}
