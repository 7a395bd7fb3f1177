import type { Revision, ServiceRef, TaskNetwork } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { killedAtStop } from '../deployment/stopped-tasks.ts';
import { eventClues, NOT_REACHED, stopClues, targetClues } from './clues.ts';
import type { MeasureRef } from './measures.ts';
import type { Suspect } from './suspect.ts';

/** What has to be read beyond a look before the rules can judge. Empty lists and undefined: not needed. */
export interface Needs {
  readonly settings: readonly Revision[];
  /** ARNs */
  readonly serviceRevisions: readonly string[];
  /** ARN */
  readonly deployment: string | undefined;
  /** Where the tasks are: their routes, ACLs and the endpoints beside them. */
  readonly subnets: readonly string[];
  /** Those of the tasks; those of load balancers and endpoints are found on the way. */
  readonly securityGroups: readonly string[];
  /** ARNs */
  readonly loadBalancers: readonly string[];
  /** Nothing is wrong with the tasks, so that what is between them and their clients is looked at: listeners, rules, the load balancers’ own network. */
  readonly clients: boolean;
  readonly measures: readonly MeasureRef[];
  /** As the failing revision names it. */
  readonly image: string | undefined;
}

/** Nothing beyond the look. */
export const NO_NEEDS: Needs = {
  settings: [],
  serviceRevisions: [],
  deployment: undefined,
  subnets: [],
  securityGroups: [],
  loadBalancers: [],
  clients: false,
  measures: [],
  image: undefined,
};

const ANSWERED_CODE = /codes: \[\d/;
const TIMED_OUT = /Target\.Timeout|Request timed out/i;
const FAILED = /Target\.FailedHealthChecks/i;
const CHECKED_INSIDE = /failed container health checks/i;
const NO_ZONE = /Availability Zone/i;
const NO_ADDRESS = /InsufficientFreeAddresses|Network Interface/i;
const NO_IMAGE = /CannotPullContainer|CannotPull\w*Manifest|pull image manifest|failed to resolve ref/i;
/** As many as DescribeServiceRevisions is asked for at once; the first is what failed, the rest what it is compared with. */
const MOST_REVISIONS = 5;
/** The one that runs, and those of tasks that were stopped lately. */
const MOST_SETTINGS = 3;

/**
 * Follows the ladder of proof: how far the failing tasks got bounds what can be the cause. Networks are read only
 * where something was not reached, images only where one could not be pulled.
 */
export function needsOf(sighting: Sighting, suspect: Suspect): Needs {
  if (sighting.service.kind === 'unknown') return NO_NEEDS;
  if (suspect.state === 'well') return clientNeeds(sighting, suspect);
  const service = sighting.service.value;
  const texts = [...stopClues(suspect), ...eventClues(suspect), ...targetClues({ sighting, suspect })].map(
    ({ text }) => text,
  );
  const says = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  const outbound = says(NOT_REACHED);
  const loadBalancers = loadBalancersOf(sighting);
  // A network load balancer calls everything that fails the same.
  const silent = says(TIMED_OUT) || (loadBalancers.some((arn) => arn.includes('/net/')) && says(FAILED));
  const inbound = silent && !says(ANSWERED_CODE);
  const network = service.network;
  const revisions = [suspect.revision, suspect.worked?.revision].flatMap((each) => each ?? []);
  const past = sighting.history?.kind === 'known' ? sighting.history.value : [];
  return {
    settings: revisions.filter(({ arn }, at) => revisions.findIndex((each) => each.arn === arn) === at),
    serviceRevisions: past.slice(0, MOST_REVISIONS).flatMap((each) => each.serviceRevisionArn ?? []),
    deployment: past[0]?.arn,
    subnets: outbound || inbound || says(NO_ADDRESS) ? subnetsOf(network, suspect) : [],
    securityGroups: outbound || inbound ? (network?.securityGroups ?? []) : [],
    loadBalancers: inbound || says(NO_ZONE) ? loadBalancers : [],
    clients: false,
    measures: silent || says(CHECKED_INSIDE) ? [cpuOf(service.ref)] : [],
    image: says(NO_IMAGE) ? imageIn(suspect) : undefined,
  };
}

/**
 * Whoever asks about a service that is well has a reason to: behind a load balancer there is much on the way to it
 * that ECS knows nothing of.
 */
function clientNeeds(sighting: Sighting, suspect: Suspect): Needs {
  const loadBalancers = loadBalancersOf(sighting);
  if (loadBalancers.length === 0) return NO_NEEDS;
  const killed = killedAtStop(sighting).flatMap(({ revision }) => revision ?? []);
  const revisions = [suspect.revision, ...killed].flatMap((each) => each ?? []);
  const settings = revisions.filter(({ arn }, at) => revisions.findIndex((each) => each.arn === arn) === at);
  return {
    ...NO_NEEDS,
    settings: settings.slice(0, MOST_SETTINGS),
    loadBalancers,
    clients: true,
    measures: loadBalancers
      .filter((arn) => arn.includes(':loadbalancer/app/'))
      .map((of) => ({ name: 'HTTPCode_ELB_502_Count', of })),
  };
}

function cpuOf({ cluster, name }: ServiceRef): MeasureRef {
  return { name: 'CPUUtilization', of: `${cluster}/${name}` };
}

/** Those that the failing tasks were put into, and all where that is not known. */
function subnetsOf(network: TaskNetwork | undefined, { failing }: Suspect): readonly string[] {
  const used = [...new Set(failing.flatMap(({ subnet }) => subnet ?? []))];
  return used.length > 0 ? used : (network?.subnets ?? []);
}

function loadBalancersOf({ targetGroups }: Sighting): readonly string[] {
  const all = targetGroups.flatMap(({ check }) =>
    check?.kind === 'known' ? (check.value.loadBalancers ?? []) : [],
  );
  return [...new Set(all)];
}

function imageIn({ failing }: Suspect): string | undefined {
  return failing.flatMap(({ containers }) => containers.flatMap(({ image }) => image ?? []))[0];
}
