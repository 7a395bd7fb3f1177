import { calm, type FailingRollout, rollOut, type Scene } from '../scene.ts';
import type { Scenario } from './scenario.ts';

/** A cause that AWS names in its own words: where they stand, and where they were found. */
export interface Said {
  readonly id: string;
  readonly text: string;
  readonly from: string;
  /** `task`: the task's stopped reason; `container`: a container's; `event`: a service event, and no task at all. */
  readonly where: 'task' | 'container' | 'event';
  readonly pulled?: true;
  readonly stopCode?: string;
  readonly rollout?: Partial<FailingRollout>;
  /** What is different in the world around it. */
  readonly around?: (scene: Scene) => void;
  readonly ruledOut?: readonly string[];
}

/** The world in which it is said of a rollout, and its cause, confirmed. */
export function saidScenario(said: Said): Scenario {
  return {
    name: `${said.id}: ${said.text.replace('(service web) ', '').slice(0, 70)}`,
    from: said.from,
    build: () => built(said),
    verdict: 'confirmed',
    rootCause: said.id,
    ...(said.ruledOut ? { ruledOut: said.ruledOut } : {}),
  };
}

function built({ where, text, pulled, stopCode = 'TaskFailedToStart', rollout, around }: Said) {
  const scene = calm();
  around?.(scene);
  if (where === 'event') rollOut(scene, { ...rollout, events: [text.replace('(service web) ', '')] });
  else
    rollOut(scene, {
      unstarted: true,
      ...(pulled ? {} : { unpulled: true }),
      ...rollout,
      stopped: {
        stopCode,
        stoppedReason: where === 'task' ? text : 'Task failed to start',
        ...(where === 'container' ? { reason: text } : {}),
      },
    });
  return scene;
}
