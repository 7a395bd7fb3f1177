import { expect } from 'vitest';
import { checkBlocks } from '../../src/demo/slack/blocks/check.ts';
import type { Operation } from '../../src/operation/operation.ts';
import { progressOf } from '../../src/operation/progress.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { actionOf, type Button, type Message, type Select } from '../../src/views/message.ts';
import type { OperationFacts } from '../../src/views/operation.ts';
import { IN_CHANNEL, NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { aHistoryEntry, anOperationRecord, SNAIL_TRAIL, TAKEN_IN_AT } from '../given-operation.ts';
import { HOSTILE } from './alert-cases.ts';

/** An operation as buttons and titles name it. */
export const SNAIL = { id: 'op-1', name: 'Snail Trail' };
/** Ten thousand characters of everything that must not have an effect. */
export const HUGE_HOSTILE = HOSTILE.repeat(200);

/** What the card of the story's operation is made from. */
export function cardFacts(
  operation: Operation = SNAIL_TRAIL,
  given: Partial<OperationFacts> = {},
): OperationFacts {
  return {
    record: anOperationRecord(),
    operation,
    progress: progressOf(operation),
    contradictions: 6,
    takenIn: { by: ANNA, at: TAKEN_IN_AT },
    lastEdit: aHistoryEntry(),
    value: '',
    place: IN_CHANNEL,
    extras: Object.fromEntries(operation.entries.map(({ id }) => [id, { firstSeenAt: TAKEN_IN_AT }])),
    names: {},
    now: NOW,
    ...given,
  };
}

/** Everything that can be pressed, as "action label value"; of a menu each option. */
export function pressed({ blocks }: Message): readonly string[] {
  return blocks
    .flatMap((block): readonly (Button | Select | undefined)[] => {
      if (block.type === 'actions') return block.elements;
      return block.type === 'section' ? [block.accessory] : [];
    })
    .flatMap((element) => {
      if (!element) return [];
      if (element.type === 'button')
        return [`${actionOf(element.action_id)} [${element.text.text}] ${element.value}`.trimEnd()];
      return element.options.map(
        ({ text, value }) => `${actionOf(element.action_id)} [${text.text}] ${value}`,
      );
    });
}

/** Whether Slack takes its blocks as they are: nothing would be cut. A long text may be. */
export function blocksFit(message: Message): boolean {
  const sent = JSON.stringify(message.blocks);
  if (JSON.stringify(fitMessage(message).blocks) !== sent) return false;
  expect(checkBlocks(JSON.parse(sent), 'message', '/blocks')).toEqual([]);
  return true;
}
