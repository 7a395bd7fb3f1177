import type { Deps } from '../deps.ts';
import { homeMessage } from '../views/home.ts';
import type { Answer } from './answer.ts';
import { ASK_AGAIN, overviewOf } from './judged-answer.ts';

const NAMES_MAX_AGE_MS = 60_000;

/** What the App Home tab shows: every service of every environment. */
export async function homeAnswer({ estate, clock }: Pick<Deps, 'estate' | 'clock'>): Promise<Answer> {
  const { refs, gaps } = await estate.list({ maxAgeMs: NAMES_MAX_AGE_MS }, undefined, ASK_AGAIN);
  const title = 'every service that can be listed';
  return overviewOf({ estate, clock }, refs, {
    freshness: ASK_AGAIN,
    title,
    value: '',
    place: { kind: 'direct', thread: undefined },
    gaps,
    show: homeMessage,
  });
}
