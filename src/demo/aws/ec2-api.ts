import { z } from 'zod';
import type {
  SimulatedAcl,
  SimulatedEndpoint,
  SimulatedPermission,
  SimulatedRouteTable,
  SimulatedSecurityGroup,
} from '../world/network-shapes.ts';
import { type Operations, operation } from './operation.ts';
import { Refusal } from './refusal.ts';

/** Lists come in numbered from 1: `SubnetId.1=…`. */
const list = z.record(z.string(), z.string()).optional();
const filters = z.record(z.string(), z.object({ Name: z.string(), Value: z.record(z.string(), z.string()) }));
const filtered = z.object({ Filter: filters.optional(), MaxResults: z.coerce.number().optional() });
type Filters = z.output<typeof filters> | undefined;

/** Networks. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html */
export const ec2Operations: Operations = {
  DescribeSubnets: operation(z.object({ SubnetId: list }), ({ SubnetId }, { world: { network } }) => ({
    subnetSet: chosen(network.subnets, SubnetId, 'InvalidSubnetID.NotFound', 'subnet ID'),
  })),

  DescribeRouteTables: operation(filtered, ({ Filter }, { world: { network } }) => {
    const inVpc = valuesOf(Filter, 'vpc-id');
    const found = [...network.routeTables.values()].filter(({ vpcId }) => inVpc?.includes(vpcId) ?? true);
    return { routeTableSet: found.map(tableShown) };
  }),

  DescribeNetworkAcls: operation(filtered, ({ Filter }, { world: { network } }) => {
    const of = valuesOf(Filter, 'association.subnet-id');
    const found = [...network.acls.values()].filter(
      ({ subnets }) => of === undefined || subnets.some((each) => of.includes(each)),
    );
    return { networkAclSet: found.map(aclShown) };
  }),

  DescribeVpcEndpoints: operation(filtered, ({ Filter }, { world: { network } }) => {
    const inVpc = valuesOf(Filter, 'vpc-id');
    const found = [...network.endpoints.values()].filter(({ vpcId }) => inVpc?.includes(vpcId) ?? true);
    return { vpcEndpointSet: found.map(endpointShown) };
  }),

  DescribeSecurityGroups: operation(z.object({ GroupId: list }), ({ GroupId }, { world: { network } }) => ({
    securityGroupInfo: chosen(network.securityGroups, GroupId, 'InvalidGroup.NotFound', 'security group').map(
      groupShown,
    ),
  })),
};

function chosen<T>(
  all: ReadonlyMap<string, T>,
  ids: Readonly<Record<string, string>> | undefined,
  code: string,
  noun: string,
): readonly T[] {
  if (!ids) return [...all.values()];
  return Object.values(ids).map((id) => {
    const found = all.get(id);
    if (!found) throw new Refusal(code, `The ${noun} '${id}' does not exist`);
    return found;
  });
}

function valuesOf(given: Filters, name: string): readonly string[] | undefined {
  const filter = Object.values(given ?? {}).find((each) => each.Name === name);
  return filter && Object.values(filter.Value);
}

function tableShown({ associations, routes, ...table }: SimulatedRouteTable): object {
  return { ...table, associationSet: associations, routeSet: routes };
}

function aclShown({ networkAclId, subnets, entries }: SimulatedAcl): object {
  return { networkAclId, associationSet: subnets.map((subnetId) => ({ subnetId })), entrySet: entries };
}

function endpointShown({ subnetIds, groups, routeTableIds, ...endpoint }: SimulatedEndpoint): object {
  return {
    ...endpoint,
    subnetIdSet: subnetIds,
    groupSet: groups.map((groupId) => ({ groupId })),
    routeTableIdSet: routeTableIds,
  };
}

function groupShown({ ipPermissions, ipPermissionsEgress, ...group }: SimulatedSecurityGroup): object {
  return {
    ...group,
    ipPermissions: ipPermissions.map(permissionShown),
    ipPermissionsEgress: ipPermissionsEgress.map(permissionShown),
  };
}

function permissionShown({ groups = [], cidrs = [], ...permission }: SimulatedPermission): object {
  return {
    ...permission,
    groups: groups.map((groupId) => ({ groupId })),
    ipRanges: cidrs.map((cidrIp) => ({ cidrIp })),
  };
}
