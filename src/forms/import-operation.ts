import type { Answer } from '../ask/answer.ts';
import { type ImportDeps, imported } from '../ask/op-import.ts';
import { UserError } from '../errors.ts';
import type { Filled, Form } from './form.ts';

/** A tracker as a file or as text. */
export const importOperation = {
  id: 'import-operation',
  role: 'operator',
  complaints: ({ values, files }) =>
    files.includes('file') || (values.text ?? '').trim() !== ''
      ? {}
      : { file: 'Pick the markdown file, or paste its text below.' },
  async run(deps: ImportDeps, { values, files, person, place }: Filled): Promise<Answer> {
    const [file] = files.file ?? [];
    const { name, text } = values;
    if (file) return imported(deps, { file, name, person, place });
    if (text !== undefined) return imported(deps, { text, name, person, place });
    throw new UserError('There was no file. Send it to me in a direct message.');
  },
} satisfies Form;
