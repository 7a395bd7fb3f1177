import { describe } from 'vitest';
import { failed, notStarted, taskGroup } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';
import type { Scene } from '../scene.ts';

const UNREACHED =
  'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to do request: Head "https://quay.io/v2/x": dial tcp 3.210.148.47:443: i/o timeout';

function way(change: (scene: Scene) => void, stoppedReason = UNREACHED) {
  return failed(
    { unstarted: true, unpulled: true, stopped: { stopCode: 'TaskFailedToStart', stoppedReason } },
    change,
  );
}

function gateway({ world }: Scene): void {
  for (const table of world.network.routeTables.values())
    for (const route of table.routes)
      if (route.natGatewayId) {
        delete route.natGatewayId;
        route.gatewayId = 'igw-0a1b2c3d';
      }
}

function noRoute({ world }: Scene): void {
  for (const table of world.network.routeTables.values()) table.routes = table.routes.slice(0, 1);
}

function withPublicIp(scene: Scene): void {
  gateway(scene);
  const own = scene.service.networkConfiguration?.awsvpcConfiguration;
  if (own) own.assignPublicIp = 'ENABLED';
}

function shut(scene: Scene): void {
  gateway(scene);
  taskGroup(scene).ipPermissionsEgress = [];
}

describe('tasks that do not reach what they need', () => {
  tellsApart([
    {
      fact: 'where the default route leads',
      one: way(gateway),
      other: way(() => {}),
      are: ['no-public-ip', null],
    },
    {
      fact: 'whether they have a public IP',
      one: way(gateway),
      other: way(withPublicIp),
      are: ['no-public-ip', null],
    },
    {
      fact: 'whether there is a route at all',
      one: way(gateway),
      other: way(noRoute),
      are: ['no-public-ip', 'no-egress-route'],
    },
    {
      fact: 'what their security group lets out',
      one: way(gateway),
      other: way(shut),
      are: ['no-public-ip', 'egress-sg-blocked'],
    },
    {
      fact: 'whether the registry answered',
      one: way(gateway),
      other: way(gateway, 'CannotPullContainerError: manifest for web:2 not found'),
      are: ['no-public-ip', 'image-tag-not-found'],
    },
    {
      fact: 'whether they started',
      one: way(gateway),
      other: failed(
        {
          stopped: {
            stopCode: 'EssentialContainerExited',
            stoppedReason: 'Essential container in task exited',
            exitCode: 1,
          },
        },
        gateway,
      ),
      are: ['no-public-ip', 'app-startup-crash'],
    },
    {
      fact: 'permission or connection',
      one: way(gateway),
      other: notStarted('CannotPullContainerError: 403 Forbidden'),
      are: ['no-public-ip', 'image-pull-denied'],
    },
  ]);
});
