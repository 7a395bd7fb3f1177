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
  'ecs:DescribeServiceRevisions': 'ecs-revision',
  'elasticloadbalancing:DescribeTargetGroups': 'elb',
  'elasticloadbalancing:DescribeTargetHealth': 'elb',
  'logs:FilterLogEvents': 'logs',
  'cloudwatch:DescribeAlarms': 'cloudwatch',
  'sts:GetCallerIdentity': 'sts',
} as const;

/** `ecs:DescribeServices` and its sisters. */
export type Action = keyof typeof ACTIONS;

/** Calls that share one of AWS's token buckets. */
export type Bucket = (typeof ACTIONS)[Action];
