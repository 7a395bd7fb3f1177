import { oneLine } from '../../text.ts';
import { isComparable, likenessOf, tellingOf, type Weigh } from '../wording/likeness.ts';
import type { Says } from '../wording/vocabulary.ts';
import type { Conflict, ContradictionCheck, Reading } from './contradiction.ts';
import { byBoldness, byTellingWord } from './opposed.ts';
import type { Saying } from './saying.ts';

/** What is claimed as achieved meets the criterion that asks for it; an unticked one says that it does not. */
export const achievementWithoutCriterion: ContradictionCheck = {
  id: 'achievement-without-criterion',
  title: 'an achievement whose criterion is not ticked',
  find(reading) {
    const criteria = reading.sayings.filter(({ from }) => from === 'criterion');
    const byTerm = byTellingWord(criteria, reading.weigh);
    const claimedFor = new Map<Saying, Saying[]>();
    for (const achievement of reading.sayings.filter(isAchievement)) {
      const near = new Set([...achievement.subject.terms].flatMap((term) => byTerm.get(term) ?? []));
      const criterion = bestOf(achievement, [...near], reading);
      if (criterion?.stance !== 'pending') continue;
      claimedFor.set(criterion, [...(claimedFor.get(criterion) ?? []), achievement]);
    }
    return [...claimedFor].map(([criterion, claims]) => asConflict(criterion, claims));
  },
};

/** Share of a criterion that an achievement must speak of to be its fulfilment. */
const COVERED = 0.65;
/** Less will do where a ticked criterion explains the achievement, or where all that it names is asked to work. */
const TOUCHED = 0.5;

const ASKING: readonly Says[] = ['works', 'healthy', 'tested', 'fixed'];

function isAchievement({ from, stance, says }: Saying): boolean {
  return from === 'achievement' && stance === 'claimed' && !says.has('fails') && !says.has('sick');
}

/** The criterion that an achievement speaks of most, ticked or not; of two alike the ticked one. */
function bestOf(
  achievement: Saying,
  criteria: readonly Saying[],
  { weigh, same }: Reading,
): Saying | undefined {
  const fitting = criteria
    .filter((criterion) => isAskedFor(achievement, criterion))
    .map((criterion) => ({
      criterion,
      ...likenessOf(achievement.subject.terms, criterion.subject.terms, weigh),
    }))
    .filter(({ criterion, ofOther, telling }) => {
      const least = order(criterion) === 0 || isPartOf(criterion, achievement, weigh) ? TOUCHED : COVERED;
      return telling && ofOther >= least;
    })
    .sort((a, b) => b.ofOne - a.ofOne || order(a.criterion) - order(b.criterion));
  const best = fitting[0]?.criterion;
  return best !== undefined && same(achievement, best) ? best : undefined;
}

/** Whoever says that a thing works says so of its parts: a healthy service has endpoints that function. */
function isPartOf(criterion: Saying, { says, head }: Saying, weigh: Weigh): boolean {
  const isWell = says.has('works') || says.has('healthy');
  const asksForIt = criterion.says.has('works') || criterion.says.has('healthy');
  return (
    isWell && asksForIt && tellingOf(head.terms, weigh).every((term) => criterion.subject.terms.has(term))
  );
}

/** Something built is not by that tested, and something that runs need not be mended. */
function isAskedFor(achievement: Saying, criterion: Saying): boolean {
  if (!isComparable(achievement.subject, criterion.subject)) return false;
  const { says } = achievement;
  const good = says.has('works') || says.has('healthy') || says.has('tested');
  // That a thing was deployed does not yet explain that it is healthy.
  if (criterion.stance === 'claimed' && good && !ASKING.some((each) => criterion.says.has(each)))
    return false;
  if (criterion.says.has('tested') || criterion.says.has('test')) return good;
  if (criterion.says.has('fixed') || criterion.says.has('fix'))
    return good || says.has('fixed') || says.has('fix');
  if (criterion.says.has('works') || criterion.says.has('healthy')) return good || says.has('fixed');
  return true;
}

function order({ stance }: Saying): number {
  return stance === 'claimed' ? 0 : 1;
}

function asConflict(criterion: Saying, claims: readonly Saying[]): Conflict {
  return {
    why: `This is claimed as achieved, while the criterion that asks for it is not ticked: "${oneLine(criterion.title, 80)}".`,
    claims: [...claims].sort(byBoldness),
    against: [criterion],
  };
}
