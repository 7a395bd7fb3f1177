import { describe } from 'vitest';
import { failed, said } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';
import { breakDown, calm } from '../scene.ts';

const STUCK =
  'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.';

function stopped(stopCode: string, stoppedReason: string) {
  return () => {
    const scene = calm();
    breakDown(scene, { stopped: { stopCode, stoppedReason, exitCode: 1 } });
    return scene;
  };
}

function wanted(count: number) {
  return () => {
    const scene = calm();
    breakDown(scene, {});
    scene.service.desiredCount = count;
    for (const deployment of scene.service.deployments) deployment.desiredCount = count;
    return scene;
  };
}

describe('deployments', () => {
  tellsApart([
    {
      fact: 'what ECS says of them',
      one: said(STUCK),
      other: said('(deployment ecs-svc/1) deployment failed: alarm detected.'),
      are: ['deployment-config-deadlock', 'deployment-alarm-triggered'],
    },
    {
      fact: 'how many tasks are wanted',
      one: wanted(0),
      other: wanted(2),
      are: ['desired-count-zero', null],
    },
    {
      fact: 'who stopped the tasks',
      one: stopped('UserInitiated', 'Task stopped by user'),
      other: stopped('EssentialContainerExited', 'Essential container in task exited'),
      are: ['user-stopped', 'app-startup-crash'],
    },
    {
      fact: 'whether a hook waits',
      one: failed({}, ({ world }) => {
        for (const each of world.serviceDeployments.values())
          Object.assign(each, { lifecycleHookDetails: [{ targetType: 'PAUSE', status: 'SUCCEEDED' }] });
      }),
      other: () => {
        const scene = failed({})();
        for (const each of scene.world.serviceDeployments.values())
          Object.assign(each, {
            lifecycleStage: 'POST_SCALE_UP',
            lifecycleHookDetails: [{ targetType: 'PAUSE', status: 'AWAITING_ACTION' }],
          });
        return scene;
      },
      are: [null, 'bluegreen-hook-blocked'],
    },
  ]);
});
