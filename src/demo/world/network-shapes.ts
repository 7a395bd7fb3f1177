/** The VPC of a world, by id. Fields carry AWS's own names in EC2's spelling. */
export interface SimulatedNetwork {
  readonly subnets: Map<string, SimulatedSubnet>;
  readonly routeTables: Map<string, SimulatedRouteTable>;
  readonly securityGroups: Map<string, SimulatedSecurityGroup>;
  readonly acls: Map<string, SimulatedAcl>;
  readonly endpoints: Map<string, SimulatedEndpoint>;
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html */
export interface SimulatedSubnet {
  readonly subnetId: string;
  readonly vpcId: string;
  availabilityZone: string;
  cidrBlock: string;
  availableIpAddressCount: number;
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html */
export interface SimulatedRouteTable {
  readonly routeTableId: string;
  readonly vpcId: string;
  associations: { main: boolean; subnetId?: string }[];
  routes: SimulatedRoute[];
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html */
export interface SimulatedRoute {
  destinationCidrBlock?: string;
  destinationPrefixListId?: string;
  gatewayId?: string;
  natGatewayId?: string;
  transitGatewayId?: string;
  state: 'active' | 'blackhole';
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html */
export interface SimulatedSecurityGroup {
  readonly groupId: string;
  readonly groupName: string;
  ipPermissions: SimulatedPermission[];
  ipPermissionsEgress: SimulatedPermission[];
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
export interface SimulatedPermission {
  ipProtocol: string;
  fromPort?: number;
  toPort?: number;
  groups?: string[];
  cidrs?: string[];
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAcl.html */
export interface SimulatedAcl {
  readonly networkAclId: string;
  subnets: string[];
  entries: {
    ruleNumber: number;
    egress: boolean;
    ruleAction: 'allow' | 'deny';
    protocol: string;
    cidrBlock: string;
    portRange?: { from: number; to: number };
  }[];
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html */
export interface SimulatedEndpoint {
  readonly vpcEndpointId: string;
  readonly vpcId: string;
  serviceName: string;
  vpcEndpointType: 'Interface' | 'Gateway';
  state: 'available' | 'pending';
  privateDnsEnabled: boolean;
  subnetIds: string[];
  groups: string[];
  routeTableIds: string[];
}

/** An image in a repository of ECR. @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html */
export interface SimulatedImage {
  imageDigest: string;
  imageTags: string[];
  imagePushedAt: Date;
}
