import type { Revision } from '../deployment/service.ts';

/** Parts of an ARN: `arn:partition:service:region:account:resource`. Empty parts are undefined. */
export function arnParts(arn: string): {
  region: string | undefined;
  account: string | undefined;
  resource: string;
} {
  const [, , , region, account, ...resource] = arn.split(':');
  return { region: region || undefined, account: account || undefined, resource: resource.join(':') };
}

/** What follows the last slash: a task's id, a cluster's or a service's name. A plain name is itself. */
export function lastSegment(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** The name inside `…:targetgroup/NAME/ID`. */
export function targetGroupName(arn: string): string {
  return /targetgroup\/([^/]+)\//.exec(arn)?.[1] ?? lastSegment(arn);
}

/** `…task-definition/web:42`, or `web:42` from stand-ins; undefined without a number. */
export function revisionOf(arn: string | undefined): Revision | undefined {
  const [, family, number] = /(?:^|\/)([^/:]+):(\d+)$/.exec(arn ?? '') ?? [];
  return arn && family ? { arn, family, number: Number(number) } : undefined;
}
