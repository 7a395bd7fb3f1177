import type { LocalSlack } from './context.ts';
import type { StoredFile } from './files.ts';

/** A file that a person adds to a message or a form. */
export interface Upload {
  readonly user: string;
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Takes a person's file; nobody sees it before it is sent. */
export function upload(slack: LocalSlack, { user, name, content }: Upload): StoredFile {
  const { id } = slack.files.announce({ name, user });
  return slack.files.fill(id, Buffer.from(content));
}

/** The person's own files by id; throws where one is not there. */
export function pickUp(slack: LocalSlack, user: string, ids: readonly string[]): readonly StoredFile[] {
  return ids.map((id) => {
    const file = slack.files.find(id);
    if (file?.user !== user) throw new Error(`${user} has no file ${id}`);
    return file;
  });
}
