import { serviceKey, serviceLabel } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import { cut, oneLine } from '../text.ts';
import { LIMITS } from './limits.ts';
import type { ActionId, Select } from './message.ts';

/** What a choice opens. */
export type OpeningId = Extract<ActionId, 'open-service' | 'open-health'>;

/**
 * A menu that opens a service: all of them as far as Slack lists them, the first ones first; none for none.
 * @param action_id whether its card or its checks are opened
 */
export function serviceSelect(
  refs: readonly ServiceRef[],
  defaultEnv: string,
  action_id: OpeningId = 'open-service',
): readonly Select[] {
  if (refs.length === 0) return [];
  return [
    {
      type: 'static_select',
      action_id,
      placeholder: { type: 'plain_text', text: 'Open a service' },
      options: refs.slice(0, LIMITS.selectOptions).map((ref) => ({
        text: {
          type: 'plain_text',
          text: cut(oneLine(serviceLabel(ref, defaultEnv)), LIMITS.optionText),
          emoji: false,
        },
        value: serviceKey(ref),
      })),
    },
  ];
}
