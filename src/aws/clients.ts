import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { STSClient } from '@aws-sdk/client-sts';
import type { Environment } from './estate.ts';
import { upstreamError } from './failures.ts';
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
export interface Clients {
  readonly ecs: ECSClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly ec2: EC2Client;
  /** Log groups and images may be in another Region than the services; the client of each is made when first asked for. */
  logs(region: string): CloudWatchLogsClient;
  ecr(region: string): ECRClient;
  readonly sts: STSClient;
  readonly cloudwatch: CloudWatchClient;
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
  const ecs = lean(
    new ECSClient({
      ...reach,
      ...(role ? { credentials: assumed(role, reach, config.credentials) } : own),
    }),
  );
  const shared = { ...reach, credentials: ecs.config.credentials };
  const elb = lean(new ElasticLoadBalancingV2Client(shared));
  const ec2 = lean(new EC2Client(shared));
  const sts = lean(new STSClient(shared));
  const cloudwatch = lean(new CloudWatchClient(shared));
  const logs = new Map<string, CloudWatchLogsClient>();
  const ecr = new Map<string, ECRClient>();
  return {
    ecs,
    elb,
    ec2,
    logs(where) {
      const client = logs.get(where) ?? lean(new CloudWatchLogsClient({ ...shared, region: where }));
      logs.set(where, client);
      return client;
    },
    ecr(where) {
      const client = ecr.get(where) ?? lean(new ECRClient({ ...shared, region: where }));
      ecr.set(where, client);
      return client;
    },
    sts,
    cloudwatch,
    destroy: () => {
      const regional = [...logs.values(), ...ecr.values()];
      for (const client of [ecs, elb, ec2, sts, cloudwatch, ...regional]) client.destroy();
    },
  };
}

/** The SDK makes a second copy of every answer for its own log, which nobody keeps: a fifth of a large read. */
function lean<C extends { readonly middlewareStack: { remove(name: string): boolean } }>(client: C): C {
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
