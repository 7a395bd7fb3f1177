import type { Given } from './entry-wish.ts';

type Values = Readonly<Record<string, string>>;

const VERDICTS = ['confirmed', 'refuted', 'looked-at'] as const;

/** What a form for an entry says about it; what was left empty is not said. */
export function givenIn({ title, detail, impact, verdict, owner, due }: Values): Given {
  return {
    title,
    detail,
    impact,
    verdict: VERDICTS.find((each) => each === verdict),
    ...(owner === undefined ? {} : { owner: { id: owner } }),
    ...(due === undefined ? {} : { due: { day: due } }),
  };
}

/** An entry has words. */
export function wordsMissing({ title = '' }: Values): Readonly<Record<string, string>> {
  return title.trim() === '' ? { title: 'Say in a few words what it is.' } : {};
}
