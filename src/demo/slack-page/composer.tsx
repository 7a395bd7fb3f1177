import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { Label } from './blocks/emoji.tsx';
import type { Workspace } from './protocol.ts';
import { type Suggestion, suggest, usageHint } from './suggest.ts';

/** Where one writes. Enter sends, Shift and Enter makes a new line; the text stays when sending failed. */
export function Composer(props: {
  readonly label: string;
  readonly workspace: Workspace;
  readonly onSend: (text: string) => Promise<boolean>;
}) {
  const { label, workspace, onSend } = props;
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  // Where the caret has to be put, after the text was changed by something else than typing.
  const [placed, setPlaced] = useState<{ readonly at: number }>();
  const [picked, setPicked] = useState(0);
  const [hidden, setHidden] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const found = suggest(text, caret, workspace);
  const items = hidden ? [] : found.items;
  const hint = usageHint(text, workspace);

  useLayoutEffect(() => {
    if (placed) field.current?.setSelectionRange(placed.at, placed.at);
  }, [placed]);

  function write(next: string, at: number): void {
    setText(next);
    setCaret(at);
    setPicked(0);
    setHidden(false);
  }

  function put(next: string, at: number): void {
    write(next, at);
    setPlaced({ at });
  }

  function take(item: Suggestion): void {
    put(
      `${text.slice(0, found.from)}${item.insert} ${text.slice(found.to)}`,
      found.from + item.insert.length + 1,
    );
    field.current?.focus();
  }

  async function send(): Promise<void> {
    if (text.trim() === '') return;
    const sent = text;
    put('', 0);
    if (!(await onSend(sent.trim()))) put(sent, sent.length);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const item = items[picked];
    if (item && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      setPicked((picked + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length);
    } else if (item && (event.key === 'Tab' || event.key === 'Enter')) take(item);
    else if (item && event.key === 'Escape') setHidden(true);
    else if (event.key === 'Enter' && !event.shiftKey) void send();
    else return;
    event.preventDefault();
  }

  return (
    <div className="composer">
      {items.length > 0 && (
        <div className="suggestions" role="listbox" id={listId} aria-label="Suggestions">
          {items.map((item, index) => (
            <div
              key={item.insert}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === picked}
              // The mouse must not take the focus out of the field.
              onMouseDown={(event) => {
                event.preventDefault();
                take(item);
              }}
            >
              <b>{item.label}</b> <span>{item.detail}</span>
            </div>
          ))}
        </div>
      )}
      <div className="composer-box">
        <textarea
          ref={field}
          rows={Math.min(10, text.split('\n').length)}
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={items.length > 0 ? listId : undefined}
          aria-activedescendant={items.length > 0 ? `${listId}-${picked}` : undefined}
          placeholder={label}
          value={text}
          onChange={(event) => write(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="send" aria-label="Send" disabled={text.trim() === ''} onClick={send}>
          ➤
        </button>
      </div>
      <div className="composer-hint">
        {hint ? <Label text={hint} /> : <>Enter to send, Shift+Enter for a new line</>}
      </div>
    </div>
  );
}
