import type { Person, Place } from '../access/person.ts';
import { UserError } from '../errors.ts';
import { MAX_TRACKER_BYTES } from '../operation/tracker/refuse.ts';
import { textOf } from '../operation/tracker/text-of.ts';
import { formOfferMessage } from '../views/form-offer.ts';
import { formButton } from '../views/operation-buttons.ts';
import { importMessage } from '../views/operation-import.ts';
import { importModal } from '../views/operation-modals.ts';
import type { Answer, Call, GivenFile } from './answer.ts';
import { whoOf } from './clicked-alert.ts';
import { oneValue } from './grammar.ts';
import { readText } from './read-text.ts';
import { type TakeInDeps, takeInTracker } from './take-in-tracker.ts';

export type ImportDeps = TakeInDeps;

/** `op import`: what was sent or pasted along, else a form that asks for it. */
export async function importAnswer(deps: ImportDeps, call: Call): Promise<Answer> {
  const { person, place, options, files } = call;
  const name = oneValue(options.name);
  const [file, ...others] = files;
  if (others.length > 0) throw new UserError('One file at a time, please.');
  if (file) return imported(deps, { file, name, person, place });
  const text = pastedIn(call.rest);
  if (text !== undefined) return imported(deps, { text, name, person, place });
  if (place.kind === 'terminal') throw new UserError('Which file? `/snail op import <file>`');
  return importForm(name);
}

/** Asks for the file. @param name what the operation is to be called */
export function importForm(name: string | undefined): Answer {
  return {
    message: formOfferMessage(
      'Send me the markdown file in a direct message, or type `op import` there with the text below it, or fill in the form.',
      formButton('Import…', 'import-operation', undefined),
    ),
    data: { waiting: 'for a file' },
    modal: importModal(name ?? ''),
  };
}

/** Takes in a file or a text, and tells what was understood. */
export async function imported(
  deps: ImportDeps,
  given: { readonly name: string | undefined; readonly person: Person; readonly place: Place } & (
    | { readonly file: GivenFile }
    | { readonly text: string }
  ),
): Promise<Answer> {
  const { name, person, place } = given;
  const text = 'file' in given ? textOf(await given.file.read(MAX_TRACKER_BYTES)) : given.text;
  const fileName = 'file' in given ? given.file.name : undefined;
  const taken = await takeInTracker(deps, {
    text,
    fileName,
    name,
    by: whoOf(person),
    channel: place.channel,
    into: undefined,
  });
  const { record, report, merged } = taken;
  const message = importMessage({
    operation: record,
    fileName,
    report,
    merged,
    conflicts: record.conflicts,
    contradictions: (await deps.trackers.contradictions(record.source)).length,
    place,
    now: deps.clock.now(),
  });
  return { message, data: { id: record.id, name: record.name, report, merged } };
}

/** What stands below `import`, as people read it. Undefined where nothing does. */
function pastedIn(rest: string): string | undefined {
  const [, pasted = ''] = /^\s*import[^\n]*\n([\s\S]+)$/i.exec(rest) ?? [];
  return pasted.trim() === '' ? undefined : readText(pasted);
}
