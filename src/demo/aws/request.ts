import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** The APIs that are answered, by the prefix of their IAM actions. */
export type Api = 'ecs' | 'logs' | 'elasticloadbalancing' | 'sts' | 'ec2' | 'ecr' | 'cloudwatch';

/** EC2 has its own way of writing what the other query APIs do. */
export type Protocol = 'json' | 'query' | 'ec2';

/** One call as it came over the wire. */
export interface AwsCall {
  readonly api: Api;
  /** How the answer must be written. */
  readonly protocol: Protocol;
  readonly operation: string;
  readonly input: unknown;
}

/** Who signed a call and for which region; the signature itself is not checked. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
}

const JSON_TARGETS: Readonly<Record<string, Api>> = {
  AmazonEC2ContainerServiceV20141113: 'ecs',
  Logs_20140328: 'logs',
  GraniteServiceVersion20100801: 'cloudwatch',
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
};
const QUERY_VERSIONS: Readonly<Record<string, Api>> = {
  '2015-12-01': 'elasticloadbalancing',
  '2011-06-15': 'sts',
  '2016-11-15': 'ec2',
};

/**
 * Reads which operation is called, and with what, from headers and body alone.
 * @throws Refusal for a body or target that no API has.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function parseCall(headers: IncomingMessage['headers'], body: string): AwsCall {
  const target = headers['x-amz-target'];
  if (typeof target !== 'string') return queryCall(body);
  const dot = target.lastIndexOf('.');
  const api = JSON_TARGETS[target.slice(0, dot)];
  if (!api) throw new Refusal('UnknownOperationException', '');
  return { api, protocol: 'json', operation: target.slice(dot + 1), input: parseJson(body) };
}

/**
 * Reads the credential scope of a Signature Version 4 header.
 * @throws Refusal where the call is not signed.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function parseCredential(authorization: string | undefined, protocol: Protocol): Credential {
  const scope = /Credential=([^/\s]+)\/\d{8}\/([^/]+)\/[^/]+\/aws4_request/.exec(authorization ?? '');
  if (scope) return { accessKeyId: scope[1] ?? '', region: scope[2] ?? '' };
  const code = protocol === 'json' ? 'MissingAuthenticationTokenException' : 'MissingAuthenticationToken';
  throw new Refusal(code, 'Request is missing Authentication Token', protocol === 'json' ? 400 : 403);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body || '{}');
  } catch {
    throw new Refusal('SerializationException', 'Unexpected character in the request'); // AWS says no more either.
  }
}

function queryCall(body: string): AwsCall {
  const fields = new URLSearchParams(body);
  const operation = fields.get('Action') ?? '';
  const version = fields.get('Version') ?? '';
  const api = QUERY_VERSIONS[version];
  if (!api)
    throw new Refusal('InvalidAction', `Could not find operation ${operation} for version ${version}`);
  const input = new Map<string, string>();
  for (const [name, value] of fields) if (name !== 'Action' && name !== 'Version') input.set(name, value);
  return { api, protocol: api === 'ec2' ? 'ec2' : 'query', operation, input: nested(input) };
}

/** `Names.member.1=a` becomes `{ Names: ['a'] }`, `Targets.member.1.Id=x` becomes `{ Targets: [{ Id: 'x' }] }`. */
function nested(fields: ReadonlyMap<string, string>): unknown {
  const own = fields.get('');
  if (own !== undefined) return own;
  const groups = new Map<string, Map<string, string>>();
  for (const [name, value] of fields) {
    const [head = '', ...rest] = name.split('.');
    const group = groups.get(head) ?? new Map<string, string>();
    groups.set(head, group.set(rest.join('.'), value));
  }
  const members = groups.get('member');
  if (!members) return Object.fromEntries([...groups].map(([name, group]) => [name, nested(group)]));
  const list = nested(members);
  return typeof list === 'object' && list !== null ? Object.values(list) : [];
}
