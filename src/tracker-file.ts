import { type BigIntStats, createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { TrackerFile } from './deps.ts';
import { UpstreamError, type UpstreamKind, UserError } from './errors.ts';
import { MAX_TRACKER_BYTES, refuseSize } from './operation/tracker/refuse.ts';
import { textOf } from './operation/tracker/text-of.ts';

/** What the system says, and what to do about it. */
const REASONS: Readonly<Record<string, readonly [UpstreamKind, string]>> = {
  ENOENT: ['not-found', 'there is no such file; put it there, or change SNAIL_TRACKER'],
  ENOTDIR: ['not-found', 'a part of the path is a file, not a folder; change SNAIL_TRACKER'],
  EACCES: ['denied', 'this user may not read it; change its permissions'],
  EPERM: ['denied', 'this user may not read it; change its permissions'],
};

/** The file that SNAIL_TRACKER names. It is opened only where it has changed, and never written. */
export function createTrackerFile(path: string): TrackerFile {
  let seen: string | undefined;
  let said: string | undefined;
  return {
    name: basename(path),
    forget() {
      seen = undefined;
    },
    async read() {
      const look = await lookAt(path, seen);
      if (look.kind === 'being-written') return undefined;
      if (look.kind === 'refused') {
        seen = look.stamp;
        if (look.failure.message === said) return undefined;
        said = look.failure.message;
        throw look.failure;
      }
      said = undefined;
      seen = look.stamp;
      return look.kind === 'changed' ? look.text : undefined;
    },
  };
}

/** What one look found; `stamp` is what the next one is measured by. */
type Look =
  | { readonly kind: 'unchanged'; readonly stamp: string }
  | { readonly kind: 'changed'; readonly stamp: string; readonly text: string }
  | { readonly kind: 'being-written' }
  | {
      readonly kind: 'refused';
      readonly stamp: string | undefined;
      readonly failure: UserError | UpstreamError;
    };

async function lookAt(path: string, seen: string | undefined): Promise<Look> {
  let stamp = seen;
  try {
    const found = await stat(path, { bigint: true });
    if (stampOf(found) === seen) return { kind: 'unchanged', stamp: seen };
    stamp = stampOf(found);
    const text = await textAt(path, found);
    // Half of a tracker would look as if the rest had been taken out.
    if (stampOf(await stat(path, { bigint: true })) !== stamp) return { kind: 'being-written' };
    return { kind: 'changed', stamp, text };
  } catch (error) {
    // What is wrong with what it holds stays so until it changes; what keeps it from being read may pass.
    if (error instanceof UserError) return { kind: 'refused', stamp, failure: error };
    return { kind: 'refused', stamp: seen, failure: failureOf(error, path) };
  }
}

/** Changes whenever the file does: when it is written, replaced by another, or may be read again. */
function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [ino, size, mtimeNs, ctimeNs].join(':');
}

/** Never reads much more than can be taken in, however long the file is. */
async function textAt(path: string, found: BigIntStats): Promise<string> {
  const name = basename(path);
  // Opening a pipe would wait for somebody to write to it.
  if (!found.isFile()) throw new UserError(`"${name}" is not a file. Change SNAIL_TRACKER.`);
  refuseSize(Number(found.size));
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: MAX_TRACKER_BYTES })) chunks.push(chunk);
  return textOf(Buffer.concat(chunks));
}

function failureOf(error: unknown, path: string): UpstreamError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason was given';
  const [kind, reason] = REASONS[code] ?? ['refused', code];
  return new UpstreamError(`read the tracker ${path}: ${reason}`, kind, { cause: error });
}
