import { likenessOf } from '../wording/likeness.ts';
import type { Subject } from '../wording/subject.ts';
import type { ContradictionCheck } from './contradiction.ts';
import { joined, opposed } from './opposed.ts';
import { aboutOf, type SameThing } from './same-thing.ts';
import type { Saying } from './saying.ts';

/** A thing cannot be running and healthy while its health checks fail. */
export const healthyYetFailing: ContradictionCheck = {
  id: 'healthy-yet-failing',
  title: 'something called healthy beside words that it is not',
  find({ sayings, weigh, same: isSame }) {
    const same: SameThing = (claim, other) =>
      isSame(claim, other) && likenessOf(aboutOf(claim, weigh), aboutOf(other, weigh), weigh).ofOne >= MEANT;
    const claims = sayings.filter((saying) => saying.stance === 'claimed' && isWell(saying)).map(ofItsThing);
    const against = sayings.filter(isUnwell).map(ofItsThing);
    return joined(opposed({ claims, against, weigh, same })).map((group) => ({
      why: 'This is said to be running and healthy, while elsewhere it fails its health checks or is down.',
      ...group,
    }));
  },
};

/** Share of the claim that must be about what fails: a gateway that leads to a failing shop may be well. */
const MEANT = 0.5;

function isWell({ says }: Saying): boolean {
  if (says.has('fails') || says.has('sick') || says.has('test')) return false;
  return says.has('healthy') || says.has('works') || says.has('runs');
}

/** A ticked statement tells of failures that somebody dealt with. */
function isUnwell({ stance, from, marked, says }: Saying): boolean {
  if (!says.has('sick')) return false;
  return stance === 'trouble' || (stance === 'claimed' && from === 'note' && !marked);
}

/** Health checks are no thing by themselves: what is spoken of is what they look at. */
function ofItsThing(saying: Saying): Saying {
  return { ...saying, subject: withoutHealth(saying.subject), head: withoutHealth(saying.head) };
}

function withoutHealth(subject: Subject): Subject {
  return { ...subject, terms: new Set([...subject.terms].filter((term) => !HEALTH.has(term))) };
}

const HEALTH = new Set(['health', 'healthcheck', 'gesundheit']);
