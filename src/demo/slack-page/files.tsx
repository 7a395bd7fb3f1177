import {
  createContext,
  type DragEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { sizeText } from './file-snippet.tsx';
import type { Uploaded } from './protocol.ts';

/** Uploads a file of the person's machine; undefined where that failed, which the page has said by then. */
type Upload = (file: File) => Promise<Uploaded | undefined>;

const UploadContext = createContext<Upload>(() => Promise.resolve(undefined));

/** Makes uploading possible for everything inside. */
export const UploadProvider = UploadContext.Provider;

/** Uploads several files, one after the other; those that failed are not among the answer. */
export function useUpload(): (files: readonly File[]) => Promise<readonly Uploaded[]> {
  const upload = useContext(UploadContext);
  return async (files) => {
    const done: Uploaded[] = [];
    for (const file of files) {
      const one = await upload(file);
      if (one) done.push(one);
    }
    return done;
  };
}

/** A file that misses every place for files does nothing; the browser would leave the page for it. */
export function useNoStrayDrops(): void {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
}

/** A button that lets one choose files. `accept` are endings without a dot; empty for all. */
export function FilePicker(props: {
  readonly label: string;
  readonly className: string;
  readonly accept?: readonly string[];
  readonly onPick: (files: readonly File[]) => void;
  readonly children: ReactNode;
}) {
  const { accept = [] } = props;
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        accept={accept.map((ending) => `.${ending}`).join(',')}
        onChange={(event) => {
          props.onPick([...(event.target.files ?? [])]);
          // So that the same file can be chosen again.
          event.target.value = '';
        }}
      />
      <button
        type="button"
        className={props.className}
        aria-label={props.label}
        title={props.label}
        onClick={() => field.current?.click()}
      >
        {props.children}
      </button>
    </>
  );
}

/** Files that were chosen and not sent yet, each with a button to take it away. */
export function ChosenFiles(props: {
  readonly files: readonly Uploaded[];
  readonly onRemove: (id: string) => void;
}) {
  if (props.files.length === 0) return null;
  return (
    <ul className="chosen" aria-label="Chosen files">
      {props.files.map(({ id, name, size }) => (
        <li key={id}>
          <b>{name}</b> <span>{sizeText(size)}</span>
          <button type="button" aria-label={`Remove ${name}`} onClick={() => props.onRemove(id)}>
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A place where files can be dropped. */
export function DropZone(props: {
  readonly className: string;
  readonly onDrop: (files: readonly File[]) => void;
  readonly children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  const hover = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button to choose files does the same for the keyboard
    <div
      className={over ? `${props.className} drop-over` : props.className}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        props.onDrop([...event.dataTransfer.files]);
      }}
    >
      {props.children}
    </div>
  );
}
