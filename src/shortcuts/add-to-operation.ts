import type { Answer } from '../ask/answer.ts';
import { addForm } from '../ask/entry-forms.ts';
import { needOperation } from '../ask/operation-here.ts';
import { readText } from '../ask/read-text.ts';
import type { Deps } from '../deps.ts';
import { cut, oneLine } from '../text.ts';
import type { PointedMessage, Shortcut } from './shortcut.ts';

type AddDeps = Pick<Deps, 'operations'> & { readonly outbox: Pick<Deps['outbox'], 'permalink'> };

const MOST_TITLE = 120;
const MOST_DETAIL = 2000;
const MOST_WORDS = 80;

/** *Add to operation* in a message's menu: a form with its words; the entry keeps the link to it. */
export const addToOperation = {
  id: 'add-to-operation',
  role: 'operator',
  async run({ operations, outbox }: AddDeps, { text, ts, place }: PointedMessage): Promise<Answer> {
    const record = await needOperation({ operations }, { place, options: {} });
    const url = await outbox.permalink({ channel: place.channel, ts });
    const words = readText(text).trim();
    const [first = '', ...others] = words.split('\n');
    const title = oneLine(first, MOST_TITLE);
    // A first line that had to be cut is told in full, one that was not is not told twice.
    const rest = oneLine(title === oneLine(first) ? others.join(' ') : words, Number.POSITIVE_INFINITY);
    const more = rest === '' ? {} : { detail: cut(rest, MOST_DETAIL) };
    const proof = url === undefined ? undefined : { url, words: oneLine(words, MOST_WORDS) };
    return addForm(record, undefined, { title, ...more }, proof);
  },
} satisfies Shortcut;
