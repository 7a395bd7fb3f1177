import { unknownReason } from '../deployment/fact.ts';
import type { FailingCheck } from '../deployment/failing-check.ts';
import { liveRevisions } from '../deployment/revisions.ts';
import type { ContainerDefinition, ContainerHealthCheck, Revision } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import type { Row } from './rows.ts';
import { targetCheckWords } from './target-rows.ts';
import { revisionWord } from './words.ts';

const MOST_CONTAINERS = 3;
const MOST_GROUPS = 3;

/** How the load balancer checks and how ECS checks inside the container: two checks, one under the other. */
export function checkRows(sighting: Sighting, failing: FailingCheck | undefined): readonly Row[] {
  return [balancerRow(sighting), containerRow(sighting, failing?.revision), ...graceRow(sighting)];
}

function balancerRow({ targetGroups }: Sighting): Row {
  if (targetGroups.length === 0) return { label: 'balancer', lines: ['behind no load balancer'] };
  const { shown, more } = firstOf(targetGroups, MOST_GROUPS, 'target group');
  const lines = shown.map(({ group, check }) => oneLine(`${group.name}: ${targetCheckWords(check)}`));
  return { label: 'balancer', lines: more ? [...lines, more] : lines };
}

function containerRow({ definitions, service }: Sighting, suspect: Revision | undefined): Row {
  const label = 'container';
  if (!definitions) return { label, lines: ['check settings not read'] };
  if (definitions.kind === 'unknown') return { label, lines: [unknownReason('check settings', definitions)] };
  const live = service.kind === 'known' ? liveRevisions(service.value) : [];
  const wanted = suspect ?? live[0];
  const definition = definitions.value.find(({ revision }) => revision.arn === wanted?.arn);
  if (!definition) return { label, lines: [`check settings of ${revisionWord(wanted)} not read`] };
  const checked = definition.containers.filter(({ healthCheck }) => healthCheck);
  const whose = revisionWord(definition.revision);
  if (checked.length === 0) return { label, lines: [`${whose} defines no container health check`] };
  const { shown, more } = firstOf(checked, MOST_CONTAINERS, 'container');
  const lines = shown.flatMap((each) => containerLine(each, whose));
  return { label, lines: more ? [...lines, more] : lines };
}

function containerLine({ name, healthCheck }: ContainerDefinition, whose: string): readonly string[] {
  return healthCheck ? [oneLine(`${whose} ${name}: ${containerCheckWords(healthCheck)}`)] : [];
}

/** "curl -f http://localhost:8080/health, every 30 s, time-out 5 s, unhealthy after 3, first 60 s not counted" */
function containerCheckWords(check: ContainerHealthCheck): string {
  const { command, intervalMs, timeoutMs, retries, startPeriodMs } = check;
  const [kind, ...rest] = command;
  const typed = kind === 'CMD' || kind === 'CMD-SHELL' ? rest : command;
  return [
    oneLine(typed.join(' '), 120) || 'no command',
    `every ${intervalMs / 1000} s`,
    `time-out ${timeoutMs / 1000} s`,
    `unhealthy after ${retries}`,
    ...(startPeriodMs > 0 ? [`first ${startPeriodMs / 1000} s not counted`] : []),
  ].join(', ');
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html */
function graceRow({ service }: Sighting): readonly Row[] {
  if (service.kind === 'unknown' || service.value.gracePeriodMs === 0) return [];
  const words = `neither counts in the first ${service.value.gracePeriodMs / 1000} s of a task`;
  return [{ label: 'grace', lines: [words] }];
}
