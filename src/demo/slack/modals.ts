import { commonFields } from './clicking.ts';
import type { LocalSlack } from './context.ts';
import { isSubscribed, sendEvent } from './events.ts';
import { filledForm, formComplaints, handInFiles, inputIds } from './form.ts';
import { isJson, type Json, textOf } from './json.ts';
import { Refusal } from './refusal.ts';
import { newView, soundView, wireView } from './view-content.ts';
import type { StoredView } from './views.ts';

/** What became of a submitted modal. */
export type Submitted =
  /** Closed, or replaced by what the app answered. */
  | { readonly kind: 'taken' }
  /** By block id; Slack's own complaints, of which the app does not hear, or the app's. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly error: string };

/**
 * Submits a modal: the app may answer with errors, an update, a push or clear; an empty answer closes it.
 * @see https://docs.slack.dev/surfaces/modals#handling_submissions
 */
export async function submit(
  slack: LocalSlack,
  user: string,
  viewId: string,
  values: Json,
): Promise<Submitted> {
  const view = openView(slack, user, viewId);
  const { blocks } = view.view;
  const filled: StoredView = { ...view, values: filledForm(slack, user, blocks, values) };
  slack.views.keepValues(filled);
  const complaints = formComplaints(blocks, filled.values);
  if (Object.keys(complaints).length > 0) {
    slack.views.showErrors(user, complaints);
    return { kind: 'errors', errors: complaints };
  }
  handInFiles(slack, blocks, filled.values);
  const receipt = await slack.courier.deliver({
    type: 'interactive',
    acceptsAnswer: true,
    payload: {
      ...commonFields(slack, user),
      type: 'view_submission',
      view: wireView(slack, filled),
      response_urls: [],
    },
  });
  if (receipt.kind === 'failed') {
    slack.notices.say({
      user,
      channel: view.channel ?? '',
      text: 'We had some trouble connecting. Try again?',
    });
    return { kind: 'failed', error: receipt.error };
  }
  try {
    return follow(slack, filled, receipt.body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    slack.notices.say({
      user,
      channel: view.channel ?? '',
      text: `The app's answer was refused: ${error.word}`,
    });
    return { kind: 'failed', error: error.word };
  }
}

/** Does what the app answered. */
function follow(slack: LocalSlack, view: StoredView, answer: unknown): Submitted {
  const action = textOf(answer, 'response_action');
  const next = isJson(answer) ? answer.view : undefined;
  switch (action) {
    case '':
      slack.views.close(view.id);
      return { kind: 'taken' };
    case 'clear':
      slack.views.clear(view.user);
      return { kind: 'taken' };
    case 'errors':
      return showErrors(slack, view, isJson(answer) ? answer.errors : undefined);
    case 'update': {
      const sound = soundView(slack, next, 'modal');
      slack.views.update({ ...view, view: sound, hash: slack.ledger.nextTs() });
      return { kind: 'taken' };
    }
    case 'push': {
      const sound = soundView(slack, next, 'modal');
      const { user, rootId, channel } = view;
      slack.views.push(user, newView(slack, sound, { user, rootId, channel, previousId: view.id }));
      return { kind: 'taken' };
    }
    default:
      throw new Refusal('invalid_response_action');
  }
}

/** Errors must name inputs of the view; Slack shows a general failure otherwise. */
function showErrors(slack: LocalSlack, view: StoredView, errors: unknown): Submitted {
  const known = inputIds(view.view.blocks);
  const entries = isJson(errors) ? Object.entries(errors) : [];
  const sound = entries.every(([blockId, text]) => typeof text === 'string' && known.includes(blockId));
  if (entries.length === 0 || !sound) throw new Refusal('invalid_errors');
  const named = Object.fromEntries(entries.map(([blockId, text]) => [blockId, String(text)]));
  slack.views.showErrors(view.user, named);
  return { kind: 'errors', errors: named };
}

/** Closes a modal by its X; the app hears of it only where it asked to. */
export async function close(slack: LocalSlack, user: string, viewId: string, values: Json): Promise<void> {
  const view = openView(slack, user, viewId);
  slack.views.close(viewId);
  if (view.view.notify_on_close !== true) return;
  await slack.courier.deliver({
    type: 'interactive',
    acceptsAnswer: false,
    payload: {
      ...commonFields(slack, user),
      type: 'view_closed',
      view: wireView(slack, { ...view, values: filledForm(slack, user, view.view.blocks, values) }),
      is_cleared: false,
    },
  });
}

/** Opens the App Home tab, of which the app is told every time. */
export async function openHome(slack: LocalSlack, user: string): Promise<void> {
  const home = slack.views.home(user);
  const event = {
    type: 'app_home_opened',
    user,
    channel: slack.ledger.directWith(user).id,
    event_ts: slack.ledger.nextTs(),
    tab: 'home',
    ...(home && { view: wireView(slack, home) }),
  };
  if (isSubscribed(slack, event)) await sendEvent(slack, event);
}

function openView(slack: LocalSlack, user: string, viewId: string): StoredView {
  const view = slack.views.stack(user).find((one) => one.id === viewId);
  if (!view) throw new Error(`${user} has no open modal ${viewId}`);
  return view;
}
