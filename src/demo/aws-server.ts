import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { type Answer, answered, refused, withoutFields } from './aws/answer.ts';
import { type Caller, callerOf } from './aws/caller.ts';
import { cloudwatchOperations } from './aws/cloudwatch-api.ts';
import { controlAnswer } from './aws/control.ts';
import { ec2Operations } from './aws/ec2-api.ts';
import { ecrOperations } from './aws/ecr-api.ts';
import { historyOperations } from './aws/ecs-history.ts';
import { serviceOperations } from './aws/ecs-services.ts';
import { taskOperations } from './aws/ecs-tasks.ts';
import { elbOperations } from './aws/elb-api.ts';
import {
  createFaults,
  type Fault,
  type Faults,
  refusalOf,
  throttled,
  unknownOperation,
} from './aws/faults.ts';
import { logsOperations } from './aws/logs-api.ts';
import type { Operations } from './aws/operation.ts';
import { createRateLimits } from './aws/rate-limits.ts';
import { Refusal } from './aws/refusal.ts';
import { type Api, type AwsCall, type Protocol, parseCall, parseCredential } from './aws/request.ts';
import { stsOperations } from './aws/sts-api.ts';
import { createWorld, type World } from './world.ts';

/** A running stand-in for AWS. */
export interface AwsServer {
  /** Empty before it was started. */
  readonly url: string;
  /** Listens on loopback and resolves to the address; a free port unless one is given. */
  start(options?: { readonly port?: number }): Promise<string>;
  /** Cuts all connections. */
  stop(): Promise<void>;
  readonly faults: Faults;
  /** Calls so far, spoiled ones included: `{ 'ecs:DescribeServices': 5 }`. */
  readonly calls: Readonly<Record<string, number>>;
  resetCalls(): void;
}

export interface AwsServerOptions {
  /** Chosen by the region that was signed for and by the account of the access key; at least one. */
  readonly worlds: readonly [World, ...World[]];
  readonly clock: Clock;
  /** Runs before every answer, for a story to bring its world up to the present. */
  readonly beforeAnswer?: (now: Date) => void;
  /** Hears of every call as it comes in, spoiled ones included. */
  readonly onCall?: (call: AwsCall, at: Date) => void;
  /** Refuses what exceeds AWS's own token buckets. Off unless asked for. */
  readonly rateLimits?: boolean;
}

const OPERATIONS: Readonly<Record<Api, Operations>> = {
  ecs: { ...serviceOperations, ...taskOperations, ...historyOperations },
  logs: logsOperations,
  elasticloadbalancing: elbOperations,
  sts: stsOperations,
  cloudwatch: cloudwatchOperations,
  ec2: ec2Operations,
  ecr: ecrOperations,
};

/** Answers ECS, CloudWatch, CloudWatch Logs, ELBv2, EC2, ECR and STS from simulated worlds, by protocol alone, with faults on request. */
export function createAwsServer(options: AwsServerOptions): AwsServer {
  const faults = createFaults();
  const calls: Record<string, number> = {};
  const resetCalls = () => {
    for (const name of Object.keys(calls)) delete calls[name];
  };
  const rateLimits = options.rateLimits ? createRateLimits() : undefined;
  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A bug of the simulation: say so to whoever called, in a form that reads as a fault of AWS.
      const { status, headers, body } = refused('json', new Refusal('InternalFailure', String(error), 500));
      response.writeHead(status, headers).end(body);
    });
  });
  let url = '';

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const answer = request.url?.startsWith('/_')
      ? controlAnswer({ method: request.method, path: request.url, body }, { faults, calls, resetCalls })
      : await answerTo(request, body);
    if (!answer) {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  /** Undefined where the connection is to be cut. */
  async function answerTo(request: IncomingMessage, body: string): Promise<Answer | undefined> {
    let protocol: Protocol = request.headers['x-amz-target'] === undefined ? 'query' : 'json';
    try {
      const call = parseCall(request.headers, body);
      protocol = call.protocol;
      const name = `${call.api}:${call.operation}`;
      calls[name] = (calls[name] ?? 0) + 1;
      options.onCall?.(call, options.clock.now());
      const credential = parseCredential(request.headers.authorization, protocol);
      const caller = callerOf(credential, accountIn(options.worlds, credential.region));
      return await spoiled(call, caller, faults.take(call, caller));
    } catch (error) {
      if (error instanceof Refusal) return refused(protocol, error);
      throw error;
    }
  }

  async function spoiled(call: AwsCall, caller: Caller, hits: readonly Fault[]): Promise<Answer | undefined> {
    for (const fault of hits) if (fault.kind === 'delay') await options.clock.sleep(fault.ms);
    if (hits.some((fault) => fault.kind === 'dropped')) return undefined;
    for (const fault of hits) {
      const refusal = refusalOf(fault, call, caller);
      if (refusal) throw refusal;
    }
    const now = options.clock.now();
    if (rateLimits && !rateLimits.admits(call, caller, now)) throw throttled(call);
    const perform = OPERATIONS[call.api][call.operation];
    if (!perform) throw unknownOperation(call);
    options.beforeAnswer?.(now);
    const emptyPage = hits.some((fault) => fault.kind === 'empty-page');
    const output = perform(call.input, { world: worldOf(options, caller), now, caller, emptyPage });
    const absent = new Set(hits.flatMap((fault) => (fault.kind === 'absent' ? fault.fields : [])));
    return answered(call, absent.size > 0 ? withoutFields(output, absent) : output);
  }

  return {
    get url() {
      return url;
    },
    start: ({ port = 0 } = {}) =>
      new Promise((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, '127.0.0.1', () => {
          http.off('error', reject);
          const address = http.address();
          url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
          resolve(url);
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
    faults,
    calls,
    resetCalls,
  };
}

/** The world asked for, or an empty one: an account has no clusters in a region it does not use. */
function worldOf({ worlds, clock }: AwsServerOptions, { account, region }: Caller): World {
  const known = worlds.find((world) => world.account === account && world.region === region);
  return known ?? createWorld({ clock, account, region });
}

function accountIn(worlds: AwsServerOptions['worlds'], region: string): string {
  return (worlds.find((world) => world.region === region) ?? worlds[0]).account;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
