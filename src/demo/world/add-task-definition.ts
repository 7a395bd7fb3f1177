import type { World } from '../world.ts';
import type { NameValue, SimulatedContainerDefinition, SimulatedTaskDefinition } from './ecs-shapes.ts';
import { taskDefinitionArn } from './names.ts';

/** What a revision is to hold; one container named like the family unless said otherwise. */
export interface TaskDefinitionPlan {
  readonly family: string;
  readonly revision: number;
  readonly image?: string;
  readonly containerName?: string;
  readonly port?: number;
  readonly command?: readonly string[];
  readonly environment?: readonly NameValue[];
  /** Defines a container health check. */
  readonly healthCheck?: SimulatedContainerDefinition['healthCheck'];
  /** Log group of the `awslogs` driver; `/ecs/<family>` unless given. */
  readonly logGroup?: string;
  readonly cpu?: number;
  readonly memory?: number;
  readonly networkMode?: 'awsvpc' | 'bridge' | 'host';
  readonly launchType?: 'FARGATE' | 'EC2';
  readonly registeredAt?: Date;
  readonly status?: 'ACTIVE' | 'INACTIVE';
}

const DAY_MS = 86_400_000;

/** Registers a revision. Revisions are immutable: registering the same one again returns the first. */
export function addTaskDefinition(world: World, plan: TaskDefinitionPlan): SimulatedTaskDefinition {
  const arn = taskDefinitionArn(world, plan.family, plan.revision);
  const known = world.taskDefinitions.get(arn);
  if (known) return known;
  const definition: SimulatedTaskDefinition = {
    taskDefinitionArn: arn,
    family: plan.family,
    revision: plan.revision,
    status: plan.status ?? 'ACTIVE',
    networkMode: plan.networkMode ?? 'awsvpc',
    requiresCompatibilities: [plan.launchType ?? 'FARGATE'],
    cpu: String(plan.cpu ?? 256),
    memory: String(plan.memory ?? 512),
    executionRoleArn: `arn:aws:iam::${world.account}:role/ecsTaskExecutionRole`,
    registeredAt: plan.registeredAt ?? new Date(world.clock.now().getTime() - DAY_MS),
    registeredBy: `arn:aws:sts::${world.account}:assumed-role/ci-deploy/pipeline`,
    containerDefinitions: [containerDefinition(world, plan)],
  };
  world.taskDefinitions.set(arn, definition);
  return definition;
}

function containerDefinition(world: World, plan: TaskDefinitionPlan): SimulatedContainerDefinition {
  const registry = `${world.account}.dkr.ecr.${world.region}.amazonaws.com`;
  const port = plan.port;
  return {
    name: plan.containerName ?? plan.family,
    image: plan.image ?? `${registry}/${plan.family}:${plan.revision}`,
    essential: true,
    command: plan.command,
    environment: plan.environment ?? [],
    portMappings: port === undefined ? [] : [{ containerPort: port, hostPort: port, protocol: 'tcp' }],
    healthCheck: plan.healthCheck,
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': plan.logGroup ?? `/ecs/${plan.family}`,
        'awslogs-region': world.region,
        'awslogs-stream-prefix': 'ecs',
      },
    },
  };
}
