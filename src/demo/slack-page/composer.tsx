import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { Label } from './blocks/emoji.tsx';
import { ChosenFiles, DropZone, FilePicker, useUpload } from './files.tsx';
import type { Say, Uploaded, Workspace } from './protocol.ts';
import { Sign } from './signs.tsx';
import { type Suggestion, suggest, usageHint } from './suggest.ts';
import { Suggestions } from './suggestions.tsx';

/** Where one writes and adds files. Enter sends, Shift and Enter makes a new line; all stays when sending failed. */
export function Composer(props: {
  readonly label: string;
  readonly workspace: Workspace;
  readonly onSend: (sent: Pick<Say, 'text' | 'files'>) => Promise<boolean>;
}) {
  const { label, workspace, onSend } = props;
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly Uploaded[]>([]);
  const upload = useUpload();
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
  const isEmpty = text.trim() === '' && files.length === 0;

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
    if (isEmpty) return;
    put('', 0);
    setFiles([]);
    const ids = files.map(({ id }) => id);
    if (await onSend({ text: text.trim(), ...(ids.length > 0 && { files: ids }) })) return;
    put(text, text.length);
    setFiles(files);
  }

  async function attach(chosen: readonly File[]): Promise<void> {
    const added = await upload(chosen);
    setFiles((all) => [...all, ...added]);
    field.current?.focus();
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
    <DropZone className="composer" onDrop={(dropped) => void attach(dropped)}>
      <Suggestions id={listId} items={items} picked={picked} onTake={take} />
      <ChosenFiles files={files} onRemove={(id) => setFiles((all) => all.filter((file) => file.id !== id))} />
      <div className="composer-box">
        <FilePicker label="Attach files" className="clip" onPick={(picked) => void attach(picked)}>
          <Sign name="clip" />
        </FilePicker>
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
        <button type="button" className="send" aria-label="Send" disabled={isEmpty} onClick={send}>
          ➤
        </button>
      </div>
      <div className="composer-hint">
        {hint ? <Label text={hint} /> : <>Enter to send, Shift+Enter for a new line</>}
      </div>
    </DropZone>
  );
}
