import { type Clock, inTime } from '../clock.ts';
import type {
  DeployedRevision,
  DeploymentRecord,
  DeployReads,
  ListedDeployments,
  Registration,
} from '../deployment/deployment-record.ts';
import { DEPLOYS_PER_PAGE, deployPage, ofPage } from '../deployment/deploys.ts';
import { type Fact, mapFact, type Unknown } from '../deployment/fact.ts';
import type { Revision, ServiceRef } from '../deployment/service.ts';
import { UpstreamError } from '../errors.ts';
import { allOf, asFact } from './as-fact.ts';
import { begun, late } from './begun.ts';
import { type DeployHistory, RECORDS_PER_CALL } from './deploys.ts';
import { createMemory, type Memory, type Want } from './memory.ts';
import { unseen } from './overview.ts';
import type { Reads } from './reads.ts';

/** The history of services, remembered for as long as an answer may be old. */
export interface DeployMemory {
  readonly listed: Memory<ListedDeployments>;
  readonly records: Memory<DeploymentRecord>;
}

const MOST = 1000;

/** With empty memories. */
export function createDeployMemory(clock: Clock): DeployMemory {
  return {
    listed: createMemory({ source: 'ecs:ListServiceDeployments', most: MOST }, clock),
    records: createMemory({ source: 'ecs:DescribeServiceDeployments', most: MOST }, clock),
  };
}

interface Around {
  readonly reads: Reads;
  readonly history: DeployHistory;
  readonly memory: DeployMemory;
  readonly clock: Clock;
  /** How long all of it is waited for. */
  readonly ms: number;
}

/** The service and a page of its history, all sources as far as possible at once. What fails or is late is an unknown fact. */
export async function gatherDeploys(
  around: Around,
  ref: ServiceRef,
  { page, want }: { readonly page: number; readonly want: Want },
): Promise<DeployReads> {
  const { reads, clock, ms } = around;
  const service = begun('the service', reads.service(ref, want));
  const listed = begun('the deployment history', listedOf(around, ref, want));
  const parts = listed.done.then((fact) =>
    fact.kind === 'known' ? beginPage(around, fact.value, { page, want }) : undefined,
  );
  const everything = Promise.all([
    service.done,
    parts.then((known) => known && Promise.all(Object.values(known).map(({ done }) => done))),
  ]);
  await inTime(everything, ms, clock, () => undefined);
  const known = listed.isDone() ? await parts : undefined;
  return {
    ref,
    service: service.soFar(late),
    listed: listed.soFar(late),
    records: known?.records.soFar(late),
    revisions: known?.revisions.soFar(late),
    registrations: known?.registrations.soFar(late),
  };
}

/** What there is of a service in an environment that is not configured. */
export function unseenDeploys(ref: ServiceRef): DeployReads {
  const { service } = unseen(ref);
  const listed: Unknown = service.kind === 'unknown' ? service : late('the deployment history');
  return { ref, service, listed, records: undefined, revisions: undefined, registrations: undefined };
}

function listedOf({ history, memory }: Around, ref: ServiceRef, want: Want) {
  return asFact(
    memory.listed.read(`${ref.cluster}/${ref.name}`, want, async () => {
      const { all, more } = await history.listed(ref);
      return { all: all.map((each) => ({ ...each, revision: undefined })), more };
    }),
  );
}

function beginPage(
  around: Around,
  { all }: ListedDeployments,
  asked: { readonly page: number; readonly want: Want },
) {
  const { want } = asked;
  const { page } = deployPage(all.length, asked.page);
  const shown = ofPage(all, page);
  // The one before them tells whether the last of the page was the same revision again.
  const before = all[page * DEPLOYS_PER_PAGE];
  const records = begun(
    'how each deployment went',
    recordsOf(
      around,
      shown.map(({ arn }) => arn),
      want,
    ),
  );
  const asking = [...shown, ...(before ? [before] : [])].flatMap(
    ({ serviceRevisionArn }) => serviceRevisionArn ?? [],
  );
  const revisions = begun('revisions and images', revisionsOf(around, { asking, records, want }));
  const registrations = begun(
    'who registered the revisions',
    revisions.done.then((fact) =>
      fact.kind === 'known'
        ? registrationsOf(
            around,
            fact.value.map(({ revision }) => revision),
            want,
          )
        : nothingToAsk(around),
    ),
  );
  return { records, revisions, registrations };
}

/** No revision is known, which is said already. */
function nothingToAsk({ clock }: Around): Fact<readonly Registration[]> {
  return { kind: 'known', value: [], readAt: clock.now(), source: 'ecs:DescribeTaskDefinition' };
}

async function recordsOf({ history, memory, clock }: Around, arns: readonly string[], want: Want) {
  const read = memory.records.readMany(arns, want, {
    batch: RECORDS_PER_CALL,
    fetch: (part) => history.records(part),
    absent: () => new UpstreamError('describe a deployment: ECS has forgotten it', 'not-found'),
  });
  const facts = await Promise.all([...read.values()].map(asFact));
  return worthHaving(facts, 'ecs:DescribeServiceDeployments', clock);
}

/** Those asked for, and those that were rolled back to. */
async function revisionsOf(
  { reads, clock }: Around,
  given: {
    readonly asking: readonly string[];
    readonly records: { readonly done: Promise<Fact<readonly DeploymentRecord[]>> };
    readonly want: Want;
  },
): Promise<Fact<readonly DeployedRevision[]>> {
  const first = reads.revisionsByArn([...new Set(given.asking)], given.want);
  const records = await given.records.done;
  const back = records.kind === 'known' ? records.value.flatMap(({ rollback }) => rollback?.to ?? []) : [];
  const missing = [...new Set(back)].filter((arn) => !given.asking.includes(arn));
  const second = await reads.revisionsByArn(missing, given.want);
  const facts = [...(await first).values(), ...second.values()];
  return worthHaving(facts, 'ecs:DescribeServiceRevisions', clock);
}

async function registrationsOf(
  { reads, clock }: Around,
  revisions: readonly Revision[],
  want: Want,
): Promise<Fact<readonly Registration[]>> {
  const each = [...new Map(revisions.map((one) => [one.arn, one])).values()];
  const facts = await Promise.all(each.map((one) => reads.definitions([one], want)));
  const registrations = facts.map((fact) =>
    mapFact(fact, ([one]) => ({ revisionArn: one?.revision.arn ?? '', by: one?.registeredBy })),
  );
  return worthHaving(registrations, 'ecs:DescribeTaskDefinition', clock);
}

/** What was read is worth having without what was not; only where nothing was, that is a hole. */
function worthHaving<T>(facts: readonly Fact<T>[], source: string, clock: Clock): Fact<readonly T[]> {
  const known = facts.filter((fact) => fact.kind === 'known');
  return allOf(known.length > 0 ? known : facts, source, clock);
}
