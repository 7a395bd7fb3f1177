import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { STSClient } from '@aws-sdk/client-sts';
import type { Environment } from './estate.ts';

/**
 * Where AWS is and who we are there. What is absent the SDK finds out itself: credentials from its usual
 * chain, endpoints from `AWS_ENDPOINT_URL` and its sisters.
 */
export interface ClientConfig {
  /** One address for all APIs. */
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Time for a connection to be made; 2 s unless given. */
  readonly connectMs?: number;
  /** Time for one attempt to be answered; 5 s unless given. */
  readonly requestMs?: number;
  /** Attempts per call, the first included; 3 unless given. */
  readonly attempts?: number;
}

/** The SDK's clients of one environment. They share one identity, so a role is assumed once for all of them. */
export interface Clients {
  readonly ecs: ECSClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly logs: CloudWatchLogsClient;
  readonly sts: STSClient;
  /** Closes their connections. */
  destroy(): void;
}

const CONNECT_MS = 2000;
const REQUEST_MS = 5000;
const ATTEMPTS = 3;

/** Makes the clients; nothing is asked before the first call. */
export function createClients(environment: Environment, config: ClientConfig = {}): Clients {
  const { region, role } = environment;
  const reach = reachOf(region, config);
  const own = config.credentials ? { credentials: config.credentials } : {};
  const ecs = new ECSClient({ ...reach, ...(role ? { credentials: assumed(role, { ...reach, ...own }) } : own) });
  const shared = { ...reach, credentials: ecs.config.credentials };
  const elb = new ElasticLoadBalancingV2Client(shared);
  const logs = new CloudWatchLogsClient(shared);
  const sts = new STSClient(shared);
  return {
    ecs,
    elb,
    logs,
    sts,
    destroy: () => {
      for (const client of [ecs, elb, logs, sts]) client.destroy();
    },
  };
}

function reachOf(region: string, config: ClientConfig) {
  return {
    region,
    ...(config.endpoint ? { endpoint: config.endpoint } : {}),
    retryMode: 'adaptive',
    maxAttempts: config.attempts ?? ATTEMPTS,
    requestHandler: {
      connectionTimeout: config.connectMs ?? CONNECT_MS,
      requestTimeout: config.requestMs ?? REQUEST_MS,
      // Without it the SDK only warns about an answer that is late.
      throwOnRequestTimeout: true,
    },
  };
}

type ReachWithCredentials = ReturnType<typeof reachOf> & Pick<ClientConfig, 'credentials'>;

/** Loaded only where a role is set: the providers come with half of the SDK's login methods. */
function assumed(role: string, clientConfig: ReachWithCredentials) {
  const provider = import('@aws-sdk/credential-providers').then(({ fromTemporaryCredentials }) =>
    fromTemporaryCredentials({
      params: { RoleArn: role, RoleSessionName: 'snail-trail' },
      clientConfig,
    }),
  );
  return async () => (await provider)();
}
