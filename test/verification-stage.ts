import type { Answer, Call } from '../src/ask/answer.ts';
import type { VerifyDeps } from '../src/ask/verify-answer.ts';
import { dispatch } from '../src/commands/dispatch.ts';
import { COMMANDS } from '../src/commands/index.ts';
import type { Sighting } from '../src/deployment/sighting.ts';
import type { Deps } from '../src/deps.ts';
import { fakeOperations, fakeThreads, fakeVerifications } from './fake-store.ts';
import { aCall, fakeEstate, fakeWatches, NO_ANSWER, SOME_DIRECTORY } from './fakes.ts';
import { aSighting, NOW } from './given.ts';
import { ANNA } from './given-alerts.ts';
import { anOperationRecord } from './given-operation.ts';
import { trackers } from './given-trackers.ts';

/** Four criteria: one with a probe and ticked, one with a probe, one ticked by hand, one with nothing. */
export const TRACKER = `# Move

## Completion criteria
- [x] Revision 14 is rolled out <!-- probe: rollout complete web 14 -->
- [ ] Web is steady <!-- probe: service steady web -->
- [x] Somebody looked at it
- [ ] Containers of web are healthy
`;

/** A bot whose channel C1 works at the operation of a tracker, and a service that can be changed under it. */
export async function aVerificationStage(
  given: { readonly source?: string; readonly deps?: Partial<Deps> } = {},
) {
  let seen: Sighting = aSighting();
  let now = NOW;
  const { estate, asked } = fakeEstate([seen]);
  const operations = fakeOperations([anOperationRecord({ source: given.source ?? TRACKER, version: 1 })]);
  await operations.use('C1', 'op-1', ANNA, NOW);
  const threads = fakeThreads();
  const deps = {
    ...{ operations, trackers, threads, directory: SOME_DIRECTORY, httpProbe: NO_ANSWER },
    verifications: fakeVerifications(),
    watches: fakeWatches(),
    linesWithheld: async () => undefined,
    redact: (text: string) => ({ text: text.replaceAll('hunter2', '[redacted]'), count: 0 }),
    clock: { now: () => now },
    estate: {
      ...estate,
      look: (ref, freshness) => estate.look(ref, freshness).then(() => seen),
    } satisfies Deps['estate'],
    ...given.deps,
  } satisfies VerifyDeps & Partial<Deps>;
  const say = (typed: string, call: Partial<Call> = {}): Promise<Answer> => {
    const { command, typed: words } = dispatch(typed, COMMANDS);
    return Promise.resolve(command.run(deps as unknown as Deps, aCall({ ...call, ...words })));
  };
  return {
    ...{ deps, asked, threads, say },
    become(sighting: Sighting) {
      seen = sighting;
    },
    pass(seconds: number) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    /** What the answer says to those who see no blocks. */
    words: async (typed: string, call: Partial<Call> = {}) => (await say(typed, call)).message.text,
    source: async () => (await operations.get('op-1'))?.source ?? '',
  };
}
