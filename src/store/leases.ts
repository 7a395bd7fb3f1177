import type { Kysely } from 'kysely';
import { attempted } from './failures.ts';
import type { Leases } from './store.ts';
import { LONGEST, type Tables } from './tables.ts';
import { keyText } from './text.ts';

/**
 * Clocks of machines that both speak with Slack differ by ten minutes at most: what is signed five minutes off is
 * refused. A lease that reaches further beyond the one asked for is from before a clock was set back.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
const MOST_APART_MS = 10 * 60_000;

/** The leases of all processes. */
export function createLeases(db: Kysely<Tables>): Leases {
  return {
    take: (name, worker, now) => attempted('take the lease', () => take(db, { name, ...worker }, now)),
    free: (name, id) =>
      attempted('free the lease', async () => {
        await db.deleteFrom('leases').where('name', '=', name).where('worker', '=', id).execute();
      }),
  };
}

interface Wish {
  readonly name: string;
  readonly id: string;
  readonly until: Date;
}

/** One statement: of two processes that ask at the same moment one gets it. */
async function take(db: Kysely<Tables>, { name, id, until }: Wish, now: Date): Promise<boolean> {
  const worker = keyText(id, LONGEST.id);
  const tooFar = new Date(until.getTime() + MOST_APART_MS).toISOString();
  const taken = await db
    .insertInto('leases')
    .values({ name: keyText(name, LONGEST.name), worker, until: until.toISOString() })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((asked) => ({
          worker: asked.ref('excluded.worker'),
          until: asked.ref('excluded.until'),
        }))
        .where((held) =>
          held.or([
            held('leases.worker', '=', worker),
            held('leases.until', '<=', now.toISOString()),
            held('leases.until', '>', tooFar),
          ]),
        ),
    )
    .returning('worker')
    .executeTakeFirst();
  return taken !== undefined;
}
