import { useState } from 'react';
import type { PageFile } from './protocol.ts';

/** Lines of a file shown before one asks for more. */
const PREVIEW_LINES = 6;

/** A shared file to download: of a text its first lines, and more of them on demand. */
export function FileSnippet({ file }: { readonly file: PageFile }) {
  if (file.content !== '') return <TextFile file={file} />;
  return (
    <figure className="file file-closed" aria-label={`File ${file.name}`}>
      <FileHead file={file} detail={sizeText(file.size)} />
    </figure>
  );
}

function TextFile({ file }: { readonly file: PageFile }) {
  const [open, setOpen] = useState(false);
  const known = file.content.replace(/\n$/, '').split('\n');
  const shown = open ? known : known.slice(0, PREVIEW_LINES);
  const more =
    known.length < file.lines
      ? `Show ${known.length} of ${file.lines} lines`
      : `Show all ${file.lines} lines`;
  return (
    <figure className="file" aria-label={`File ${file.name}`}>
      <FileHead
        file={file}
        detail={`${sizeText(file.size)} · ${file.lines === 1 ? '1 line' : `${file.lines} lines`}`}
      />
      <pre className={open ? 'file-open' : ''}>{shown.join('\n')}</pre>
      {known.length > PREVIEW_LINES && (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : more}
        </button>
      )}
    </figure>
  );
}

function FileHead({ file, detail }: { readonly file: PageFile; readonly detail: string }) {
  return (
    <figcaption>
      <b>{file.name}</b>
      <span>{detail}</span>
      <a href={`/page/files/${file.id}`} download={file.name}>
        Download
      </a>
    </figcaption>
  );
}

/** As file managers write it: `812 B`, `48 kB`, `1.3 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
