import type { Deps } from '../../src/deps.ts';
import type { DigestSchedule } from '../../src/digest/schedule.ts';
import { postDigests } from '../../src/jobs/post-digests.ts';
import { fakeDigests } from '../fake-digests.ts';
import { aSchedule } from '../given-digest.ts';
import { aNight, mortal } from './given-night.ts';

export type Morning = ReturnType<typeof aMorning>;

/** The night's fakes with digests that are due, in a process that can be killed at any step of them. */
export function aMorning({
  schedules = [aSchedule()],
  ...given
}: Partial<Deps> & { schedules?: readonly DigestSchedule[] } = {}) {
  const digests = fakeDigests(schedules);
  const night = aNight(given);
  const deps: Deps = { ...night.deps, digests: mortal(digests, night.step) };
  return { ...night, deps, digests };
}

/** One run of the job. */
export async function post({ deps, signal }: Pick<Morning, 'deps' | 'signal'>): Promise<void> {
  await postDigests.run(deps, signal);
}

/** How the runs ended. */
export function states({ digests }: Morning): readonly string[] {
  return digests.runs().map(({ state, nextAt }) => (nextAt ? `${state}, owed` : state));
}
