import { calm, type FailingRollout, rollOut, type Scene } from './scene.ts';

/** A rollout of a new image that fails so. */
export function failed(failing: FailingRollout, change: (scene: Scene) => void = () => {}): () => Scene {
  return () => {
    const scene = calm();
    change(scene);
    rollOut(scene, { ...failing, changes: { image: 'web:2', ...failing.changes } });
    return scene;
  };
}

/** Tasks that never started, and what ECS says of it. */
export function notStarted(
  stoppedReason: string,
  more: FailingRollout & { readonly pulled?: true } = {},
): () => Scene {
  const { pulled, ...rest } = more;
  return failed({
    unstarted: true,
    ...(pulled ? {} : { unpulled: true }),
    stopped: { stopCode: 'TaskFailedToStart', stoppedReason },
    ...rest,
  });
}

/** Containers that ended by themselves. */
export function exited(exitCode: number, lines: readonly string[] = [], reason?: string): () => Scene {
  const stopped = {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exitCode,
    reason,
  };
  return failed({ stopped, lines });
}

/** Tasks that the load balancer does not like. */
export function unhealthy(
  description: string,
  lines: readonly string[] = [],
  change: (scene: Scene) => void = () => {},
): () => Scene {
  const reasons: Readonly<Record<string, string>> = {
    'Request timed out': 'Target.Timeout',
    'Health checks failed': 'Target.FailedHealthChecks',
  };
  return failed(
    {
      target: {
        state: 'unhealthy',
        reason: reasons[description] ?? 'Target.ResponseCodeMismatch',
        description,
      },
      stopped: {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
        exitCode: 143,
      },
      lines,
    },
    change,
  );
}

export function codes(...all: readonly number[]): string {
  return `Health checks failed with these codes: [${all.join(', ')}]`;
}

/** Says something in the service's events, and starts no task. */
export function said(...events: readonly string[]): () => Scene {
  return failed({ events });
}

/** The security group of the tasks. */
export function taskGroup({ world, service }: Scene) {
  const [id = ''] = service.networkConfiguration?.awsvpcConfiguration.securityGroups ?? [];
  const group = world.network.securityGroups.get(id);
  if (!group) throw new Error('the scene has no security group');
  return group;
}
