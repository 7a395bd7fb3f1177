import { addHistory, type HistoryPlan } from '../world/add-history.ts';
import { addTaskDefinition, type TaskDefinitionPlan } from '../world/add-task-definition.ts';
import type { SimulatedService } from '../world/ecs-shapes.ts';
import type { World } from '../world.ts';

/** A deployment of before the story, by the number of the revision that was asked for. */
export interface PastDeploy extends Omit<HistoryPlan, 'taskDefinition' | 'rolledBackTo'> {
  readonly revision: number;
  readonly image?: string;
  /** Number of the revision that came back. */
  readonly rolledBackTo?: number;
}

/** Adds what a service went through before; its present deployment stays the present one. */
export function addPastDeploys(
  world: World,
  service: SimulatedService,
  past: readonly PastDeploy[],
  settings: Partial<TaskDefinitionPlan> = {},
): void {
  const { currentServiceDeployment: current, serviceName: family } = service;
  for (const { revision, image, rolledBackTo, ...plan } of past) {
    const registeredAt = new Date(plan.deployedAt.getTime() - 60_000);
    const asked = (number: number, own?: string) =>
      addTaskDefinition(world, {
        ...{ ...settings, family, revision: number, registeredAt },
        ...(own === undefined ? {} : { image: own }),
      }).taskDefinitionArn;
    const back = rolledBackTo === undefined ? {} : { rolledBackTo: asked(rolledBackTo) };
    addHistory(world, service, { ...plan, ...back, taskDefinition: asked(revision, image) });
  }
  service.currentServiceDeployment = current;
}
