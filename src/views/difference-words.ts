import type { Difference } from '../diagnosis/differences.ts';
import { oneLine } from '../text.ts';
import { SPOKEN, type Speech } from './speech.ts';

/** What reads as a name stands without an article. */
const NAMED = /^(?:variable|secret|container|CPU|assignPublicIp|subnets|security groups)\b/;
const LONGEST = 90;
/** The registry of an image, as ECR names it. */
const REGISTRY = /^\d{12}\.dkr\.ecr\.[\w.-]+\//;

/** "the command of app changed: a → b"; where values must not be shown, only that it was changed. */
export function differenceWords(difference: Difference, speech: Speech = SPOKEN): string {
  const { what, how } = difference;
  const { before, after } = withoutRegistry(difference);
  const thing = speech.words(NAMED.test(what) ? what : `the ${what}`);
  const value = (text: string) => speech.name(oneLine(text, LONGEST));
  if (before === undefined && after === undefined) return `${thing} was ${how}`;
  if (how === 'changed')
    return `${thing} changed: ${value(before ?? 'not shown')} → ${value(after ?? 'not shown')}`;
  return `${thing} was ${how}: ${value(before ?? after ?? '')}`;
}

/** Where both are of the same registry it takes half a line and says nothing. */
function withoutRegistry({ before, after }: Difference): Pick<Difference, 'before' | 'after'> {
  const [registry] = REGISTRY.exec(before ?? '') ?? [];
  if (registry === undefined || !after?.startsWith(registry)) return { before, after };
  return { before: before?.slice(registry.length), after: after.slice(registry.length) };
}
