import type { Alert } from '../alerting/alert.ts';
import { cut, oneLine } from '../text.ts';
import { LIMITS } from './limits.ts';
import { type ActionId, type Actions, actions, type Button, button, type Select, select } from './message.ts';

/** How long an alert can be put to sleep: minutes, or until it is resolved. */
const SNOOZES: readonly (readonly [label: string, minutes: number | 'resolved'])[] = [
  ['30 min', 30],
  ['1 h', 60],
  ['2 h', 120],
  ['4 h', 240],
  ['8 h', 480],
  ['24 h', 1440],
  ['until resolved', 'resolved'],
];

/** What can be done about an alert in its state; nothing for one that people do not see. */
export function alertButtons(thread: { readonly id: string; readonly about: Alert }): readonly Actions[] {
  const elements = elementsOf(thread);
  return elements.length > 0 ? [actions(...elements)] : [];
}

function elementsOf({
  id,
  about,
}: {
  readonly id: string;
  readonly about: Alert;
}): readonly (Button | Select)[] {
  const { ref, state } = about;
  const click = (action: ActionId, label: string, value = id): Button => ({
    ...button(action, label, value),
    accessibility_label: cut(oneLine(`${label}: ${ref.cluster}/${ref.name}`), LIMITS.buttonText),
  });
  const snooze = select(
    'snooze-alert',
    'Snooze',
    SNOOZES.map(([label, minutes]) => ({ label, value: `${id}:${minutes}` })),
  );
  const diagnose = click('diagnose-alert', 'Diagnose');
  const logs = click('show-logs', 'Logs', `${ref.env}:${ref.cluster}/${ref.name}`);
  switch (state) {
    case 'firing':
      return [{ ...click('acknowledge-alert', 'Acknowledge'), style: 'primary' }, snooze, diagnose, logs];
    case 'acknowledged':
      return [
        click('resolve-alert', 'Resolve'),
        snooze,
        click('unacknowledge-alert', 'Un-acknowledge'),
        diagnose,
        logs,
      ];
    case 'snoozed':
      return [click('wake-alert', 'Wake'), click('resolve-alert', 'Resolve')];
    case 'resolved':
      return [click('reopen-alert', 'Reopen'), logs];
    default:
      return [];
  }
}
