import type { Criterion } from '../operation/operation.ts';
import { cut, oneLine } from '../text.ts';
import type { Numbered } from './entry-words.ts';
import { choiceInput, textInput } from './form-inputs.ts';
import { LIMITS } from './limits.ts';
import { context, section } from './message.ts';
import type { Modal } from './modal.ts';
import { code, plain } from './mrkdwn.ts';
import { entryValue } from './operation-buttons.ts';

const MOST_PROBE = 3000;
const MOST_SHOWN = 300;

/** What the form for a probe shows. */
export interface BindFacts {
  readonly criteria: readonly Numbered<Criterion>[];
  /** The one that is chosen already, as menus name it. */
  readonly chosen: string | undefined;
  /** The probe that it has now. */
  readonly typed: string | undefined;
  /** Probes that its words make plain. */
  readonly suggested: readonly string[];
  /** Every kind of probe, with an example. */
  readonly forms: readonly { readonly usage: string; readonly example: string }[];
  readonly state: string;
}

/** Takes `entry`: which criterion, as menus name it; and `probe`, as it is typed. */
export function bindModal({ criteria, chosen, typed, suggested, forms, state }: BindFacts): Modal {
  const nearby = aroundChosen(criteria, chosen);
  const options = nearby.map(
    (each) => [entryValue(each), `${each.number} · ${oneLine(each.entry.title)}`] as const,
  );
  const left = criteria.length - options.length;
  const examples = forms.map(({ usage, example }) => `${code(usage)}: ${code(example)}`);
  return {
    id: 'bind-probe',
    title: 'Bind a probe',
    submit: 'Bind',
    blocks: [
      choiceInput('entry', 'Criterion', {
        options,
        initial: chosen,
        ...(left > 0
          ? { hint: `And ${left} more, which can be typed: /snail criterion bind <n> <probe>` }
          : {}),
      }),
      textInput('probe', 'Probe', { most: MOST_PROBE, initial: typed, hint: hintWords(suggested) }),
      section(['*The kinds of probes, each with an example*', ...examples].join('\n')),
      context(
        plain(
          'It is kept in a comment behind the criterion in the tracker, and run every few minutes from then on.',
        ),
      ),
    ],
    state,
  };
}

/** A menu holds a hundred; the one that is meant must be among them. */
function aroundChosen(
  criteria: readonly Numbered<Criterion>[],
  chosen: string | undefined,
): readonly Numbered<Criterion>[] {
  const at = criteria.findIndex((each) => entryValue(each) === chosen);
  const from = at < LIMITS.selectOptions ? 0 : at;
  return criteria.slice(from, from + LIMITS.selectOptions);
}

function hintWords(suggested: readonly string[]): string {
  return suggested.length === 0
    ? 'Names of services as you type them elsewhere: web, prod/web.'
    : cut(`Its words suggest: ${suggested.join(' · ')}`, MOST_SHOWN);
}
