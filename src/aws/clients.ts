import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { STSClient } from '@aws-sdk/client-sts';
import type { Environment } from './estate.ts';

/** Fixed access keys; the SDK finds its own where none are given. */
interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What is set in code instead of by the SDK's own environment variables: in tests and the demo. */
export interface ClientConfig {
  readonly endpoint?: string;
  readonly credentials?: Credentials;
}

/** The SDK's clients for one environment. Nothing is opened or asked before the first call. */
export interface Clients {
  readonly ecs: ECSClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly logs: CloudWatchLogsClient;
  readonly sts: STSClient;
  destroy(): void;
}

const CONNECT_MS = 1500;
const REQUEST_MS = 5000;
const ATTEMPTS = 3;
/** As many calls as the largest burst that the budgets allow; with fewer sockets the rest would wait in line. */
const SOCKETS = 50;

/**
 * Makes the clients of an environment. Throttled calls are slowed down and tried again by the SDK; every call
 * ends within its time-outs.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function createClients({ region, role }: Environment, config: ClientConfig): Clients {
  const shared = {
    region,
    ...(config.endpoint ? { endpoint: config.endpoint } : {}),
    ...(config.credentials ? { credentials: config.credentials } : {}),
    maxAttempts: ATTEMPTS,
    retryMode: 'adaptive',
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: REQUEST_MS,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: SOCKETS },
    },
  };
  const settings = role ? { ...shared, credentials: assumed(role, shared) } : shared;
  const clients = {
    ecs: new ECSClient(settings),
    elb: new ElasticLoadBalancingV2Client(settings),
    logs: new CloudWatchLogsClient(settings),
    sts: new STSClient(settings),
  };
  return {
    ...clients,
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** The provider is loaded with the first call of an environment that assumes a role; it renews what expires. */
function assumed(role: string, { credentials, ...clientConfig }: ClientConfig & { readonly region: string }) {
  let provider: Promise<() => Promise<Credentials & { expiration?: Date }>> | undefined;
  const load = async () => {
    const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
    return fromTemporaryCredentials({
      params: { RoleArn: role, RoleSessionName: 'snail-trail' },
      ...(credentials ? { masterCredentials: credentials } : {}),
      clientConfig,
    });
  };
  return async () => {
    provider ??= load();
    return (await provider)();
  };
}
