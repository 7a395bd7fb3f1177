import type { Sighting } from '../deployment/sighting.ts';
import type { Deps } from '../deps.ts';
import { clean } from '../text.ts';
import { serviceOfProbe, servicesNamed } from '../verification/bound-probe.ts';
import type { CheckedCriterion } from '../verification/checked-criteria.ts';
import { footingOf } from '../verification/footing.ts';
import type { Probe } from '../verification/probe.ts';
import type { Look } from '../verification/standing.ts';
import type { Proof, Unverifiable } from '../verification/verification.ts';
import { verifyProbe } from '../verification/verify-probe.ts';
import type { RoundReader } from './probe-reader.ts';

type RunDeps = Pick<Deps, 'clock' | 'redact'>;

/** An address may take ten seconds to answer, and nobody may use the bot to ask a thousand of them at once. */
const AT_ONCE = 10;

/** One look, with the services whose changes could be its reason. */
export interface LookAround extends Look {
  readonly around: readonly Sighting[];
}

/**
 * Runs the probes of criteria, some at a time, through one reader. What they saw comes back with secrets made
 * unreadable. Criteria without a probe that can be run are passed over.
 * @param all every criterion of the operation: what an address depends on are the services that the others name
 */
export async function runProbes(
  deps: RunDeps,
  reader: RoundReader,
  {
    criteria,
    all,
  }: { readonly criteria: readonly CheckedCriterion[]; readonly all: readonly CheckedCriterion[] },
): Promise<readonly LookAround[]> {
  const named = servicesNamed(all);
  const wanted = criteria.flatMap(({ criterion: { id, met }, bound }): readonly Wanted[] =>
    bound?.kind === 'usable' ? [{ criterion: id, met, probe: bound.text, is: bound.probe, named }] : [],
  );
  const looks: LookAround[] = [];
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    looks.push(...(await Promise.all(some.map((each) => looked(deps, reader, each)))));
  }
  return looks;
}

interface Wanted extends Pick<Look, 'criterion' | 'met' | 'probe'> {
  readonly is: Probe;
  /** Services that the probes of the operation name. */
  readonly named: readonly string[];
}

async function looked(deps: RunDeps, reader: RoundReader, { is, named, ...of }: Wanted): Promise<LookAround> {
  const found = await verifyProbe(is, reader, deps.clock);
  const outcome = shownOutcome(deps, outcomeOf(found, deps.clock.now()));
  const around = await servicesOf(reader, is, named);
  const footings = around.flatMap((sighting) => footingOf(sighting) ?? []);
  return { ...of, outcome, around, footings, lookedAt: deps.clock.now() };
}

/** Of its own service; of an address and an alarm, which name none, those that the operation is about. */
async function servicesOf(
  reader: RoundReader,
  probe: Probe,
  named: readonly string[],
): Promise<readonly Sighting[]> {
  const own = serviceOfProbe(probe);
  const typed = own === undefined ? named : [own];
  return (await Promise.all(typed.map((each) => reader.sightings(each)))).flat();
}

/** A probe that ran saw something, or says why not. */
function outcomeOf(found: Awaited<ReturnType<typeof verifyProbe>>, now: Date): Proof | Unverifiable {
  if (found.kind !== 'attested' && found.kind !== 'unchecked') return found;
  const { reason, evidence } = found;
  return { kind: 'unverifiable', reason, evidence, permission: undefined, checkedAt: now };
}

function shownOutcome<O extends Proof | Unverifiable>({ redact }: RunDeps, outcome: O): O {
  const safe = (text: string) => redact(clean(text)).text;
  const evidence = outcome.evidence.map((each) => ({
    ...each,
    source: safe(each.source),
    subject: safe(each.subject),
    value: safe(each.value),
  }));
  return { ...outcome, reason: safe(outcome.reason), evidence };
}
