import { useState } from 'react';
import type { PageMessage } from './protocol.ts';

/** Lines of a file shown before one asks for all. */
const PREVIEW_LINES = 6;

/** A shared text file: its first lines, and all of them on demand. */
export function FileSnippet({ file }: { readonly file: PageMessage['files'][number] }) {
  const [open, setOpen] = useState(false);
  const lines = file.content.replace(/\n$/, '').split('\n');
  const shown = open ? lines : lines.slice(0, PREVIEW_LINES);
  return (
    <figure className="file" aria-label={`File ${file.name}`}>
      <figcaption>
        <b>{file.name}</b> <span>{lines.length === 1 ? '1 line' : `${lines.length} lines`}</span>
      </figcaption>
      <pre>{shown.join('\n')}</pre>
      {lines.length > PREVIEW_LINES && (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : `Show all ${lines.length} lines`}
        </button>
      )}
    </figure>
  );
}
