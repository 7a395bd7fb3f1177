import type { Migration } from 'kysely';
import { initial } from './0001-initial.ts';
import { tails } from './0002-tails.ts';
import { nightWatch } from './0003-night-watch.ts';
import { operations } from './0004-operations.ts';
import { digests } from './0005-digests.ts';
import { verifications } from './0006-verifications.ts';
import { diagnoses } from './0007-diagnoses.ts';

/** All migrations by name, in the order of their names. Only ever added to: a released one is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-tails': tails,
  '0003-night-watch': nightWatch,
  '0004-operations': operations,
  '0005-digests': digests,
  '0006-verifications': verifications,
  '0007-diagnoses': diagnoses,
};
