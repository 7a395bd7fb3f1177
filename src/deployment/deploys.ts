import type { DeployedImage, DeploymentHook, DeploymentRecord, DeployReads } from './deployment-record.ts';
import { deploysFromEvents, deploysFromTaskSets } from './deploys-without-history.ts';
import type { Unknown } from './fact.ts';
import type { PastDeployment, Revision, Service, ServiceRef } from './service.ts';

/** How a deployment ended, or how far it is. */
export type DeployOutcome =
  | { readonly kind: 'succeeded' }
  | {
      readonly kind: 'in-progress';
      /** AWS's word for the stage of a blue/green deployment. */
      readonly stage: string | undefined;
      readonly tasks: { readonly running: number; readonly requested: number } | undefined;
      /** Those that are not over yet, or failed. */
      readonly hooks: readonly DeploymentHook[];
      readonly productionWeight: number | undefined;
      /** Tasks that failed in a row, as the circuit breaker counts. */
      readonly failures: number;
    }
  | { readonly kind: 'failed'; readonly reason: string | undefined }
  | {
      readonly kind: 'rolled-back' | 'rolling-back';
      /** Undefined where nothing that was read names it. */
      readonly to: Revision | undefined;
      readonly reason: string | undefined;
      /** Failed tasks that the circuit breaker counted. */
      readonly failures: number | undefined;
    }
  | { readonly kind: 'stopped'; readonly reason: string | undefined; readonly by: Revision | undefined }
  /** A part of a service that another controller moves. */
  | {
      readonly kind: 'task-set';
      readonly status: string;
      readonly stability: string | undefined;
      readonly tasks: { readonly running: number; readonly requested: number };
    }
  /** A state that came after this was written, in AWS's words. */
  | { readonly kind: 'other'; readonly status: string; readonly reason: string | undefined };

/** One deployment of the history. */
export interface Deploy {
  readonly id: string;
  readonly revision: Revision | undefined;
  /** The container that takes the traffic first. */
  readonly images: readonly DeployedImage[];
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly outcome: DeployOutcome;
  /** Undefined where that was not read. */
  readonly strategy: Service['strategy'] | undefined;
  readonly bakeTimeMs: number;
  /** Who registered its revision: a role or a user, without the account. */
  readonly registeredBy: string | undefined;
  /** What an equal revision hides: it was deployed again, and its tag may mean another image now. */
  readonly again: 'same-image' | 'tag-moved' | undefined;
}

/** A page of a service's history, newest first. */
export interface Deploys {
  readonly ref: ServiceRef;
  readonly service: Service | undefined;
  /** Where it comes from. Events and live deployments are what is left where ECS's history cannot be had. */
  readonly from: 'history' | 'events' | 'task-sets';
  readonly deploys: readonly Deploy[];
  readonly page: number;
  readonly pages: number;
  /** Of all pages. */
  readonly total: number;
  /** Whether older ones exist that were not read. */
  readonly older: boolean;
  readonly gaps: readonly { readonly what: string; readonly unknown: Unknown }[];
}

/** As many as a screen shows, and within one call of each kind. */
export const DEPLOYS_PER_PAGE = 10;

/** How many pages there are, and the nearest one to that which was asked for; both count from 1. */
export function deployPage(total: number, asked: number): { readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(total / DEPLOYS_PER_PAGE));
  return { page: Math.min(pages, Math.max(1, asked)), pages };
}

/** The deployments of a page. */
export function ofPage<T>(all: readonly T[], page: number): readonly T[] {
  return all.slice((page - 1) * DEPLOYS_PER_PAGE, page * DEPLOYS_PER_PAGE);
}

/** Puts together what was read. Where the history is refused or empty, what the service itself says stands in for it. */
export function composeDeploys(reads: DeployReads, askedPage: number): Deploys {
  const { ref, listed } = reads;
  const service = reads.service.kind === 'known' ? reads.service.value : undefined;
  const gaps = gapsOf(reads);
  const past = listed.kind === 'known' ? listed.value.all : [];
  if (past.length === 0 && service) {
    const isForeign = service.controller !== 'ecs' || service.taskSets.length > 0;
    const all = isForeign ? deploysFromTaskSets(service) : deploysFromEvents(service);
    const { page, pages } = deployPage(all.length, askedPage);
    const deploys = ofPage(all, page);
    const from = isForeign ? 'task-sets' : 'events';
    return { ref, service, from, deploys, page, pages, total: all.length, older: false, gaps };
  }
  const { page, pages } = deployPage(past.length, askedPage);
  const deploys = ofPage(past, page).map((each) => deployOf(each, past, reads));
  const older = listed.kind === 'known' && listed.value.more;
  return { ref, service, from: 'history', deploys, page, pages, total: past.length, older, gaps };
}

function gapsOf(reads: DeployReads): Deploys['gaps'] {
  const facts = [
    ['the service', reads.service],
    ['the deployment history', reads.listed],
    ['how each deployment went', reads.records],
    ['revisions and images', reads.revisions],
    ['who registered the revisions', reads.registrations],
  ] as const;
  return facts.flatMap(([what, fact]) => (fact?.kind === 'unknown' ? [{ what, unknown: fact }] : []));
}

