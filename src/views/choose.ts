import { serviceLabel } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import { clean, oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { LIMITS } from './limits.ts';
import { actions, context, type Message, section } from './message.ts';
import { code } from './mrkdwn.ts';
import { serviceSelect } from './service-select.ts';

/** The answer to a name that several services share: a menu to pick from. */
export function chooseMessage(typed: string, refs: readonly ServiceRef[], defaultEnv: string): Message {
  const { shown, more } = firstOf(refs, LIMITS.selectOptions);
  const labels = shown.map((ref) => serviceLabel(ref, defaultEnv));
  const asked = oneLine(typed, 60);
  return {
    text: clean([`${refs.length} services fit "${asked}":`, ...labels, ...(more ? [more] : [])].join('\n')),
    blocks: [
      section(`${refs.length} services fit ${code(asked)}. Which one?`),
      actions(...serviceSelect(refs, defaultEnv)),
      ...(more ? [context(`${more}: type more of the name`)] : []),
    ],
  };
}
