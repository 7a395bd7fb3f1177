import { UserError } from '../errors.ts';
import type { PhaseField } from '../operation/change.ts';
import type { Phase } from '../operation/operation.ts';
import { oneLine } from '../text.ts';
import type { Call } from './answer.ts';
import { dayOf } from './day-words.ts';
import type { Given } from './entry-wish.ts';
import { nearestWords } from './grammar.ts';
import { leadingName } from './leading-name.ts';
import { ownerOf } from './owner-words.ts';

/** What somebody wants with the phases. `which` is a number or words. */
export type PhaseWish =
  | { readonly kind: 'list' }
  | { readonly kind: 'show'; readonly which: string }
  | { readonly kind: 'add'; readonly title: string }
  /** The phase becomes the current one. */
  | { readonly kind: 'start'; readonly which: string }
  | { readonly kind: 'done'; readonly which: string }
  | { readonly kind: 'set'; readonly which: string; readonly field: PhaseField; readonly value: string }
  | { readonly kind: 'extra'; readonly which: string; readonly given: Pick<Given, 'owner' | 'due' | 'url'> };

/** Verbs that set a field, and how they are typed. */
const FIELDS: Readonly<Record<string, PhaseField>> = {
  progress: 'claimed',
  status: 'status',
  focus: 'focus',
  achievement: 'achievement',
  duration: 'duration',
  edit: 'title',
  rename: 'title',
};

const VERBS = ['list', 'add', 'start', 'done', ...Object.keys(FIELDS), 'assign', 'due', 'link'];

/**
 * What was typed behind `phase`.
 * @param known `isOne` tells whether words mean one phase alone
 * @throws UserError for a verb that is none, with the nearest, and where words are missing
 */
export function phaseWishOf(
  { words, person }: Pick<Call, 'words' | 'person'>,
  { now, isOne }: { readonly now: Date; readonly isOne: (words: string) => boolean },
): PhaseWish {
  const [first = 'list', ...rest] = words;
  const verb = first.toLowerCase();
  if (verb === 'list') return { kind: 'list' };
  if (/^#?\d+$/.test(verb)) return { kind: 'show', which: verb };
  if (verb === 'add' || verb === 'new')
    return { kind: 'add', title: needed(rest.join(' '), 'phase add <title>') };
  if (verb === 'start') return { kind: 'start', which: needed(rest.join(' '), 'phase start <n>') };
  if (verb === 'done' || verb === 'complete')
    return { kind: 'done', which: needed(rest.join(' '), 'phase done <n>') };
  const usage = `phase ${verb} <n> <words>`;
  const field = Object.hasOwn(FIELDS, verb) ? FIELDS[verb] : undefined;
  if (field) {
    const { which = '', rest: value } = leadingName(rest, isOne);
    return { kind: 'set', which, field, value: needed(value.join(' '), usage) };
  }
  const last = needed(rest.length > 1 ? rest.at(-1) : undefined, usage, VERBS.includes(verb));
  const before = rest.slice(0, -1).join(' ');
  if (verb === 'assign')
    return { kind: 'extra', which: before, given: { owner: { id: ownerOf(last, person) } } };
  if (verb === 'due') return { kind: 'extra', which: before, given: { due: { day: dayOf(last, now) } } };
  if (verb === 'link') return { kind: 'extra', which: before, given: { url: last } };
  const [near] = nearestWords(verb, VERBS);
  const asked = `\`phase ${oneLine(verb, 40)}\` is nothing I know.`;
  throw new UserError(
    near ? `${asked} Did you mean \`/snail phase ${near}\`?` : `${asked} \`/snail help phase\` shows all.`,
  );
}

/** @throws UserError where it is missing, if it is missed */
function needed(words: string | undefined, usage: string, missed = true): string {
  if (words || !missed) return words ?? '';
  throw new UserError(`Which phase, and what? Type \`/snail ${usage}\`.`);
}

/** A phase as headers name it: "Phase 4 - Enhanced ML Service Deployment". */
export function headerName({ number, title }: Pick<Phase, 'number' | 'title'>): string {
  return number === undefined ? title : `Phase ${number} - ${title}`;
}
