import { type Fact, mapFact, unknownReason } from './fact.ts';
import type { Judgement } from './judgement.ts';
import type { Service, Task, TaskDefinition } from './service.ts';
import type { Sighting } from './sighting.ts';

/** Running tasks by what their container health checks say. */
export interface ContainerTally {
  readonly healthy: number;
  readonly unhealthy: number;
  /** A check is defined and has not decided yet. */
  readonly undecided: number;
  /** Their task definition has no check that counts. */
  readonly unchecked: number;
  /** No result, and nothing known of a check: neither good news nor bad. */
  readonly unclear: number;
  readonly total: number;
}

/** What the container checks say of one task; the words are those of the tally. */
export type ContainerResult = 'healthy' | 'unhealthy' | 'undecided' | 'unchecked' | 'unclear';

/** The result of each of a service's running tasks, in their order. */
export function containerResults(
  running: readonly Task[],
  definitions: readonly TaskDefinition[],
): readonly ContainerResult[] {
  const anyResult = running.some(({ health }) => health !== 'unknown');
  return running.map((task) => {
    if (task.health !== 'unknown') return task.health;
    const definition = definitions.find(({ revision }) => revision.arn === task.revision?.arn);
    if (definition) return isChecked(definition) ? 'undecided' : 'unchecked';
    return anyResult ? 'undecided' : 'unclear';
  });
}

/** Counts the running tasks; a task definition that was read, or another task's result, tells that a check is defined. */
export function containerTally({ tasks, definitions }: Sighting): Fact<ContainerTally> {
  return mapFact(tasks, (all) => {
    const running = all.filter((task) => task.lastStatus === 'running');
    const known = definitions?.kind === 'known' ? definitions.value : [];
    const words = containerResults(running, known);
    const count = (word: ContainerResult) => words.filter((each) => each === word).length;
    return {
      healthy: count('healthy'),
      unhealthy: count('unhealthy'),
      undecided: count('undecided'),
      unchecked: count('unchecked'),
      unclear: count('unclear'),
      total: running.length,
    };
  });
}

/**
 * Judges the containers. `beside` are tasks that take no production traffic. Fewer running tasks listed than ECS counts means that some of them were not seen at
 * all: the list lags behind by seconds while tasks come and go, and says nothing of the service otherwise.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html
 */
export function assessContainers(
  tally: Fact<ContainerTally>,
  service: Service,
  { moving, beside }: { readonly moving: boolean; readonly beside: readonly Task[] },
): readonly Judgement[] {
  if (tally.kind === 'unknown')
    return [{ kind: 'unknown', reason: unknownReason('container health', tally) }];
  const { unhealthy, undecided, total } = tally.value;
  const judgements: Judgement[] = [];
  if (unhealthy > 0) {
    const apart = unhealthy === beside.filter(({ health }) => health === 'unhealthy').length;
    judgements.push({
      kind: apart ? 'settling' : 'unhealthy',
      reason: `container health: ${unhealthy} of ${total} unhealthy${apart ? ', none of them takes production traffic' : ''}`,
    });
  }
  if (undecided > 0) {
    judgements.push({
      kind: 'settling',
      reason: `container health: ${undecided} of ${total} not decided yet`,
    });
  }
  if (total < service.runningCount) {
    judgements.push({
      kind: moving || service.pendingCount > 0 ? 'settling' : 'unknown',
      reason: `ECS counts ${service.runningCount} running tasks but lists ${total}`,
    });
  }
  return judgements;
}

/**
 * Only the checks of essential containers count for a task.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html
 */
function isChecked({ containers }: TaskDefinition): boolean {
  return containers.some(({ essential, healthCheck }) => essential && healthCheck !== undefined);
}
