import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Label } from './emoji.tsx';

/** Room a menu wants below its button, in pixels; with less it opens upwards. */
const ROOM_PX = 260;

/** Three dots that open a short list. */
export function Menu(props: {
  readonly label: string;
  readonly className?: string;
  readonly items: readonly { readonly key: string; readonly label: string }[];
  readonly onChoose: (key: string) => void;
}) {
  const [open, setOpen] = useState<'up' | 'down'>();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) list.current?.querySelector('button')?.focus();
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the menu when the focus or Escape leaves it
    <div
      className="overflow"
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(undefined)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(undefined);
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event, list.current);
      }}
    >
      <button
        type="button"
        className={props.className}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={open !== undefined}
        onClick={(event) => {
          const below = window.innerHeight - event.currentTarget.getBoundingClientRect().bottom;
          setOpen(open ? undefined : below < ROOM_PX ? 'up' : 'down');
        }}
      >
        ⋯
      </button>
      {open && (
        <div ref={list} role="menu" className={`menu menu-${open}`}>
          {props.items.map(({ key, label }) => (
            <button
              key={key}
              type="button"
              role="menuitem"
              onClick={() => {
                setOpen(undefined);
                props.onChoose(key);
              }}
            >
              <Label text={label} />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const items = [...(list?.querySelectorAll('button') ?? [])];
  const at = items.findIndex((item) => item.matches(':focus'));
  const step = event.key === 'ArrowDown' ? 1 : -1;
  items[(at + step + items.length) % items.length]?.focus();
  event.preventDefault();
}
