import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alerting/alert.ts';
import { alertButtons } from '../../src/views/alert-buttons.ts';
import { LIMITS } from '../../src/views/limits.ts';
import { aRef } from '../given.ts';
import { STATES } from './alert-cases.ts';

const ID = '0a0b0c0d-1111-4222-8333-444455556666';

function elements(about: Alert) {
  return alertButtons({ id: ID, about }).flatMap((block) => block.elements);
}

describe('the buttons of an alert', () => {
  it.each([
    ['firing', ['acknowledge-alert', 'snooze-alert', 'diagnose-alert', 'show-logs']],
    ['acknowledged', ['resolve-alert', 'snooze-alert', 'unacknowledge-alert', 'diagnose-alert', 'show-logs']],
    ['snoozed', ['wake-alert', 'resolve-alert']],
    ['resolved', ['reopen-alert', 'show-logs']],
  ] as const)('that is %s are %j', (state, ids) => {
    expect(elements(STATES[state]).map(({ action_id }) => action_id)).toEqual(ids);
  });

  it.each(['counting', 'muted'] as const)('are none while it is %s', (state) => {
    expect(alertButtons({ id: ID, about: { ...STATES.firing, state } })).toEqual([]);
  });

  it('carry the thread, and Logs the service', () => {
    const values = elements(STATES.firing).map((each) => ('value' in each ? each.value : ''));
    expect(values).toEqual([ID, '', ID, 'prod-eu:prod/web']);
  });

  it('say to a screen reader which alert they are of, within Slack’s limit', () => {
    const long = elements({ ...STATES.firing, ref: aRef('x'.repeat(255)) });
    const labels = long.map((each) => ('accessibility_label' in each ? each.accessibility_label : undefined));
    expect(labels[0]).toMatch(/^Acknowledge: prod\/x+…$/);
    expect(labels.every((label = '') => label.length <= LIMITS.buttonText)).toBe(true);
  });

  it('offer to snooze for so long, in minutes or until it is resolved', () => {
    const select = elements(STATES.firing).find(({ action_id }) => action_id === 'snooze-alert');
    expect(
      select && 'options' in select && select.options.map(({ text, value }) => [text.text, value]),
    ).toEqual([
      ['30 min', `${ID}:30`],
      ['1 h', `${ID}:60`],
      ['2 h', `${ID}:120`],
      ['4 h', `${ID}:240`],
      ['8 h', `${ID}:480`],
      ['24 h', `${ID}:1440`],
      ['until resolved', `${ID}:resolved`],
    ]);
  });
});