function deployOf(past: PastDeployment, all: readonly PastDeployment[], reads: DeployReads): Deploy {
  const records = reads.records?.kind === 'known' ? reads.records.value : [];
  const record = records.find(({ arn }) => arn === past.arn);
  const own = revisionAt(reads, past.serviceRevisionArn);
  const before = all[all.indexOf(past) + 1];
  return {
    id: past.arn.slice(past.arn.lastIndexOf('/') + 1),
    revision: own?.revision ?? past.revision,
    images: trafficFirst(own?.images ?? [], reads),
    startedAt: past.startedAt ?? past.createdAt,
    endedAt: past.finishedAt,
    outcome: outcomeOf(past, { record, all, reads }),
    strategy: record?.strategy,
    bakeTimeMs: record?.bakeTimeMs ?? 0,
    registeredBy: registeredBy(reads, own?.revision.arn),
    again: againOf(own, revisionAt(reads, before?.serviceRevisionArn)),
  };
}

interface Around {
  readonly record: DeploymentRecord | undefined;
  readonly all: readonly PastDeployment[];
  readonly reads: DeployReads;
}

function outcomeOf(past: PastDeployment, around: Around): DeployOutcome {
  const { record, reads } = around;
  const reason = record?.rollback?.reason || past.statusReason || alarmReason(record);
  const to = revisionAt(reads, record?.rollback?.to)?.revision;
  const failures = record?.breaker?.failures;
  switch (past.status) {
    case 'successful':
      return { kind: 'succeeded' };
    case 'pending':
    case 'in-progress':
      return inProgress(record, failuresOf(around));
    case 'rollback-successful':
      return { kind: 'rolled-back', to, reason, failures };
    case 'rollback-requested':
    case 'rollback-in-progress':
      return { kind: 'rolling-back', to, reason, failures };
    case 'rollback-failed':
      return { kind: 'failed', reason: `the rollback failed too${reason ? `: ${reason}` : ''}` };
    case 'failed':
      return { kind: 'failed', reason };
    case 'stopped':
      return { kind: 'stopped', reason, by: replacedBy(past, around) };
    default:
      return { kind: 'other', status: past.status, reason };
  }
}

function inProgress(record: DeploymentRecord | undefined, failures: number): DeployOutcome {
  return {
    kind: 'in-progress',
    stage: record?.stage,
    tasks: record && { running: record.tasks.running, requested: record.tasks.requested },
    hooks: record?.hooks.filter(({ status }) => status !== 'SUCCEEDED') ?? [],
    productionWeight: record?.productionWeight,
    failures,
  };
}

/** The live deployment counts failures also where no circuit breaker does. */
function failuresOf({ record, reads }: Around): number {
  const live = reads.service.kind === 'known' ? reads.service.value.deployments : [];
  const primary = live.find(({ status }) => status === 'primary');
  return Math.max(record?.breaker?.failures ?? 0, primary?.failedTasks ?? 0);
}

function alarmReason(record: DeploymentRecord | undefined): string | undefined {
  return record && record.alarms.length > 0 ? `alarm ${record.alarms.join(', ')}` : undefined;
}

/** A deployment that begins while another is under way stops it. ECS's two clocks differ by seconds. */
const SAME_MOMENT_MS = 60_000;

function replacedBy(past: PastDeployment, { all, reads }: Around): Revision | undefined {
  const newer = all[all.indexOf(past) - 1];
  const [endedMs, beganMs] = [past.finishedAt?.getTime(), newer?.createdAt?.getTime()];
  if (endedMs === undefined || beganMs === undefined || beganMs > endedMs + SAME_MOMENT_MS) return undefined;
  return revisionAt(reads, newer?.serviceRevisionArn)?.revision ?? newer?.revision;
}

function revisionAt({ revisions }: DeployReads, arn: string | undefined) {
  return revisions?.kind === 'known' ? revisions.value.find((each) => each.arn === arn) : undefined;
}

function trafficFirst(images: readonly DeployedImage[], { service }: DeployReads): readonly DeployedImage[] {
  const named = service.kind === 'known' ? service.value.targetGroups[0]?.containerName : undefined;
  const first = images.filter(({ container }) => container === named);
  return [...first, ...images.filter((each) => !first.includes(each))];
}

/** "role/ci-deployer" of `arn:aws:sts::111122223333:assumed-role/ci-deployer/session`. */
function registeredBy({ registrations }: DeployReads, revisionArn: string | undefined): string | undefined {
  const all = registrations?.kind === 'known' ? registrations.value : [];
  const by = all.find((each) => each.revisionArn === revisionArn)?.by;
  return by?.replace(/^arn:[^:]*:(?:iam|sts)::\d*:/, '').replace(/^assumed-role\/([^/]+)\/.*$/, 'role/$1');
}

type Resolved = { readonly revision: Revision; readonly images: readonly DeployedImage[] } | undefined;

function againOf(own: Resolved, before: Resolved): Deploy['again'] {
  if (!own || own.revision.arn !== before?.revision.arn) return undefined;
  const moved = own.images.some(({ container, image, digest }) => {
    const old = before.images.find((each) => each.container === container && each.image === image);
    return digest !== undefined && old?.digest !== undefined && old.digest !== digest;
  });
  return moved ? 'tag-moved' : 'same-image';
}
