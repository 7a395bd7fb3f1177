import { liveRevisions } from '../../deployment/revisions.ts';
import type { Revision, Service, TaskDefinition } from '../../deployment/service.ts';
import { definitionField, fieldValue, sameValue } from '../definition-field.ts';
import { evidenceOf, type Opinion, proof, unseen, unverifiable } from '../outcome.ts';
import type { DefinitionProbe } from '../probe.ts';
import type { Verification } from '../verification.ts';
import type { Looked } from './service-evidence.ts';

/** Whether all that runs was asked for with this value: the newest revision, and older ones as long as their tasks run. */
export function judgeDefinition({ path, value: wanted }: DefinitionProbe, looked: Looked): Verification {
  const { name, sighting, service, now } = looked;
  const { definitions } = sighting;
  const field = definitionField(path);
  if (!field) return unverifiable(`${path} is no field of a task definition that is read`, now);
  if (!definitions) return unverifiable(`the task definition of ${name} was not asked for`, now);
  if (definitions.kind === 'unknown') return unseen(`the task definition of ${name}`, definitions, now);
  const running = runningRevisions(service.value);
  const read = running.flatMap((each) => definitionOf(each, definitions.value) ?? []);
  if (running.length === 0 || read.length < running.length)
    return unverifiable(`not every task definition that ${name} runs was read`, now);
  const values = read.map((definition) => fieldValue(definition, field));
  const evidence = values.map((each) =>
    each.kind === 'value'
      ? evidenceOf(definitions, each.subject, each.text)
      : evidenceOf(definitions, path, each.why),
  );
  // A revision never changes; which one runs does.
  const say = (kind: Opinion['kind'], reason: string) => proof({ kind, reason, evidence }, [service], now);
  for (const each of values) {
    if (each.kind === 'unclear') return unverifiable(each.why, now, { evidence });
    if (each.kind === 'absent') return say('refuted', each.why);
    if (!sameValue(wanted, each.text))
      return say('refuted', `${each.subject} is ${each.text}, not ${wanted}`);
  }
  return say('verified', `${path} of ${name} is ${wanted}`);
}

/** The primary one first. */
function runningRevisions(service: Service): readonly Revision[] {
  const parts = [...service.deployments, ...service.taskSets];
  const used = parts.filter(({ status, runningCount }) => status === 'primary' || runningCount > 0);
  return used.length > 0
    ? liveRevisions(service).filter(({ arn }) => used.some(({ revision }) => revision?.arn === arn))
    : liveRevisions(service);
}

function definitionOf(revision: Revision, all: readonly TaskDefinition[]): TaskDefinition | undefined {
  return all.find((each) => each.revision.arn === revision.arn);
}
