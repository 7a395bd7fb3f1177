import type { Difference } from '../diagnosis/differences.ts';
import { oneLine } from '../text.ts';

/** What reads as a name stands without an article. */
const NAMED = /^(?:variable|secret|container|CPU|assignPublicIp|subnets|security groups)\b/;

/** "the command of app changed: a → b"; where values must not be shown, only that it was changed. */
export function differenceWords({ what, how, before, after }: Difference): string {
  const thing = NAMED.test(what) ? what : `the ${what}`;
  if (before === undefined && after === undefined) return `${thing} was ${how}`;
  if (how === 'changed')
    return `${thing} changed: ${oneLine(before ?? 'not shown', 90)} → ${oneLine(after ?? 'not shown', 90)}`;
  return `${thing} was ${how}: ${oneLine(before ?? after ?? '', 90)}`;
}
