import { z } from 'zod';
import type { SimulatedTask, SimulatedTaskDefinition } from '../world/ecs-shapes.ts';
import { lastSegment, taskArn, taskDefinitionArn } from '../world/names.ts';
import type { World } from '../world.ts';
import { checkBatch, clusterNamed, isRemembered, missing, serviceNamed, tasksOf } from './ecs-find.ts';
import { type Operations, operation } from './operation.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';

const paging = { maxResults: z.number().int().min(1).max(100).optional(), nextToken: z.string().optional() };

const taskFilter = z.object({
  ...paging,
  cluster: z.string().optional(),
  serviceName: z.string().optional(),
  family: z.string().optional(),
  startedBy: z.string().optional(),
  desiredStatus: z.enum(['RUNNING', 'PENDING', 'STOPPED']).default('RUNNING'),
  launchType: z.string().optional(),
});

/** Tasks and task definitions. */
export const taskOperations: Operations = {
  ListTasks: operation(taskFilter, (filter, { world, now }) => {
    const cluster = clusterNamed(world, filter.cluster);
    if (filter.startedBy !== undefined && (filter.serviceName ?? filter.family) !== undefined)
      throw new Refusal(
        'InvalidParameterException',
        'Must specify only one of startedBy, serviceName and family.',
      );
    if (filter.serviceName !== undefined && !serviceNamed(world, cluster, filter.serviceName))
      throw new Refusal('ServiceNotFoundException', 'Service not found.');
    const arns = tasksOf(world, cluster, now)
      .filter((task) => fits(task, filter))
      .map((task) => task.taskArn);
    const { maxResults: _, nextToken, ...question } = filter;
    const page = pageOf(arns, {
      size: filter.maxResults ?? 100,
      token: nextToken,
      question: `ListTasks/${JSON.stringify(question)}`,
    });
    return { taskArns: page.items, nextToken: page.nextToken };
  }),

  DescribeTasks: operation(
    z.object({ cluster: z.string().optional(), tasks: z.array(z.string()) }),
    ({ cluster: clusterName, tasks }, { world, now }) => {
      checkBatch(tasks, 100, 'Tasks');
      const { clusterName: name } = clusterNamed(world, clusterName);
      const found = tasks.map((idOrArn) => {
        const arn = taskArn(world, name, lastSegment(idOrArn));
        const task = world.tasks.get(arn);
        return { arn, task: task && isRemembered(task, now) ? task : undefined };
      });
      return {
        tasks: found.flatMap(({ task }) => (task ? [{ ...task, connectivity: 'CONNECTED', tags: [] }] : [])),
        failures: found.flatMap(({ arn, task }) => (task ? [] : [missing(arn)])),
      };
    },
  ),

  DescribeTaskDefinition: operation(
    z.object({ taskDefinition: z.string() }),
    ({ taskDefinition }, { world }) => {
      const definition = definitionNamed(world, taskDefinition);
      if (!definition) throw new Refusal('ClientException', 'Unable to describe task definition.');
      return { taskDefinition: definition, tags: [] };
    },
  ),

  ListTaskDefinitions: operation(
    z.object({
      ...paging,
      familyPrefix: z.string().optional(),
      status: z.string().default('ACTIVE'),
      sort: z.enum(['ASC', 'DESC']).default('ASC'),
    }),
    ({ familyPrefix, status, sort, maxResults = 100, nextToken }, { world }) => {
      const arns = registered(world)
        .filter((each) => (familyPrefix ?? each.family) === each.family && each.status === status)
        .sort((one, other) => one.family.localeCompare(other.family) || one.revision - other.revision)
        .map((each) => each.taskDefinitionArn);
      if (sort === 'DESC') arns.reverse();
      const question = `ListTaskDefinitions/${familyPrefix}/${status}/${sort}`;
      const page = pageOf(arns, { size: maxResults, token: nextToken, question });
      return { taskDefinitionArns: page.items, nextToken: page.nextToken };
    },
  ),
};

function fits(task: SimulatedTask, filter: z.output<typeof taskFilter>): boolean {
  return (
    task.desiredStatus === filter.desiredStatus &&
    (filter.serviceName === undefined || task.group === `service:${lastSegment(filter.serviceName)}`) &&
    (filter.startedBy === undefined || task.startedBy === filter.startedBy) &&
    (filter.launchType === undefined || task.launchType === filter.launchType) &&
    (filter.family === undefined || familyOf(task) === filter.family)
  );
}

function familyOf(task: SimulatedTask): string {
  return lastSegment(task.taskDefinitionArn).replace(/:\d+$/, '');
}

/** A story may know of revisions that nobody has registered yet. */
function registered({ taskDefinitions, clock }: World): readonly SimulatedTaskDefinition[] {
  return [...taskDefinitions.values()].filter(
    ({ registeredAt }) => !registeredAt || registeredAt <= clock.now(),
  );
}

function definitionNamed(world: World, typed: string): SimulatedTaskDefinition | undefined {
  const exact = /^([^/:]+):(\d+)$/.exec(lastSegment(typed));
  const all = registered(world);
  if (exact) {
    const arn = taskDefinitionArn(world, exact[1] ?? '', Number(exact[2]));
    return all.find(({ taskDefinitionArn: its }) => its === arn);
  }
  return all
    .filter((each) => each.family === typed && each.status === 'ACTIVE')
    .reduce<SimulatedTaskDefinition | undefined>(
      (latest, each) => (latest && latest.revision > each.revision ? latest : each),
      undefined,
    );
}
