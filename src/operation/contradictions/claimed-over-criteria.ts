import { counted } from '../../text.ts';
import type { ContradictionCheck } from './contradiction.ts';
import { overClaims } from './over-claims.ts';

/** Criteria say when it is done; a percentage far beyond those that are met says something else. */
export const claimedOverCriteria: ContradictionCheck = {
  id: 'claimed-over-criteria',
  title: 'a percentage far beyond the criteria that are met',
  find(reading) {
    const criteria = reading.sayings.filter(({ from }) => from === 'criterion');
    return overClaims(reading, criteria).map(({ claims, open, done, all }) => ({
      why: `${claims[0]?.percent} % is claimed, while only ${done} of ${counted(all, 'criterion', 'criteria')} ${done === 1 ? 'is' : 'are'} met.`,
      claims,
      against: open,
    }));
  },
};
