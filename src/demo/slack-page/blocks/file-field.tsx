import { useRef } from 'react';
import { ChosenFiles, DropZone, FilePicker, useUpload } from '../files.tsx';
import type { Uploaded } from '../protocol.ts';
import { type Json, listAt, stringAt, stringsAt } from './read.ts';
import { type Control, useControl } from './surface.tsx';

/** How many files Slack lets people add, unless the element says less. */
const MOST_FILES = 10;

/** Files to be handed in with a form: chosen or dropped, uploaded at once, and seen by the app when it is sent. */
export function FileField(control: Control & { readonly name: string | undefined }) {
  const { element, name = 'File' } = control;
  const { value, enter } = useControl(control);
  const upload = useUpload();
  const most = typeof element.max_files === 'number' ? element.max_files : MOST_FILES;
  const files = listAt(value, 'files').map(uploadedOf);
  // Other fields may have been filled in by the time the upload is done.
  const now = useRef({ files, enter });
  now.current = { files, enter };
  const add = async (picked: readonly File[]) => {
    const added = await upload(picked.slice(0, most - files.length));
    now.current.enter([...now.current.files, ...added]);
  };
  return (
    <DropZone className="file-field" onDrop={(dropped) => void add(dropped)}>
      <ChosenFiles files={files} onRemove={(id) => enter(files.filter((file) => file.id !== id))} />
      {files.length < most && (
        <FilePicker
          label={`${name}: ${most === 1 ? 'choose a file' : 'choose files'}`}
          className="button pick"
          accept={stringsAt(element, 'filetypes')}
          onPick={(picked) => void add(picked)}
        >
          {most === 1 ? 'Choose a file' : 'Choose files'}
        </FilePicker>
      )}
    </DropZone>
  );
}

function uploadedOf(file: Json): Uploaded {
  return {
    id: stringAt(file, 'id') ?? '',
    name: stringAt(file, 'name') ?? '',
    size: typeof file.size === 'number' ? file.size : 0,
  };
}
