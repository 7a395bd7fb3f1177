import { useConfirm } from './confirm.tsx';
import { Label } from './emoji.tsx';
import { Menu } from './menu.tsx';
import { type Json, listAt, recordOf, stringAt, wordsAt } from './read.ts';
import { type Control, useControl } from './surface.tsx';

/** A button; one with a `url` opens it as well, in another tab. */
export function ButtonElement(control: Control) {
  const { element } = control;
  const { press } = useControl(control);
  const { ask, dialog } = useConfirm(element);
  const url = stringAt(element, 'url');
  const run = () => {
    if (url && /^https?:/i.test(url)) window.open(url, '_blank', 'noopener');
    press();
  };
  return (
    <>
      <button
        type="button"
        className={`button button-${stringAt(element, 'style') ?? 'plain'}`}
        aria-label={stringAt(element, 'accessibility_label')}
        onClick={() => ask(run)}
      >
        <Label text={wordsAt(element, 'text')} />
      </button>
      {dialog}
    </>
  );
}

/** Three dots that open a short list of options. */
export function OverflowElement(control: Control) {
  const { press } = useControl(control);
  const { ask, dialog } = useConfirm(control.element);
  const options = listAt(control.element, 'options');
  const keyOf = (option: Json) => stringAt(option, 'value') ?? '';
  return (
    <>
      <Menu
        label="More actions"
        className="button"
        items={options.map((option) => ({ key: keyOf(option), label: wordsAt(option, 'text') }))}
        onChoose={(key) =>
          ask(() =>
            press(
              {},
              options.find((option) => keyOf(option) === key),
            ),
          )
        }
      />
      {dialog}
    </>
  );
}

/** Thumbs up and down under an answer. */
export function FeedbackElement(control: Control) {
  const { press } = useControl(control);
  return ['positive_button', 'negative_button'].map((key) => {
    const button = recordOf(control.element[key]);
    return (
      <button
        key={key}
        type="button"
        className="button"
        aria-label={stringAt(button, 'accessibility_label')}
        onClick={() => press({ value: button.value })}
      >
        {key === 'positive_button' ? '👍' : '👎'} {wordsAt(button, 'text')}
      </button>
    );
  });
}
