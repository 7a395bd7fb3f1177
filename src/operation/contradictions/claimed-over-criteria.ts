import { counted } from '../../text.ts';
import type { ContradictionCheck } from './contradiction.ts';
import { apartOf, overClaims } from './over-claims.ts';

/** Criteria say when it is done; a percentage far beyond those that are met says something else. */
export const claimedOverCriteria: ContradictionCheck = {
  id: 'claimed-over-criteria',
  title: 'a percentage far beyond the criteria that are met',
  find(reading) {
    const criteria = reading.sayings.filter(({ from }) => from === 'criterion');
    return overClaims(reading, criteria).map(({ claims, open, done, all, about }) => ({
      apart: apartOf({ claims, open, done, all, about }),
      why: `${claims[0]?.percent} % is claimed, while only ${done} of ${counted(all, 'criterion', 'criteria')} ${done === 1 ? 'is' : 'are'} met.`,
      claims,
      against: open,
    }));
  },
};
