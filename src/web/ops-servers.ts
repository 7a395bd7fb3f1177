import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createOpsServer, type OpsRoute, type OpsServer } from './ops.ts';

/** On which ports the bot itself listens; undefined for those it does not. */
export interface OpsPorts {
  /** PORT, where Slack does not listen there already. */
  readonly port: number | undefined;
  /** SNAIL_OPS_PORT, kept from the outside by whoever runs the bot. */
  readonly opsPort: number | undefined;
}

/** What may be seen by anybody who reaches the bot: whether it lives and is ready, not what it measures. */
export function publicRoutes(routes: readonly OpsRoute[]): readonly OpsRoute[] {
  return routes.filter(({ path }) => path !== '/metrics');
}

/**
 * One server for each port, as one; undefined where there is none. With an ops port of its own, the metrics are
 * served only there.
 */
export function createOpsServers(
  routes: readonly OpsRoute[],
  { port, opsPort }: OpsPorts,
  around: { readonly host: string; readonly clock: Clock; readonly log: Log },
): OpsServer | undefined {
  const open = opsPort === undefined ? routes : publicRoutes(routes);
  const servers = [
    ...(port === undefined ? [] : [createOpsServer(open, { ...around, port })]),
    ...(opsPort === undefined
      ? []
      : [createOpsServer(routes, { ...around, port: opsPort, setting: 'SNAIL_OPS_PORT' })]),
  ];
  const [first] = servers;
  if (!first) return undefined;
  return {
    start: async () => {
      for (const server of servers) await server.start();
    },
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
    get port() {
      return first.port;
    },
  };
}
