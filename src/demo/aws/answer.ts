import { randomUUID } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import type { Refusal } from './refusal.ts';
import type { AwsCall } from './request.ts';

/** What goes back over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const XML_NAMESPACES = {
  elasticloadbalancing: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  ec2: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  ecs: '',
  logs: '',
  cloudwatch: '',
  ecr: '',
};

const xml = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/** An answer that its operation has put into JSON itself, because it is large and its parts are written already. */
interface Written {
  readonly kind: typeof WRITTEN;
  readonly json: string;
}

const WRITTEN: unique symbol = Symbol('written');

export function written(json: string): object {
  return { kind: WRITTEN, json } satisfies Written;
}

function isWritten(output: unknown): output is Written {
  return typeof output === 'object' && output !== null && 'kind' in output && output.kind === WRITTEN;
}

/** Writes an answer in the call's protocol: instants as epoch seconds in JSON, as ISO 8601 in XML. */
export function answered(call: AwsCall, output: unknown): Answer {
  const requestId = randomUUID();
  if (isWritten(output)) return jsonText(200, requestId, output.json);
  if (call.protocol === 'json')
    return jsonAnswer(
      200,
      requestId,
      plain(output, (at) => at.getTime() / 1_000),
    );
  const shown = plain(output, (at) => at.toISOString());
  if (call.protocol === 'ec2')
    return xmlAnswer(200, requestId, {
      [`${call.operation}Response`]: {
        '@xmlns': XML_NAMESPACES.ec2,
        requestId,
        ...Object(withMembers(shown, 'item')),
      },
    });
  return xmlAnswer(200, requestId, {
    [`${call.operation}Response`]: {
      '@xmlns': XML_NAMESPACES[call.api],
      [`${call.operation}Result`]: withMembers(shown),
      ResponseMetadata: { RequestId: requestId },
    },
  });
}

/** Writes a refusal the way the protocol does. */
export function refused(protocol: AwsCall['protocol'], refusal: Refusal): Answer {
  const requestId = randomUUID();
  const { code, message, status } = refusal;
  if (protocol === 'json') return jsonAnswer(status, requestId, { __type: code, message });
  if (protocol === 'ec2')
    return xmlAnswer(status, requestId, {
      Response: { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId },
    });
  const type = status < 500 ? 'Sender' : 'Receiver';
  const queryCode = code === 'InvalidParameterException' ? 'ValidationError' : code;
  return xmlAnswer(status, requestId, {
    ErrorResponse: { Error: { Type: type, Code: queryCode, Message: message }, RequestId: requestId },
  });
}

/** The same data without some fields, at any depth, as an emulator that does not know them would answer. */
export function withoutFields(value: unknown, fields: ReadonlySet<string>): unknown {
  if (isWritten(value)) return withoutFields(JSON.parse(value.json), fields);
  if (Array.isArray(value)) return value.map((each) => withoutFields(each, fields));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !fields.has(name))
      .map(([name, each]) => [name, withoutFields(each, fields)]),
  );
}

function jsonAnswer(status: number, requestId: string, body: unknown): Answer {
  return jsonText(status, requestId, JSON.stringify(body));
}

function jsonText(status: number, requestId: string, body: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body,
  };
}

function xmlAnswer(status: number, requestId: string, body: object): Answer {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: xml.build(body),
  };
}

function plain(value: unknown, instant: (at: Date) => string | number): unknown {
  if (value instanceof Date) return instant(value);
  if (Array.isArray(value)) return value.map((each) => plain(each, instant));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [name, plain(each, instant)]),
  );
}

function withMembers(value: unknown, name: 'member' | 'item' = 'member'): unknown {
  if (Array.isArray(value))
    return value.length === 0 ? '' : { [name]: value.map((each) => withMembers(each, name)) };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withMembers(each, name)]));
}
