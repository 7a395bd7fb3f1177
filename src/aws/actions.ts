/**
 * Every AWS action the bot uses, by its IAM name, with the rate bucket it draws on. All of them read.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
export const ACTIONS = {
  'ecs:ListClusters': 'ecs-cluster',
  'ecs:ListServices': 'ecs-service',
  'ecs:DescribeServices': 'ecs-service',
  'ecs:ListTasks': 'ecs-resource',
  'ecs:DescribeTasks': 'ecs-resource',
  'ecs:DescribeTaskDefinition': 'ecs-definition',
  'ecs:ListServiceDeployments': 'ecs-deployment',
  'ecs:DescribeServiceDeployments': 'ecs-deployment',
  'ecs:DescribeServiceRevisions': 'ecs-revision',
  'elasticloadbalancing:DescribeTargetGroups': 'elb',
  'elasticloadbalancing:DescribeTargetHealth': 'elb',
  'elasticloadbalancing:DescribeLoadBalancers': 'elb',
  'elasticloadbalancing:DescribeLoadBalancerAttributes': 'elb',
  'elasticloadbalancing:DescribeListeners': 'elb',
  'elasticloadbalancing:DescribeRules': 'elb',
  'ec2:DescribeSubnets': 'ec2',
  'ec2:DescribeRouteTables': 'ec2',
  'ec2:DescribeNetworkAcls': 'ec2',
  'ec2:DescribeSecurityGroups': 'ec2',
  'ec2:DescribeVpcEndpoints': 'ec2',
  'ecr:DescribeImages': 'ecr',
  'logs:FilterLogEvents': 'logs',
  'cloudwatch:DescribeAlarms': 'cloudwatch',
  'cloudwatch:GetMetricData': 'cloudwatch',
  'sts:GetCallerIdentity': 'sts',
} as const;

/** `ecs:DescribeServices` and its sisters. */
export type Action = keyof typeof ACTIONS;

/** Calls that share one of AWS's token buckets. */
export type Bucket = (typeof ACTIONS)[Action];
