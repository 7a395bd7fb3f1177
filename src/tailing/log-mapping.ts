import type { ServiceRef } from '../deployment/service.ts';

/** Says where lines are that no task definition tells of, or overrides what it tells. */
export interface LogMapping {
  /** `cluster/name` in every environment or `env:cluster/name` in one; `*` stands for any run of letters. */
  readonly service: string;
  /** Undefined: every container of the service. */
  readonly container?: string | undefined;
  /** May hold `{cluster}`, `{service}` and `{container}`. */
  readonly group: string;
  readonly region?: string | undefined;
  /** May hold the same and `{task}`, where streams are named by their task. */
  readonly streamPrefix?: string | undefined;
}

/** The first of the mappings that speaks of a container. */
export function mappingOf(
  mappings: readonly LogMapping[],
  ref: ServiceRef,
  container: string,
): LogMapping | undefined {
  return mappings.find(
    (each) => matches(each.service, ref) && (each.container === undefined || each.container === container),
  );
}

function matches(pattern: string, { env, cluster, name }: ServiceRef): boolean {
  const service = `${cluster}/${name}`;
  return fits(pattern, pattern.includes(':') ? `${env}:${service}` : service);
}

/** Whether a text is what a pattern with `*` describes, in time linear in both but for the number of stars. */
function fits(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}

/** A mapping's group or stream prefix for one container. `{task}` and what follows it goes where no task is meant. */
export function filledIn(
  template: string,
  { cluster, name }: ServiceRef,
  { container, task }: { readonly container: string; readonly task: string | undefined },
): string {
  const [untilTask = ''] = template.split('{task}');
  return (task === undefined ? untilTask : template)
    .replaceAll('{cluster}', cluster)
    .replaceAll('{service}', name)
    .replaceAll('{container}', container)
    .replaceAll('{task}', task ?? '');
}
