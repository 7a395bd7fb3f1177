import type { Fact } from '../deployment/fact.ts';
import { revisionText } from '../deployment/revisions.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Cause, Diagnosis, NotChecked, RuledOut, WorkedBefore } from './diagnosis.ts';
import type { Difference } from './differences.ts';
import { comparedWith, driftBehind } from './drift.ts';
import type { Evidence } from './evidence.ts';
import { nextSteps } from './next-steps.ts';
import { editedOutside } from './outside.ts';
import type { Rule, Verdict } from './rule.ts';
import { RULES } from './rules/index.ts';
import { unmatchedTexts } from './unmatched.ts';

interface Judged {
  readonly rule: Rule;
  readonly verdict: Verdict;
}

type Found = Cause & {
  readonly kind: 'confirmed' | 'likely';
  readonly explains: number;
  readonly fromOutside: boolean;
  readonly settle: string;
};

/** Runs every rule over the same evidence and weighs what they say: what explains most of the failing tasks is believed. */
export function diagnose(evidence: Evidence, rules: readonly Rule[] = RULES): Diagnosis {
  const { suspect, sighting, now } = evidence;
  const isAsked = suspect.state === 'troubled' || suspect.state === 'not-known';
  const judged = isAsked
    ? rules.map((rule) => ({ rule, verdict: rule.examine(evidence) }))
    : ofWell(evidence, rules);
  const found = weighed(judged);
  const differences = isAsked ? comparedWith(evidence) : undefined;
  const notChecked = notCheckedIn(evidence, judged);
  // What was not read may say more than that.
  const rest = notChecked.length === 0 ? imageAlone(differences) : [];
  const [first, ...others] = found.length > 0 ? found : rest;
  const isFound = isAsked || first !== undefined;
  const drift = first && driftOf(first, differences ?? [], evidence);
  const outside = isAsked && first && !drift ? editedOutside(first.id, evidence) : undefined;
  return {
    ref: sighting.ref,
    verdict: verdictOf(evidence, first),
    settling: suspect.state === 'settling',
    wellOtherwise: suspect.state === 'well' && first !== undefined,
    revision: suspect.revision,
    rootCause: drift?.id ?? outside?.id ?? first?.id,
    mechanism: first,
    settle: first?.settle || undefined,
    drift,
    contributing: others.filter(({ kind }) => kind === 'confirmed'),
    likely: others.filter(({ kind }) => kind === 'likely'),
    ruledOut: isFound ? excluded(judged, found, differences) : [],
    workedBefore: isAsked ? workedOf(evidence) : undefined,
    firstFailedAt: firstFailure(evidence),
    differences,
    notChecked,
    evidence: [...(outside?.because ?? []), ...(first?.because ?? [])],
    unmatched: isAsked ? unmatchedTexts(evidence, found) : [],
    next: nextSteps(evidence, { cause: first, drift }),
    looked: lookedAt(evidence),
    asOf: now,
  };
}

/**
 * A service that is well is not blamed for what an earlier trouble left behind: of it only those rules find
 * something that look at its clients. What the others exclude is worth knowing once something was found.
 */
function ofWell(evidence: Evidence, rules: readonly Rule[]): readonly Judged[] {
  if (evidence.suspect.state !== 'well') return [];
  return rules
    .map((rule) => ({ rule, verdict: rule.examine(evidence) }))
    .filter(({ rule, verdict }) => rule.ofWell || verdict.kind === 'ruled-out');
}

/** Confirmed before likely, what takes tasks away from outside last, then by how many tasks each explains, then in the list's order; a general one only where no exact one explains as much. */
function weighed(judged: readonly Judged[]): readonly Found[] {
  const found = judged.flatMap(({ rule, verdict }) =>
    verdict.kind === 'confirmed' || verdict.kind === 'likely' ? [{ rule, verdict }] : [],
  );
  const isExact = ({ rule, verdict }: (typeof found)[number], than: number) =>
    !rule.general && !rule.fromOutside && verdict.kind === 'confirmed' && verdict.explains >= than;
  const telling = found.filter(
    ({ rule, verdict }) => !rule.general || !found.some((each) => isExact(each, verdict.explains)),
  );
  return telling
    .map(foundOf)
    .sort(
      (one, other) =>
        Number(one.kind === 'likely') - Number(other.kind === 'likely') ||
        Number(one.fromOutside) - Number(other.fromOutside) ||
        other.explains - one.explains,
    );
}

function foundOf({
  rule: { id, title, fromOutside },
  verdict,
}: {
  readonly rule: Rule;
  readonly verdict: Verdict & { readonly kind: 'confirmed' | 'likely' };
}): Found {
  const { kind, says, remedy, because, explains } = verdict;
  return {
    id,
    title,
    kind,
    says,
    remedy,
    because,
    explains,
    fromOutside: fromOutside === true,
    settle: verdict.kind === 'likely' ? verdict.settle : '',
  };
}

function verdictOf({ suspect }: Evidence, first: Found | undefined): Diagnosis['verdict'] {
  if (first) return first.kind;
  return suspect.state === 'well' || suspect.state === 'settling' ? 'healthy' : 'insufficient-evidence';
}

