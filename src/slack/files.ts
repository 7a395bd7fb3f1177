import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import type { Calls } from './calls.ts';
import { downloadCall, isSlacks } from './download.ts';
import type { SentFile } from './heard.ts';

/** A file as events and forms name it. At times that is the id alone, and the rest has to be asked for. */
export interface FileObject {
  readonly id?: string | undefined;
  readonly name?: string | null | undefined;
  /** In bytes. */
  readonly size?: number | undefined;
  readonly url_private?: string | undefined;
  readonly url_private_download?: string | undefined;
  /** `check_file_info` where the event does not say more. */
  readonly file_access?: string | undefined;
}

/** Files that came along, as they are handed on: nothing is asked for or downloaded before one is read. */
export type Files = (came: readonly FileObject[] | undefined) => readonly SentFile[];

const MOST_NAME = 100;
/** Somebody waits for the answer meanwhile. Milliseconds. */
const INFO_PATIENCE_MS = 6000;
const READ_PATIENCE_MS = 20_000;

/** @param apiUrl base of the Web API, where that is not Slack's own */
export function createFiles(options: {
  readonly calls: Calls;
  readonly botToken: string;
  readonly apiUrl: string | undefined;
}): Files {
  const { calls, botToken: token, apiUrl } = options;
  const isTrusted = (url: string) => isSlacks(url, apiUrl);

  async function read(came: FileObject, most: number): Promise<Uint8Array> {
    const file = isComplete(came) ? came : await askAbout(calls, came);
    const name = nameOf(file);
    const url = addressOf(file);
    if (sizeOf(file) > most) throw tooLong(name, most);
    if (url === undefined || !isTrusted(url))
      throw new UserError(`The content of ${name} is not in Slack itself. Send the file, not a link to it.`);
    const download = await calls.make(downloadCall({ name, url, token, most, isTrusted }), READ_PATIENCE_MS);
    if (download.kind === 'too-long') throw tooLong(name, most);
    return download.bytes;
  }

  return (came = []) =>
    came.map((file) => ({
      name: nameOf(file),
      size: sizeOf(file),
      read: (most) => read(file, most),
    }));
}

/** @see https://docs.slack.dev/reference/methods/files.info */
async function askAbout(calls: Calls, { id, ...file }: FileObject): Promise<FileObject> {
  if (id === undefined) return file;
  const call = { method: 'files.info', attempt: `read ${nameOf(file)}`, repeatable: true };
  const answer = await calls.make(
    { ...call, run: (client) => client.files.info({ file: id }) },
    INFO_PATIENCE_MS,
  );
  return { ...file, ...answer.file };
}

function isComplete(file: FileObject): boolean {
  return file.file_access !== 'check_file_info' && addressOf(file) !== undefined;
}

function addressOf({ url_private_download, url_private }: FileObject): string | undefined {
  return url_private_download || url_private || undefined;
}

function nameOf({ name }: FileObject): string {
  return (typeof name === 'string' && oneLine(name, MOST_NAME)) || 'the file';
}

function sizeOf({ size }: FileObject): number {
  return typeof size === 'number' && size > 0 ? size : 0;
}

function tooLong(name: string, most: number): UserError {
  return new UserError(`I read files of at most ${Math.floor(most / 1000)} kB, and ${name} is longer.`);
}
