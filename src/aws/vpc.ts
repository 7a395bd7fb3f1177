import {
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
  type NetworkAclEntry,
  type IpPermission as SdkPermission,
  type Route as SdkRoute,
} from '@aws-sdk/client-ec2';
import type {
  Endpoint,
  NetworkAcl,
  Permission,
  Route,
  RouteTable,
  SecurityGroup,
  Subnet,
} from '../diagnosis/network.ts';
import type { Action } from './actions.ts';
import type { CallAws } from './caller.ts';
import type { LaterClients } from './clients.ts';
import { allPages } from './pages.ts';

/** The network side of EC2 in our words. Every method throws UpstreamError. */
export interface Vpc {
  subnets(ids: readonly string[]): Promise<readonly Subnet[]>;
  /** Of a whole VPC: a subnet that none names has the main one. */
  routeTables(vpc: string): Promise<readonly RouteTable[]>;
  acls(subnets: readonly string[]): Promise<readonly NetworkAcl[]>;
  endpoints(vpc: string): Promise<readonly Endpoint[]>;
  securityGroups(ids: readonly string[]): Promise<readonly SecurityGroup[]>;
}

/** A VPC has a few hundred of each at most; with filters one page of it is enough. */
const PAGE = 1000;
/** AWS gives no more at once, and a VPC may have 200. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html */
const ROUTE_TABLES_PAGE = 100;

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html */
export function openVpc({ kept, shared }: LaterClients, call: CallAws): Vpc {
  const client = kept(new EC2Client(shared));
  const ask = <T>(action: Action, what: string, send: (signal: { abortSignal: AbortSignal }) => Promise<T>) =>
    call({ action, attempt: `describe ${what}`, send: (abortSignal) => send({ abortSignal }) });
  return {
    async subnets(ids) {
      const answer = await ask('ec2:DescribeSubnets', 'the subnets', (signal) =>
        client.send(new DescribeSubnetsCommand({ SubnetIds: [...ids] }), signal),
      );
      return (answer.Subnets ?? []).map((from) => ({
        id: from.SubnetId ?? '',
        vpc: from.VpcId ?? '',
        zone: from.AvailabilityZone ?? '',
        cidr: from.CidrBlock ?? '',
        freeAddresses: from.AvailableIpAddressCount ?? 0,
      }));
    },
    async routeTables(vpc) {
      const Filters = [{ Name: 'vpc-id', Values: [vpc] }];
      const all = await allPages(async (NextToken) => {
        const answer = await ask('ec2:DescribeRouteTables', 'the route tables', (signal) =>
          client.send(
            new DescribeRouteTablesCommand({ Filters, MaxResults: ROUTE_TABLES_PAGE, NextToken }),
            signal,
          ),
        );
        return { items: answer.RouteTables ?? [], nextToken: answer.NextToken };
      });
      return all.map(({ RouteTableId, VpcId, Associations = [], Routes = [] }) => ({
        id: RouteTableId ?? '',
        vpc: VpcId ?? '',
        main: Associations.some(({ Main }) => Main === true),
        subnets: Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
        routes: Routes.map(routeOf),
      }));
    },
    async acls(subnets) {
      const Filters = [{ Name: 'association.subnet-id', Values: [...subnets] }];
      const answer = await ask('ec2:DescribeNetworkAcls', 'the network ACLs', (signal) =>
        client.send(new DescribeNetworkAclsCommand({ Filters, MaxResults: PAGE }), signal),
      );
      return (answer.NetworkAcls ?? []).map(({ NetworkAclId, Associations = [], Entries = [] }) => ({
        id: NetworkAclId ?? '',
        subnets: Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
        entries: [...Entries]
          .sort((one, other) => (one.RuleNumber ?? 0) - (other.RuleNumber ?? 0))
          .map(entryOf),
      }));
    },
    async endpoints(vpc) {
      const Filters = [{ Name: 'vpc-id', Values: [vpc] }];
      const answer = await ask('ec2:DescribeVpcEndpoints', 'the VPC endpoints', (signal) =>
        client.send(new DescribeVpcEndpointsCommand({ Filters, MaxResults: PAGE }), signal),
      );
      return (answer.VpcEndpoints ?? []).map((from) => ({
        id: from.VpcEndpointId ?? '',
        vpc: from.VpcId ?? '',
        service: from.ServiceName ?? '',
        kind: from.VpcEndpointType === 'Gateway' ? 'gateway' : 'interface',
        // AWS writes it in either case.
        available: /^available$/i.test(from.State ?? ''),
        privateDns: from.PrivateDnsEnabled ?? false,
        subnets: from.SubnetIds ?? [],
        securityGroups: (from.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
        routeTables: from.RouteTableIds ?? [],
      }));
    },
    async securityGroups(ids) {
      const answer = await ask('ec2:DescribeSecurityGroups', 'the security groups', (signal) =>
        client.send(new DescribeSecurityGroupsCommand({ GroupIds: [...ids] }), signal),
      );
      return (answer.SecurityGroups ?? []).map((from) => ({
        id: from.GroupId ?? '',
        name: from.GroupName ?? '',
        inbound: (from.IpPermissions ?? []).map(permissionOf),
        outbound: (from.IpPermissionsEgress ?? []).map(permissionOf),
      }));
    },
  };
}

function routeOf(from: SdkRoute): Route {
  return {
    to: from.DestinationCidrBlock ?? from.DestinationPrefixListId ?? from.DestinationIpv6CidrBlock ?? '',
    via:
      from.GatewayId ??
      from.NatGatewayId ??
      from.TransitGatewayId ??
      from.VpcPeeringConnectionId ??
      from.NetworkInterfaceId ??
      from.EgressOnlyInternetGatewayId ??
      '',
    blackhole: from.State === 'blackhole',
  };
}

function entryOf(from: NetworkAclEntry): NetworkAcl['entries'][number] {
  return {
    outbound: from.Egress ?? false,
    allow: from.RuleAction === 'allow',
    protocol: from.Protocol ?? '-1',
    cidr: from.CidrBlock ?? from.Ipv6CidrBlock ?? '',
    from: from.PortRange?.From,
    to: from.PortRange?.To,
  };
}

function permissionOf(from: SdkPermission): Permission {
  return {
    protocol: from.IpProtocol ?? '-1',
    from: from.FromPort,
    to: from.ToPort,
    groups: (from.UserIdGroupPairs ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    cidrs: (from.IpRanges ?? []).flatMap(({ CidrIp }) => CidrIp ?? []),
    prefixLists: (from.PrefixListIds ?? []).flatMap(({ PrefixListId }) => PrefixListId ?? []),
  };
}