/** Only the image changed and nothing more exact is known: that it is the image is likely, not proven. */
function imageAlone(differences: readonly Difference[] | undefined): readonly Found[] {
  const [first, ...others] = differences ?? [];
  if (!first || others.length > 0 || !first.id.startsWith('drift-image')) return [];
  return [
    {
      id: first.id,
      title: 'The image changed, and nothing else',
      kind: 'likely',
      says: `only the image changed: ${first.before ?? 'none'} → ${first.after ?? 'none'}`,
      remedy: 'look at what the new image’s program writes; with the image before it worked',
      because: [
        {
          source: 'ecs:DescribeTaskDefinition',
          what: first.what,
          value: `${first.before} → ${first.after}`,
          at: undefined,
        },
      ],
      explains: 1,
      fromOutside: false,
      settle: 'lines of a failing task, or a stopped task that ECS still remembers',
    },
  ];
}

/** A new image is the point of a deployment: it displaces nothing that is more exact. */
function driftOf(
  cause: Found,
  differences: readonly Difference[],
  { lines }: Evidence,
): Difference | undefined {
  const texts = lines.kind === 'known' ? lines.value.map(({ text }) => text) : [];
  return driftBehind(cause.id, differences, texts);
}

function excluded(
  judged: readonly Judged[],
  found: readonly Found[],
  differences: readonly Difference[] | undefined,
): readonly RuledOut[] {
  const named = new Set(found.map(({ id }) => id));
  const byRules = judged.flatMap(({ rule: { id, title }, verdict }) =>
    verdict.kind === 'ruled-out' && !named.has(id) ? [{ id, title, because: verdict.because }] : [],
  );
  if (!differences || differences.some(({ id }) => id.startsWith('drift-image'))) return byRules;
  const because = 'what worked has the same image';
  return [...byRules, { id: 'drift-image-changed', title: 'The image changed', because }];
}

function workedOf({ suspect: { worked, tasks }, success, sighting }: Evidence): WorkedBefore | undefined {
  const running = sighting.tasks.kind === 'known' ? sighting.tasks.value : [];
  const revision =
    worked?.revision ?? [...running, ...tasks].find(({ id }) => id === success?.task)?.revision;
  return revision && { revision, at: worked?.at ?? success?.at ?? 'now', line: success };
}

function firstFailure({ suspect: { failing, state } }: Evidence): Date | undefined {
  if (state !== 'troubled') return undefined;
  const times = failing.flatMap(({ stoppingAt, stoppedAt }) => stoppingAt ?? stoppedAt ?? []);
  return times.sort((one, other) => one.getTime() - other.getTime())[0];
}

function notCheckedIn(evidence: Evidence, judged: readonly Judged[]): readonly NotChecked[] {
  const { service } = evidence.sighting;
  const isGone = service.kind === 'unknown' && service.why === 'not-found';
  const gaps = factsIn(evidence).flatMap(([what, fact]) =>
    // Of a service that is not there nothing else can be there.
    fact?.kind === 'unknown' && !(isGone && fact.why === 'not-found') ? [{ what, unknown: fact }] : [],
  );
  const byRules = judged.flatMap(({ verdict }) =>
    verdict.kind === 'not-checked' ? [{ what: verdict.what, unknown: verdict.unknown }] : [],
  );
  const all = [...gaps, ...(evidence.gaps ?? []), ...byRules];
  return all.filter(
    ({ unknown }, at) => all.findIndex((each) => each.unknown.detail === unknown.detail) === at,
  );
}

/** Nobody's lines are read where no task fails. */
function isAskedForLines({ suspect, lines }: Evidence): boolean {
  return suspect.state !== 'well' && (suspect.failing.length > 0 || lines.kind === 'unknown');
}

function lookedAt(evidence: Evidence): readonly string[] {
  return factsIn(evidence).flatMap(([what, fact]) => (fact?.kind === 'known' ? [what] : []));
}

function isThere(fact: Fact<unknown> | undefined): boolean {
  return fact?.kind !== 'unknown' || fact.why !== 'not-found';
}

function factsIn(evidence: Evidence): readonly (readonly [string, Fact<unknown> | undefined])[] {
  const { service, tasks, stopped, history, definitions, targetGroups }: Sighting = evidence.sighting;
  const { revision, state } = evidence.suspect;
  const of = `${revision ? ` of ${revisionText(revision)}` : ''}${state === 'well' ? '' : ' and of what worked'}`;
  return [
    ['the service, its deployments and events', service],
    ['running tasks', tasks],
    ['stopped tasks', stopped],
    ['past deployments', history],
    ['task definitions', definitions],
    ...targetGroups.flatMap(({ group, targets, check }): [string, Fact<unknown> | undefined][] => [
      // A group that is gone was looked at: that is a cause, and no gap.
      [`targets of ${group.name}`, isThere(targets) ? targets : undefined],
      [`health check of ${group.name}`, isThere(check) ? check : undefined],
    ]),
    [`settings${of}`, evidence.settings],
    ['service revisions', evidence.serviceRevisions],
    ['the newest deployment', evidence.deployment],
    ['load balancers', evidence.loadBalancers],
    ['listeners and their rules', evidence.listeners],
    ['idle time-outs of load balancers', evidence.idleTimeouts],
    ['CloudWatch’s numbers', evidence.measures],
    ['subnets, routes, ACLs and endpoints', evidence.network],
    ['security groups', evidence.securityGroups],
    ['the image in ECR', evidence.image],
    ['log lines of failing tasks', isAskedForLines(evidence) ? evidence.lines : undefined],
  ];
}
