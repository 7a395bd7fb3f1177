import { useId } from 'react';
import { useConfirm } from './confirm.tsx';
import { Text } from './drawn.tsx';
import { type Json, listAt, stringAt } from './read.ts';
import { type Control, useControl } from './surface.tsx';
import { chosenKeys, chosenOptions } from './values.ts';

/** Boxes of which any number can be ticked. */
export function CheckboxesElement(control: Control & { readonly name: string | undefined }) {
  const { value, enter } = useControl(control);
  const { ask, dialog } = useConfirm(control.element);
  const chosen = chosenKeys(value);
  const toggle = (option: Json) => {
    const rest = chosenOptions(value).filter((other) => other.value !== option.value);
    ask(() => enter(rest.length < chosen.length ? rest : [...rest, option]));
  };
  return (
    <fieldset className="choices" aria-label={control.name}>
      {listAt(control.element, 'options').map((option) => (
        <Choice
          key={stringAt(option, 'value')}
          type="checkbox"
          option={option}
          checked={chosen.includes(stringAt(option, 'value') ?? '')}
          onPick={() => toggle(option)}
        />
      ))}
      {dialog}
    </fieldset>
  );
}

/** Buttons of which one is chosen. */
export function RadioElement(control: Control & { readonly name: string | undefined }) {
  const { value, enter } = useControl(control);
  const { ask, dialog } = useConfirm(control.element);
  const group = useId();
  return (
    <fieldset className="choices" aria-label={control.name}>
      {listAt(control.element, 'options').map((option) => (
        <Choice
          key={stringAt(option, 'value')}
          type="radio"
          group={group}
          option={option}
          checked={chosenKeys(value)[0] === option.value}
          onPick={() => ask(() => enter(option))}
        />
      ))}
      {dialog}
    </fieldset>
  );
}

function Choice(props: {
  readonly type: 'checkbox' | 'radio';
  readonly group?: string;
  readonly option: Json;
  readonly checked: boolean;
  readonly onPick: () => void;
}) {
  return (
    <label className="check">
      <input type={props.type} name={props.group} checked={props.checked} onChange={props.onPick} />
      <span>
        <Text value={props.option.text} />
        {props.option.description !== undefined && (
          <span className="hint">
            <Text value={props.option.description} />
          </span>
        )}
      </span>
    </label>
  );
}
