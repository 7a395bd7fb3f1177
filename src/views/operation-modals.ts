import type { Contradiction } from '../operation/contradictions/contradiction.ts';
import { KIND_WORDS } from '../operation/kind-words.ts';
import type { Entry, EntryKind } from '../operation/operation.ts';
import type { Extra } from '../operation/record.ts';
import { capital, cut, oneLine } from '../text.ts';
import { bothSides } from './contradictions.ts';
import type { Numbered } from './entry-words.ts';
import { choiceInput, dayInput, fileInput, personInput, textInput } from './form-inputs.ts';
import { LIMITS } from './limits.ts';
import { context, section } from './message.ts';
import type { Modal, ModalInput } from './modal.ts';
import { plain } from './mrkdwn.ts';
import { entryValue } from './operation-buttons.ts';
import { DRAWN } from './speech.ts';

/** @see https://docs.slack.dev/surfaces/modals */
const MOST_HEADING = 24;
/** As much as an entry of a tracker may say: the same as for what is typed. */
const MOST_TITLE = 300;
const MOST_DETAIL = 2000;
const MOST_REASON = 500;
const MOST_NAME = 80;

/** What can be added, in the order of the menu. */
const ADDABLE: readonly EntryKind[] = ['task', 'blocker', 'finding', 'decision', 'next', 'criterion'];

const VERDICTS = [
  ['looked-at', 'being looked at'],
  ['confirmed', 'confirmed'],
  ['refuted', 'refuted'],
] as const;

/** What is filled in already, by the names of the inputs. */
export type Typed = Readonly<
  Partial<Record<'title' | 'detail' | 'owner' | 'due' | 'impact' | 'verdict' | 'kind', string>>
>;

/** Takes `file`, or else `text`; `name` where the operation shall not be called as the file calls itself. */
export function importModal(state: string): Modal {
  return {
    id: 'import-operation',
    title: 'Import a tracker',
    submit: 'Import',
    blocks: [
      context(
        'The file stays yours: it is read, never changed. `/snail op export` gives it back with the edits.',
      ),
      fileInput('file', 'Markdown file', { filetypes: ['md', 'markdown', 'txt'], optional: true }),
      textInput('text', 'Or its text', {
        most: LIMITS.sectionText,
        multiline: true,
        optional: true,
        hint: 'At most 3,000 characters; a longer one has to come as a file.',
      }),
      textInput('name', 'What to call it', {
        most: MOST_NAME,
        optional: true,
        hint: 'Left empty, it is called as its first heading says.',
      }),
    ],
    state,
  };
}

/** Takes `title`, `detail`, `owner`, `due`; `kind` where none is given, `impact` of a blocker, `verdict` of a finding. */
export function addModal(kind: EntryKind | undefined, typed: Typed, state: string): Modal {
  const options = ADDABLE.map((each) => [each, KIND_WORDS[each].one] as const);
  return {
    id: 'add-entry',
    title: heading(kind === undefined ? 'Add to the operation' : `Add a ${KIND_WORDS[kind].one}`),
    submit: 'Add',
    blocks: [
      ...(kind === undefined
        ? [choiceInput('kind', 'What it is', { options, initial: typed.kind ?? 'task' })]
        : []),
      ...wordInputs(typed),
      ...ownInputs(kind, typed),
      ...peopleInputs(typed),
    ],
    state,
  };
}

/** The same of an entry that is there, filled in with what it says now. */
export function editModal(entry: Entry, extra: Extra, state: string): Modal {
  const { title, detail, kind } = entry;
  const typed: Typed = {
    title,
    ...(detail === undefined ? {} : { detail }),
    ...(extra.owner === undefined ? {} : { owner: extra.owner }),
    ...(extra.dueOn === undefined ? {} : { due: extra.dueOn }),
    ...(entry.kind === 'blocker' && entry.impact ? { impact: entry.impact.value } : {}),
    ...(entry.kind === 'finding' ? { verdict: entry.verdict } : {}),
  };
  return {
    id: 'edit-entry',
    title: heading(`Edit the ${KIND_WORDS[kind].one}`),
    submit: 'Save',
    blocks: [...wordInputs(typed), ...ownInputs(kind, typed), ...peopleInputs(typed)],
    state,
  };
}

/** Takes `entry`: which of those is meant, as menus name it. The first hundred can be chosen. */
export function chooseModal(
  kind: EntryKind,
  { verb, entries }: { readonly verb: string; readonly entries: readonly Numbered[] },
  state: string,
): Modal {
  const { one, many } = KIND_WORDS[kind];
  const options = entries
    .slice(0, LIMITS.selectOptions)
    .map((each) => [entryValue(each), `${each.number} · ${oneLine(each.entry.title)}`] as const);
  const left = entries.length - options.length;
  return {
    id: 'choose-entry',
    title: heading(`Which ${one}?`),
    submit: heading(capital(verb)),
    blocks: [
      choiceInput('entry', capital(many), {
        options,
        ...(left > 0 ? { hint: `And ${left} more, which can be typed: /snail ${kind} ${verb} <n>` } : {}),
      }),
    ],
    state,
  };
}

/** Takes `reason`: why the statements can both be true. */
export function dismissModal(contradiction: Contradiction, state: string): Modal {
  return {
    id: 'dismiss-contradiction',
    title: 'No contradiction?',
    submit: 'Dismiss',
    blocks: [
      section([`*${plain(contradiction.why)}*`, ...bothSides(contradiction, DRAWN)].join('\n')),
      textInput('reason', 'Why both can be true', {
        most: MOST_REASON,
        multiline: true,
        hint: 'Kept with your name. It comes back as soon as one of the statements says something else.',
      }),
    ],
    state,
  };
}

function wordInputs({ title, detail }: Typed): readonly ModalInput[] {
  return [
    textInput('title', 'In a few words', { most: MOST_TITLE, initial: title }),
    textInput('detail', 'Details', { most: MOST_DETAIL, multiline: true, optional: true, initial: detail }),
  ];
}

/** What only one kind has. */
function ownInputs(kind: EntryKind | undefined, { impact, verdict }: Typed): readonly ModalInput[] {
  if (kind === 'blocker')
    return [
      textInput('impact', 'What it keeps from happening', {
        most: MOST_TITLE,
        optional: true,
        initial: impact,
      }),
    ];
  if (kind === 'finding')
    return [choiceInput('verdict', 'Verdict', { options: VERDICTS, initial: verdict ?? 'looked-at' })];
  return [];
}

function peopleInputs({ owner, due }: Typed): readonly ModalInput[] {
  return [
    personInput('owner', 'Who has it', { optional: true, initial: owner, ...ownerHint(owner) }),
    dayInput('due', 'Due', { optional: true, initial: due }),
  ];
}

/** Somebody without an account cannot be shown in a menu of people. */
function ownerHint(owner: string | undefined): { readonly hint?: string } {
  if (owner === undefined || /^[UW][A-Z0-9]+$/.test(owner)) return {};
  return { hint: `Now: ${cut(oneLine(owner), MOST_NAME)}. Left empty, it stays so.` };
}

function heading(words: string): string {
  return cut(words, MOST_HEADING);
}
