import { z } from 'zod';
import type { SimulatedServiceDeployment } from '../world/ecs-shapes.ts';
import { checkBatch, missing } from './ecs-find.ts';
import { existing } from './ecs-services.ts';
import { type Operations, operation } from './operation.ts';
import { pageOf } from './pages.ts';

const deploymentFilter = z.object({
  cluster: z.string().optional(),
  service: z.string(),
  status: z.array(z.string()).optional(),
  /** Epoch seconds. */
  createdAt: z.object({ after: z.number().optional(), before: z.number().optional() }).optional(),
  maxResults: z.number().int().min(1).max(100).optional(),
  nextToken: z.string().optional(),
});

/** Service deployments and service revisions. */
export const historyOperations: Operations = {
  ListServiceDeployments: operation(deploymentFilter, (filter, asked) => {
    const { serviceArn } = existing(asked, filter.cluster, filter.service);
    const briefs = [...asked.world.serviceDeployments.values()]
      .filter((each) => each.serviceArn === serviceArn && fits(each, filter))
      .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
      .map(brief);
    const page = pageOf(briefs, {
      size: filter.maxResults ?? 20,
      token: filter.nextToken,
      question: `ListServiceDeployments/${serviceArn}/${JSON.stringify([filter.status, filter.createdAt])}`,
    });
    return { serviceDeployments: page.items, nextToken: page.nextToken };
  }),

  DescribeServiceDeployments: operation(
    z.object({ serviceDeploymentArns: z.array(z.string()) }),
    ({ serviceDeploymentArns: arns }, { world }) => {
      checkBatch(arns, 20, 'Service deployment ARNs');
      return {
        serviceDeployments: arns.flatMap((arn) => world.serviceDeployments.get(arn) ?? []),
        failures: arns.filter((arn) => !world.serviceDeployments.has(arn)).map(missing),
      };
    },
  ),

  DescribeServiceRevisions: operation(
    z.object({ serviceRevisionArns: z.array(z.string()) }),
    ({ serviceRevisionArns: arns }, { world }) => {
      checkBatch(arns, 20, 'Service revision ARNs');
      return {
        serviceRevisions: arns.flatMap((arn) => world.serviceRevisions.get(arn) ?? []),
        failures: arns.filter((arn) => !world.serviceRevisions.has(arn)).map(missing),
      };
    },
  ),
};

function fits(deployment: SimulatedServiceDeployment, filter: z.output<typeof deploymentFilter>): boolean {
  const at = deployment.createdAt.getTime() / 1_000;
  const { after = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY } = filter.createdAt ?? {};
  return (filter.status?.includes(deployment.status) ?? true) && at > after && at < before;
}

function brief(deployment: SimulatedServiceDeployment): object {
  return {
    serviceDeploymentArn: deployment.serviceDeploymentArn,
    serviceArn: deployment.serviceArn,
    clusterArn: deployment.clusterArn,
    startedAt: deployment.startedAt,
    createdAt: deployment.createdAt,
    finishedAt: deployment.finishedAt,
    targetServiceRevisionArn: deployment.targetServiceRevision.arn,
    status: deployment.status,
    statusReason: deployment.statusReason,
  };
}
