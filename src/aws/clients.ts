import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { STSClient } from '@aws-sdk/client-sts';
import type { Environment } from './estate.ts';
import { upstreamError } from './failures.ts';
import { readsWrittenTimes } from './iso-times.ts';
import type { Limits } from './limits.ts';

/** Fixed access keys; the SDK finds its own where none are given. */
interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What is set in code instead of by the SDK's own environment variables: in tests and the demo. */
export interface ClientConfig {
  /** One address for all APIs. */
  readonly endpoint?: string;
  readonly credentials?: Credentials;
}

/** The SDK's clients for one environment. Nothing is opened or asked before the first call. */
export interface Clients extends LaterClients {
  readonly ecs: ECSClient;
  readonly elb: ElasticLoadBalancingV2Client;
  /** Log groups may be in another Region than the services; the client of each is made when first asked for. */
  logs(region: string): CloudWatchLogsClient;
  readonly sts: STSClient;
  destroy(): void;
}

/** What clients are made with whose part of the SDK is large and seldom needed, so that it is loaded with the first call. */
export interface LaterClients {
  readonly shared: SharedConfig;
  /** Makes it leaner, and destroys it with the others. */
  kept<C extends Kept>(client: C): C;
}

type SharedConfig = ReturnType<typeof reachOf> & { readonly credentials: ECSClient['config']['credentials'] };

/** What all the SDK's clients have in common. */
interface Kept {
  readonly middlewareStack: { remove(name: string): boolean };
  destroy(): void;
}

/** As many calls as the largest burst of the budget; with fewer sockets the rest would wait in line. */
const SOCKETS = 50;

/**
 * Makes the clients of an environment. They share one identity, so that a role is assumed once for all of them.
 * Throttled calls are slowed down and tried again by the SDK; every attempt ends within its time-outs.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function createClients({ region, role }: Environment, config: ClientConfig, limits: Limits): Clients {
  const reach = reachOf(region, config, limits);
  const own = config.credentials ? { credentials: config.credentials } : {};
  const open: Kept[] = [];
  const kept = <C extends Kept>(client: C): C => {
    open.push(client);
    return lean(client);
  };
  const ecs = readsWrittenTimes(
    kept(
      new ECSClient({
        ...reach,
        ...(role ? { credentials: assumed(role, reach, config.credentials) } : own),
      }),
    ),
  );
  const shared = { ...reach, credentials: ecs.config.credentials };
  const elb = kept(new ElasticLoadBalancingV2Client(shared));
  const sts = kept(new STSClient(shared));
  const logs = new Map<string, CloudWatchLogsClient>();
  return {
    ecs,
    elb,
    logs(where) {
      const client = logs.get(where) ?? kept(new CloudWatchLogsClient({ ...shared, region: where }));
      logs.set(where, client);
      return client;
    },
    sts,
    shared,
    kept,
    destroy: () => {
      for (const client of open) client.destroy();
    },
  };
}

/** The SDK makes a second copy of every answer for its own log, which nobody keeps: a fifth of a large read. */
function lean<C extends Kept>(client: C): C {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

function reachOf(region: string, { endpoint }: ClientConfig, { connectMs, requestMs, attempts }: Limits) {
  return {
    region,
    ...(endpoint ? { endpoint } : {}),
    maxAttempts: attempts,
    // The budget is ours; the brake of the adaptive mode, once on, would stay on and hold back calls beyond their time.
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: SOCKETS },
    },
  };
}

/** Credentials of a role, renewed by the SDK before they expire. What assumes it is loaded with the first call. */
function assumed(
  role: string,
  clientConfig: ReturnType<typeof reachOf>,
  masterCredentials: Credentials | undefined,
) {
  const load = async () => {
    const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
    return fromTemporaryCredentials({
      params: { RoleArn: role, RoleSessionName: 'snail-trail' },
      ...(masterCredentials ? { masterCredentials } : {}),
      clientConfig,
    });
  };
  let provider: ReturnType<typeof load> | undefined;
  return async () => {
    provider ??= load();
    const credentials = await provider;
    try {
      return await credentials();
    } catch (error) {
      throw upstreamError(error, `assume role ${role}`, 'sts:AssumeRole');
    }
  };
}
