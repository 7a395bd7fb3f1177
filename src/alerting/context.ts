import { type Fact, type Gap, mapFact } from '../deployment/fact.ts';
import type { FailingCheck } from '../deployment/failing-check.ts';
import type { Revision, TaskDefinition } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';

/** What somebody who was woken asks first, gathered once when an alert opens: its first reply. */
export interface AlertContext {
  /**
   * A full look: tasks, targets with their checks, stopped tasks, task definitions. Commands of health checks are
   * fit to be shown.
   */
  readonly sighting: Sighting;
  /** The health check that fails, where AWS says so. */
  readonly failing: FailingCheck | undefined;
  /** The last lines that tell of errors, oldest first. */
  readonly errors: Fact<readonly LogExcerpt[]>;
  /** Where no line tells of an error: the last lines of one task that fails, whatever they say, oldest first. */
  readonly lastLines: readonly LogExcerpt[];
  readonly change: RevisionChange;
  /** What else could not be read. */
  readonly gaps: readonly Gap[];
  readonly readAt: Date;
}

/** A line that a container wrote, secrets made unreadable. */
export interface LogExcerpt {
  readonly at: Date;
  /** Undefined where the stream does not tell. */
  readonly task: string | undefined;
  readonly container: string;
  readonly text: string;
}

/** Whether the service runs another revision than when it was well. */
export type RevisionChange =
  | {
      readonly kind: 'changed';
      readonly from: Revision;
      readonly to: Revision;
      readonly at: Date | undefined;
    }
  | { readonly kind: 'same'; readonly revision: Revision; readonly sinceAt: Date | undefined }
  | { readonly kind: 'unknown' };

/**
 * Puts the context together.
 * @param redact makes secrets unreadable: the command of a health check may hold one
 */
export function contextOf(
  found: Omit<AlertContext, 'change'>,
  redact: (text: string) => string,
): AlertContext {
  const { sighting } = found;
  const definitions = sighting.definitions && mapFact(sighting.definitions, (all) => all.map(shown));
  return { ...found, sighting: { ...sighting, definitions }, change: changeOf(sighting) };

  function shown(definition: TaskDefinition): TaskDefinition {
    const containers = definition.containers.map(({ healthCheck, ...rest }) => ({
      ...rest,
      healthCheck: healthCheck && { ...healthCheck, command: shownCommand(healthCheck.command) },
    }));
    return { ...definition, containers };
  }

  /** As a whole: an option and its secret are words of their own. */
  function shownCommand(command: readonly string[]): readonly string[] {
    const [kind = '', ...rest] = command;
    return kind === 'CMD' || kind === 'CMD-SHELL'
      ? [kind, redact(rest.join(' '))]
      : [redact(command.join(' '))];
  }
}

/** The older revision that is being replaced, or was just before, is the one that was well. */
function changeOf({ service, history }: Sighting): RevisionChange {
  if (service.kind === 'unknown') return { kind: 'unknown' };
  const [primary, ...others] = service.value.deployments;
  const to = primary?.revision;
  if (!primary || !to) return { kind: 'unknown' };
  const from = others.find(({ revision }) => revision && revision.arn !== to.arn)?.revision;
  if (from) return { kind: 'changed', from, to, at: primary.createdAt };
  const past = history?.kind === 'known' ? history.value : [];
  const began = past.find(({ revision }) => revision?.arn === to.arn);
  return { kind: 'same', revision: to, sinceAt: began?.finishedAt ?? primary.createdAt };
}
