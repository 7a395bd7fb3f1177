import type { Clock } from '../../clock.ts';

/** A file as the workspace knows it. Its bytes stay in the store, so that messages do not hold on to them. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly user: string;
  readonly createdAt: Date;
  /** In bytes. */
  readonly size: number;
  /** Of text: nothing in it that only other files have. */
  readonly isText: boolean;
  /** As text; empty once its bytes were given up for newer ones. */
  readonly content: string;
}

/** All files of the workspace, those not shared yet included. */
export interface Files {
  /** A new file without bytes. */
  announce(file: { readonly name: string; readonly user: string }): StoredFile;
  /** Keeps a file's bytes; throws where it was not announced. The oldest bytes go when there are too many. */
  fill(id: string, bytes: Buffer): StoredFile;
  entitle(id: string, title: string): StoredFile;
  /** From now on the app may read it: it was handed in with one of the app's forms. */
  handIn(id: string): StoredFile;
  isHandedIn(id: string): boolean;
  find(id: string): StoredFile | undefined;
  /** Undefined where there is no such file, or its bytes were given up. */
  bytesOf(id: string): Buffer | undefined;
}

/** Bytes of all files together. Slack keeps them all; a stand-in that runs for days must not. */
const MOST_BYTES = 64 * 1024 * 1024;
/** How much of a file is looked at to tell whether it is text, in bytes. */
const LOOKED_AT = 8192;

interface Entry {
  readonly file: Omit<StoredFile, 'content' | 'isText' | 'size'>;
  readonly bytes: Buffer | undefined;
  readonly size: number;
  readonly isText: boolean;
  readonly isHandedIn: boolean;
}

/** A store without files. `mostBytes` is what it keeps of all files together. */
export function createFiles(options: {
  readonly clock: Clock;
  readonly nextId: () => string;
  readonly mostBytes?: number;
}): Files {
  const { clock, nextId, mostBytes = MOST_BYTES } = options;
  const entries = new Map<string, Entry>();
  const filled: string[] = [];
  let held = 0;

  function stored(id: string): StoredFile {
    const { file, size, isText } = entryOf(id);
    // Read when it is asked for: a message with a file must not keep the bytes alive.
    const content = () => (isText ? (entries.get(id)?.bytes?.toString() ?? '') : '');
    return {
      ...file,
      size,
      isText,
      get content() {
        return content();
      },
    };
  }

  function entryOf(id: string): Entry {
    const entry = entries.get(id);
    if (!entry) throw new Error(`there is no file ${id}`);
    return entry;
  }

  function put(id: string, over: Partial<Entry>): StoredFile {
    entries.set(id, { ...entryOf(id), ...over });
    return stored(id);
  }

  function giveUp(id: string): void {
    held -= entryOf(id).bytes?.length ?? 0;
    put(id, { bytes: undefined });
  }

  return {
    announce({ name, user }) {
      const id = nextId();
      const file = { id, name, title: name, user, createdAt: clock.now() };
      entries.set(id, { file, bytes: undefined, size: 0, isText: true, isHandedIn: false });
      return stored(id);
    },
    fill(id, bytes) {
      giveUp(id);
      held += bytes.length;
      const file = put(id, { bytes, size: bytes.length, isText: isText(bytes) });
      filled.push(id);
      while (held > mostBytes && filled.length > 1) giveUp(filled.shift() ?? id);
      return file;
    },
    entitle: (id, title) => put(id, { file: { ...entryOf(id).file, title } }),
    handIn: (id) => put(id, { isHandedIn: true }),
    isHandedIn: (id) => entries.get(id)?.isHandedIn ?? false,
    find: (id) => (entries.has(id) ? stored(id) : undefined),
    bytesOf: (id) => entries.get(id)?.bytes,
  };
}

function isText(bytes: Buffer): boolean {
  return !bytes.subarray(0, LOOKED_AT).includes(0);
}
