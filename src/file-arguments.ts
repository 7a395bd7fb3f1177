import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { GivenFile } from './ask/answer.ts';
import type { OptionKind } from './ask/grammar.ts';
import { UserError } from './errors.ts';
import { oneLine } from './text.ts';

/** What the system says, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
};

/**
 * The arguments of `op import` apart from the paths among them: those would be words to the grammar, which mends
 * quotes and dashes. Of all other commands the arguments as they are.
 * @param options those of `op`, to tell their values from paths
 */
export function apartFromFiles(
  args: readonly string[],
  options: Readonly<Record<string, OptionKind>>,
): { readonly typed: readonly string[]; readonly paths: readonly string[] } {
  const [first = '', second = '', ...rest] = args;
  if (first.toLowerCase() !== 'op' || second.toLowerCase() !== 'import') return { typed: args, paths: [] };
  const typed = [first, second];
  const paths: string[] = [];
  let isValue = false;
  for (const arg of rest) {
    const [, name = '', given] = /^--?([a-z][\w-]*)(=)?/i.exec(arg) ?? [];
    const isWord = name === '' && !isValue;
    (isWord ? paths : typed).push(arg);
    isValue = !isValue && given === undefined && options[name.toLowerCase()] === 'value';
  }
  return { typed, paths };
}

/** A file on this machine; what keeps it from being read is said when it is read. @param folder what its path starts from */
export async function fileAt(path: string, folder: string): Promise<GivenFile> {
  const whole = resolve(folder, path);
  const found = await stat(whole).catch(() => undefined);
  return { name: basename(whole), size: found?.size ?? 0, read: (most) => bytesAt(whole, path, most) };
}

async function bytesAt(whole: string, path: string, most: number): Promise<Uint8Array> {
  const named = `"${oneLine(path, 200)}"`;
  try {
    const found = await stat(whole);
    // Opening a pipe would wait for somebody to write to it.
    if (!found.isFile()) throw new UserError(`${named} is not a file.`);
    if (found.size > most)
      throw new UserError(`${named} has ${found.size} bytes, and at most ${most} are taken in.`);
    return await readFile(whole);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UserError(`I could not read ${named}: ${REASONS[code] ?? (code || 'no reason was given')}.`);
  }
}
