import { useEffect, useRef, useState } from 'react';
import { useConfirm } from './confirm.tsx';
import { Label } from './emoji.tsx';
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
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const { press } = useControl(control);
  const { ask, dialog } = useConfirm(control.element);
  useEffect(() => {
    if (open) menu.current?.querySelector('button')?.focus();
  }, [open]);
  const choose = (option: Json) => {
    setOpen(false);
    ask(() => press({}, option));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the menu when the focus or Escape leaves it
    <div
      className="overflow"
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false);
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event, menu.current);
      }}
    >
      <button
        type="button"
        className="button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        ⋯
      </button>
      {open && (
        <div ref={menu} role="menu" className="menu">
          {listAt(control.element, 'options').map((option) => (
            <button
              key={stringAt(option, 'value')}
              type="button"
              role="menuitem"
              onClick={() => choose(option)}
            >
              <Label text={wordsAt(option, 'text')} />
            </button>
          ))}
        </div>
      )}
      {dialog}
    </div>
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

function moveFocus(event: React.KeyboardEvent, menu: HTMLElement | null): void {
  const items = [...(menu?.querySelectorAll('button') ?? [])];
  const at = items.findIndex((item) => item.matches(':focus'));
  const step = event.key === 'ArrowDown' ? 1 : -1;
  items[(at + step + items.length) % items.length]?.focus();
  event.preventDefault();
}
