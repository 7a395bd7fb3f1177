/** The parts of a VPC and of load balancers that decide whether tasks and load balancers reach each other and the rest. */

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html */
export interface Subnet {
  readonly id: string;
  readonly vpc: string;
  readonly zone: string;
  readonly cidr: string;
  readonly freeAddresses: number;
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html */
export interface RouteTable {
  readonly id: string;
  readonly vpc: string;
  /** Holds for every subnet of the VPC that no other table names. */
  readonly main: boolean;
  readonly subnets: readonly string[];
  readonly routes: readonly Route[];
}

export interface Route {
  /** A CIDR, or the id of a prefix list. */
  readonly to: string;
  /** `igw-…`, `nat-…`, `tgw-…`, `vpce-…`, `eni-…`, `local`. */
  readonly via: string;
  /** What the route leads to is gone. */
  readonly blackhole: boolean;
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html */
export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly inbound: readonly Permission[];
  readonly outbound: readonly Permission[];
}

export interface Permission {
  /** `tcp`, `udp`, `-1` for all. */
  readonly protocol: string;
  /** Undefined for every port. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly groups: readonly string[];
  readonly cidrs: readonly string[];
  /** Lists of addresses are not read, so that what they hold is not known. */
  readonly prefixLists: readonly string[];
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAcl.html */
export interface NetworkAcl {
  readonly id: string;
  readonly subnets: readonly string[];
  /** In the order in which they are tried. */
  readonly entries: readonly {
    readonly outbound: boolean;
    readonly allow: boolean;
    readonly protocol: string;
    readonly cidr: string;
    readonly from: number | undefined;
    readonly to: number | undefined;
  }[];
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html */
export interface Endpoint {
  readonly id: string;
  readonly vpc: string;
  /** `com.amazonaws.eu-central-1.ecr.dkr` */
  readonly service: string;
  readonly kind: 'interface' | 'gateway';
  readonly available: boolean;
  readonly privateDns: boolean;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly routeTables: readonly string[];
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html */
export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  readonly kind: 'application' | 'network' | 'gateway';
  readonly vpc: string;
  readonly zones: readonly { readonly zone: string; readonly subnet: string }[];
  readonly securityGroups: readonly string[];
  /** Undefined where AWS does not say. */
  readonly scheme?: 'internet-facing' | 'internal' | undefined;
}

/** Subnets, and what governs the traffic in and out of them. */
export interface Network {
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly acls: readonly NetworkAcl[];
  readonly endpoints: readonly Endpoint[];
}

/**
 * The table that holds for a subnet: its own, else the main one of its VPC.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
 */
export function routeTableOf(subnet: Subnet, tables: readonly RouteTable[]): RouteTable | undefined {
  return (
    tables.find(({ subnets }) => subnets.includes(subnet.id)) ??
    tables.find(({ main, vpc }) => main && vpc === subnet.vpc)
  );
}

/** Where traffic to everywhere goes; undefined where there is no such route, or what it leads to is gone. */
export function defaultRoute(table: RouteTable): Route | undefined {
  return table.routes.find(({ to, blackhole }) => to === '0.0.0.0/0' && !blackhole);
}

/** Whether a permission covers a TCP port. */
export function coversPort({ protocol, from, to }: Permission, port: number): boolean {
  if (protocol === '-1') return true;
  if (protocol !== 'tcp' && protocol !== '6') return false;
  return (from ?? 0) <= port && port <= (to ?? 65_535);
}

/** Somebody who wants to connect: by the security groups they are in, or the addresses they come from. */
export interface Peer {
  readonly groups: readonly string[];
  readonly cidrs: readonly string[];
}

/** Whether one of the permissions covers a TCP port for all the peer's addresses, or for a group of theirs. */
export function admits(permissions: readonly Permission[], port: number, peer: Peer): boolean {
  return permissions.some(
    (each) =>
      coversPort(each, port) &&
      (each.groups.some((id) => peer.groups.includes(id)) ||
        (peer.cidrs.length > 0 &&
          peer.cidrs.every((inner) => each.cidrs.some((outer) => cidrContains(outer, inner))))),
  );
}

/** Whether they may be let in: also where a list of addresses was not read, or where the peer's own are not known. */
export function mayAdmit(permissions: readonly Permission[], port: number, peer: Peer): boolean {
  const notKnown = ({ prefixLists, cidrs }: Permission) =>
    prefixLists.length > 0 || (peer.cidrs.length === 0 && cidrs.length > 0);
  return (
    admits(permissions, port, peer) || permissions.some((each) => coversPort(each, port) && notKnown(each))
  );
}

/** Whether one range of IPv4 addresses lies within another; false also for what is no such range. */
export function cidrContains(outer: string, inner: string): boolean {
  const [one, other] = [rangeOf(outer), rangeOf(inner)];
  return one !== undefined && other !== undefined && one.first <= other.first && other.last <= one.last;
}

function rangeOf(cidr: string): { readonly first: number; readonly last: number } | undefined {
  const [, address = '', bits] = /^(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,2}))?$/.exec(cidr) ?? [];
  if (address === '') return undefined;
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits ?? 32));
  const first = Math.floor(number / size) * size;
  return { first, last: first + size - 1 };
}
