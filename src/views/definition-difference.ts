import type { ContainerDefinition, TaskDefinition } from '../deployment/service.ts';
import { oneLine } from '../text.ts';
import { firstOf } from './fit.ts';

const MOST_DIFFERENCES = 4;

/** What a revision changed, what bears on its health first, in one line: "app port 8080 → 5000, app image web:14 → web:15". */
export function differenceWords(from: TaskDefinition, to: TaskDefinition): string {
  const pairs = to.containers.map((after) => ({
    after,
    before: from.containers.find(({ name }) => name === after.name),
  }));
  const gone = from.containers.filter(({ name }) => !to.containers.some((each) => each.name === name));
  const all = [
    ...pairs.flatMap(({ before, after }) => (before ? healthWords(before, after) : [`${after.name} is new`])),
    ...gone.map(({ name }) => `${name} is gone`),
    ...changed('network mode', from.networkMode, to.networkMode),
    ...pairs.flatMap(({ before, after }) => (before ? imageWords(before, after) : [])),
  ];
  if (all.length === 0) return 'the same in ports, health check and image';
  const { shown, more } = firstOf(all, MOST_DIFFERENCES, 'difference');
  return oneLine([...shown, ...(more ? [more] : [])].join(', '));
}

function healthWords(before: ContainerDefinition, after: ContainerDefinition): readonly string[] {
  return [
    ...changed(`${after.name} port`, before.ports.join(' '), after.ports.join(' ')),
    ...checkWords(before, after),
    ...changed(`${after.name} essential`, yesOrNo(before.essential), yesOrNo(after.essential)),
  ];
}

function checkWords(before: ContainerDefinition, after: ContainerDefinition): readonly string[] {
  if (JSON.stringify(before.healthCheck) === JSON.stringify(after.healthCheck)) return [];
  const how = before.healthCheck === undefined ? 'is new' : after.healthCheck ? 'differs' : 'is gone';
  return [`${after.name} health check ${how}`];
}

/** Of two of one repository the repository alone is named once, without its registry: what differs comes last in it. */
function imageWords(before: ContainerDefinition, after: ContainerDefinition): readonly string[] {
  const [from, to] = [splitImage(before.image), splitImage(after.image)];
  if (!from || !to || from.repository !== to.repository)
    return changed(`${after.name} image`, before.image, after.image);
  const { name } = to;
  return changed(`${after.name} image`, `${name}${from.version}`, `${name}${to.version}`);
}

/** "registry:5000/team/web:15" has the name "web" and the version ":15"; a digest is a version as well. */
function splitImage(image: string | undefined) {
  const parts = /^((?:.*\/)?([^/:@]+))((?:[:@].*)?)$/.exec(image ?? '');
  const [, repository, name = '', version = ''] = parts ?? [];
  return repository === undefined ? undefined : { repository, name, version };
}

function changed(what: string, before: string | undefined, after: string | undefined): readonly string[] {
  return before === after ? [] : [`${what} ${before || 'none'} → ${after || 'none'}`];
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
