import type { ContainerDefinition, TaskDefinition } from '../deployment/service.ts';

/** A field of a task definition: of one container, or of the whole. */
export interface DefinitionField {
  /** Undefined: of the whole definition, or of its only container. */
  readonly container: string | number | undefined;
  /** As AWS writes it: `healthCheck.retries`. */
  readonly name: string;
}

/** What a field holds, as text; why it holds nothing otherwise, as a clause. */
export type FieldValue =
  | { readonly kind: 'value'; readonly text: string; readonly subject: string }
  | { readonly kind: 'absent'; readonly why: string }
  /** More than one container could be meant. */
  | { readonly kind: 'unclear'; readonly why: string };

type OfContainer = (container: ContainerDefinition) => string | undefined;

/** Fields of the definition itself, in AWS's words. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
const OF_DEFINITION: Readonly<Record<string, (definition: TaskDefinition) => string | undefined>> = {
  family: ({ revision }) => revision.family,
  revision: ({ revision }) => `${revision.number}`,
  networkMode: ({ networkMode }) => networkMode,
};

/** Fields of a container, in AWS's words and units. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const OF_CONTAINER: Readonly<Record<string, OfContainer>> = {
  image: ({ image }) => image,
  essential: ({ essential }) => `${essential}`,
  containerPort: ({ ports }) => ports.join(', '),
  logDriver: ({ logDriver }) => logDriver,
  'awslogs-group': ({ awslogs }) => awslogs?.group,
  'healthCheck.command': ({ healthCheck }) => healthCheck?.command.join(' '),
  'healthCheck.interval': ({ healthCheck }) => seconds(healthCheck?.intervalMs),
  'healthCheck.timeout': ({ healthCheck }) => seconds(healthCheck?.timeoutMs),
  'healthCheck.retries': ({ healthCheck }) => healthCheck && `${healthCheck.retries}`,
  'healthCheck.startPeriod': ({ healthCheck }) => seconds(healthCheck?.startPeriodMs),
};

/** The fields that can be asked for, as they are typed. */
export const FIELDS: readonly string[] = [...Object.keys(OF_DEFINITION), ...Object.keys(OF_CONTAINER)];

/** Understands `revision`, `app.image`, `containerDefinitions[0].image`; undefined where it names no field. */
export function definitionField(path: string): DefinitionField | undefined {
  const bare = path.replace(/^containerDefinitions\.?(?=[[\w])/i, '');
  const name = FIELDS.find((field) => isAtEnd(field, bare));
  if (name === undefined) return undefined;
  const before = bare.slice(0, bare.length - name.length).replace(/\.$/, '');
  if (before === '') return { container: undefined, name };
  if (Object.hasOwn(OF_DEFINITION, name)) return undefined;
  const index = /^\[(\d{1,2})\]$/.exec(before)?.[1];
  if (index !== undefined) return { container: Number(index), name };
  return /^[\w-]+$/.test(before) ? { container: before, name } : undefined;
}

/** What a definition says in a field. */
export function fieldValue(definition: TaskDefinition, field: DefinitionField): FieldValue {
  const { family, number } = definition.revision;
  const whole = OF_DEFINITION[field.name];
  if (whole) return held(whole(definition), `${field.name} of ${family}:${number}`);
  const container = containerOf(definition, field.container);
  if (container === undefined) return noContainer(definition, field.container);
  const text = OF_CONTAINER[field.name]?.(container);
  return held(text, `${field.name} of ${container.name} in ${family}:${number}`);
}

/** Whether two values say the same: `CMD-SHELL curl …` also as AWS's JSON list, `30` also as `30s`, `true` as `True`. */
export function sameValue(wanted: string, found: string): boolean {
  return [wanted, listed(wanted), wanted.replace(/^(\d+)\s*s(?:ec(?:onds?)?)?$/i, '$1')].some(
    (each) => folded(each) === folded(found),
  );
}

function isAtEnd(field: string, path: string): boolean {
  const [small, end] = [path.toLowerCase(), field.toLowerCase()];
  return small === end || (small.endsWith(`.${end}`) && small.length > end.length + 1);
}

function containerOf(
  { containers }: TaskDefinition,
  wanted: DefinitionField['container'],
): ContainerDefinition | undefined {
  if (typeof wanted === 'number') return containers[wanted];
  if (wanted !== undefined) return containers.find(({ name }) => name === wanted);
  const essential = containers.filter((each) => each.essential);
  return containers.length === 1 ? containers[0] : essential.length === 1 ? essential[0] : undefined;
}

function noContainer(
  { revision, containers }: TaskDefinition,
  wanted: DefinitionField['container'],
): FieldValue {
  const names = `${containers.map(({ name }) => name).join(', ')} in ${revision.family}:${revision.number}`;
  return wanted === undefined
    ? { kind: 'unclear', why: `the probe names no container, and there are ${names}` }
    : { kind: 'absent', why: `there is no container ${wanted}, only ${names}` };
}

function held(text: string | undefined, subject: string): FieldValue {
  return text === undefined || text === ''
    ? { kind: 'absent', why: `${subject} is not set` }
    : { kind: 'value', text, subject };
}

function seconds(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${ms / 1000}`;
}

/** The words of a JSON list of words; the text itself where it is none. */
function listed(text: string): string {
  if (!text.startsWith('[')) return text;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.join(' ') : text;
  } catch {
    return text; // No list, so it is compared as it stands.
  }
}

function folded(text: string): string {
  const small = text.replace(/\s+/g, ' ').trim();
  return /^(true|false)$/i.test(small) ? small.toLowerCase() : small;
}
