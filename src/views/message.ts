/**
 * What a view makes and Slack shows. `text` is plain, unescaped and complete: it stands alone for screen
 * readers, notifications and the terminal. Blocks follow Block Kit's JSON, in the few kinds we use.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export interface Message {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The whole of what the blocks had to cut; goes into the thread as a file when the message is shared. */
  readonly file?: { readonly name: string; readonly content: string };
  /**
   * A coloured bar beside all blocks but the first. The first stays outside the bar, so a mention belongs there:
   * Slack shows one inside an attachment and notifies nobody (https://github.com/getsentry/sentry/issues/19271).
   */
  readonly color?: AlertColor;
}

/** Red: it fires. Amber: somebody has it, or it sleeps. Green: it is over. Grey: it is not known. Blue: a rollout. */
export type AlertColor = '#d92d20' | '#f79009' | '#12b76a' | '#98a2b3' | '#2e90fa';

export type Block = Section | Context | Actions | RichText | Chart;

/** Text that Slack marks up; only `views/mrkdwn.ts` makes it from outside strings. */
export interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Keeps Slack from making links and mentions out of plain words. */
  readonly verbatim: true;
}

export interface Section {
  readonly type: 'section';
  readonly text: Mrkdwn;
  readonly accessory?: Button | Select;
}

export interface Context {
  readonly type: 'context';
  readonly elements: readonly Mrkdwn[];
}

export interface Actions {
  readonly type: 'actions';
  readonly elements: readonly (Button | Select)[];
}

export interface RichText {
  readonly type: 'rich_text';
  readonly elements: readonly Preformatted[];
}

export interface Preformatted {
  readonly type: 'rich_text_preformatted';
  readonly elements: readonly { readonly type: 'text'; readonly text: string }[];
}

/**
 * A picture of numbers. Where Slack does not take it the whole message is sent as its text, which says them all.
 * @see https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export interface Chart {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'bar' | 'line';
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label?: string;
      readonly y_label?: string;
    };
  };
}

export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji?: boolean;
}

export interface Button {
  readonly type: 'button';
  readonly action_id: ElementId;
  readonly text: PlainText;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  readonly accessibility_label?: string;
}

export interface Select {
  readonly type: 'static_select';
  readonly action_id: ElementId;
  readonly placeholder: PlainText;
  readonly options: readonly { readonly text: PlainText; readonly value: string }[];
}

/** Every button and select the bot draws; each has a file in `actions/`. */
export type ActionId =
  | 'refresh-status'
  | 'share-status'
  | 'open-service'
  | 'open-health'
  | 'show-status'
  | 'show-help'
  | 'show-logs'
  | 'show-lens'
  | 'turn-lens'
  | 'stop-tail'
  | 'extend-tail'
  | 'acknowledge-alert'
  | 'unacknowledge-alert'
  | 'snooze-alert'
  | 'wake-alert'
  | 'resolve-alert'
  | 'reopen-alert'
  | 'diagnose-alert'
  | 'diagnose-service'
  | 'run-again'
  | 'save-finding'
  | 'make-blocker'
  | 'share-diagnosis'
  | 'show-operation'
  | 'show-list'
  | 'turn-page'
  | 'open-form'
  | 'tick-entry'
  | 'undo-change'
  | 'resolve-conflict'
  | 'use-operation';

/**
 * What an element is called inside its block, where Slack allows each name once: the first of an action has the
 * action's own, those after it a number behind it.
 * @see https://docs.slack.dev/reference/block-kit/block-elements/button-element
 */
export type ElementId = ActionId | `${ActionId}.${string}`;

/** The action of an element, from the id that came back with a click: not to be trusted to be one. */
export function actionOf(elementId: string): string {
  return elementId.replace(/\.\d+$/, '');
}

/** Text to be read, with mrkdwn already made safe. */
export function section(text: string, accessory?: Button | Select): Section {
  const block: Section = { type: 'section', text: mrkdwn(text) };
  return accessory ? { ...block, accessory } : block;
}

/** A small grey line: sources, ages, hints. */
export function context(...texts: readonly string[]): Context {
  return { type: 'context', elements: texts.map(mrkdwn) };
}

/** Inert monospaced text: no markup, no links, no mentions, whatever it holds. */
export function preformatted(text: string): RichText {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

/** Elements in a row; several may stand for one action, with values of their own. */
export function actions(...elements: readonly (Button | Select)[]): Actions {
  const counts = new Map<string, number>();
  const named = elements.map((element) => {
    const action = element.action_id;
    const nth = (counts.get(action) ?? 0) + 1;
    counts.set(action, nth);
    const action_id: ElementId = nth === 1 ? action : `${action}.${nth}`;
    return { ...element, action_id };
  });
  return { type: 'actions', elements: named };
}

export function button(action_id: ActionId, label: string, value: string): Button {
  return { type: 'button', action_id, text: { type: 'plain_text', text: label }, value };
}

/** A menu of words of our own. */
export function select(
  action_id: ActionId,
  placeholder: string,
  options: readonly { readonly label: string; readonly value: string }[],
): Select {
  return {
    type: 'static_select',
    action_id,
    placeholder: { type: 'plain_text', text: placeholder },
    options: options.map(({ label, value }) => ({ text: { type: 'plain_text', text: label }, value })),
  };
}

function mrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true };
}
