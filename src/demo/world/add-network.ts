import { hexId, type Place, zoneOf } from './names.ts';
import type { SimulatedNetwork, SimulatedPermission } from './network-shapes.ts';

/** The one VPC of every simulated account and Region. */
export const VPC_ID = 'vpc-0a1b2c3d4e5f60718';

/** Allows everything to everywhere, as AWS does for outbound traffic unless told otherwise. */
export const ALL_OUT: SimulatedPermission = { ipProtocol: '-1', cidrs: ['0.0.0.0/0'] };

const ZONES = [0, 1];

/** The private subnet of a zone, in which tasks run; its id follows from the zone's name. */
export function privateSubnetId(zone: string): string {
  return `subnet-0${hexId(`private-${zone}`, 16)}`;
}

/** The public subnet of the n-th zone, in which load balancers stand. */
export function publicSubnetId(nth: number): string {
  return `subnet-0${hexId(`pub${nth}`, 16)}`;
}

/** The security group of all tasks. */
export function taskGroupId(place: Pick<Place, 'region'>): string {
  return `sg-0${hexId(`tasks-${place.region}`, 16)}`;
}

/** The security group of a load balancer. */
export function balancerGroupId(name: string): string {
  return `sg-0${hexId(`${name}-sg`, 16)}`;
}

/**
 * A VPC as most are: private subnets that get out through a NAT gateway, public ones with an internet gateway, and
 * access lists that allow everything. The tasks' group lets nobody in until a load balancer is added.
 */
export function createNetwork(place: Place): SimulatedNetwork {
  const privateIds = ZONES.map((nth) => privateSubnetId(zoneOf(place, nth)));
  const publicIds = ZONES.map(publicSubnetId);
  const subnet = (subnetId: string, nth: number, cidrBlock: string) =>
    [
      subnetId,
      {
        subnetId,
        vpcId: VPC_ID,
        availabilityZone: zoneOf(place, nth),
        cidrBlock,
        availableIpAddressCount: 240,
      },
    ] as const;
  const groupId = taskGroupId(place);
  const aclId = `acl-0${hexId(`acl-${place.region}`, 16)}`;
  return {
    subnets: new Map([
      ...privateIds.map((id, nth) => subnet(id, nth, `10.0.${10 + nth}.0/24`)),
      ...publicIds.map((id, nth) => subnet(id, nth, `10.0.${nth}.0/24`)),
    ]),
    routeTables: new Map([
      routes(place, 'private', privateIds, { natGatewayId: `nat-0${hexId(`nat-${place.region}`, 16)}` }),
      routes(place, 'public', publicIds, { gatewayId: `igw-0${hexId(`igw-${place.region}`, 16)}` }),
    ]),
    securityGroups: new Map([
      [groupId, { groupId, groupName: 'tasks', ipPermissions: [], ipPermissionsEgress: [ALL_OUT] }],
    ]),
    acls: new Map([
      [aclId, { networkAclId: aclId, subnets: [...privateIds, ...publicIds], entries: openEntries() }],
    ]),
    endpoints: new Map(),
  };
}

function routes(
  place: Place,
  name: string,
  subnetIds: readonly string[],
  out: { readonly natGatewayId: string } | { readonly gatewayId: string },
) {
  const routeTableId = `rtb-0${hexId(`${name}-${place.region}`, 16)}`;
  const table = {
    routeTableId,
    vpcId: VPC_ID,
    associations: subnetIds.map((subnetId) => ({ main: false, subnetId })),
    routes: [
      { destinationCidrBlock: '10.0.0.0/16', gatewayId: 'local', state: 'active' as const },
      { destinationCidrBlock: '0.0.0.0/0', ...out, state: 'active' as const },
    ],
  };
  return [routeTableId, table] as const;
}

function openEntries() {
  return [false, true].map((egress) => ({
    ruleNumber: 100,
    egress,
    ruleAction: 'allow' as const,
    protocol: '-1',
    cidrBlock: '0.0.0.0/0',
  }));
}
