import type { LocalSlack } from './context.ts';
import { actionOf, elementsIn, optionOf, type Placed, stateOf } from './elements.ts';
import { isJson, type Json, textOf } from './json.ts';
import type { StoredMessage } from './ledger.ts';
import { wireMessage } from './methods/wire.ts';
import { wireView } from './view-content.ts';
import type { StoredView } from './views.ts';
import { interactionChannel } from './workspace.ts';

/** A button, select or other element that somebody uses. */
export interface Use {
  readonly user: string;
  readonly in: { readonly channel: string; readonly ts: string } | { readonly viewId: string };
  readonly actionId: string;
  /** Needed only where several blocks have an element of that action id. */
  readonly blockId?: string;
  /** The value of the chosen option, for static selects, overflow menus and radio buttons. */
  readonly option?: string;
  /** What was chosen or typed otherwise, as `selected_…` or `value` fields. */
  readonly used?: Json;
}

/** Whether the app acknowledged. */
export type Used =
  | { readonly kind: 'acked' }
  | { readonly kind: 'failed'; readonly error: 'operation_timeout' | 'dispatch_failed' };

/** Uses an element as a person would; throws where there is no such message, view or element, or it is hidden from them. */
export async function press(slack: LocalSlack, asked: Use): Promise<Used> {
  return 'viewId' in asked.in
    ? pressInView(slack, asked, asked.in.viewId)
    : pressInMessage(slack, asked, asked.in);
}

async function pressInMessage(
  slack: LocalSlack,
  asked: Use,
  place: { readonly channel: string; readonly ts: string },
): Promise<Used> {
  const message = slack.ledger.find(place.channel, place.ts);
  if (!message) throw new Error(`there is no message ${place.ts} in ${place.channel}`);
  if (!canSee(slack, asked.user, message)) throw new Error(`${asked.user} cannot see message ${place.ts}`);
  const placed = elementOf([message.blocks, message.attachments], asked);
  const attachment = message.attachments.find((one) => holds(one, placed));
  const channel = slack.ledger.channel(message.channel);
  const source = { kind: 'click', user: asked.user, channel: message.channel, message } as const;
  const receipt = await slack.courier.deliver({
    type: 'interactive',
    acceptsAnswer: false,
    payload: {
      ...commonFields(slack, asked.user),
      container: {
        type: attachment ? 'message_attachment' : 'message',
        message_ts: message.ts,
        ...(attachment && { attachment_id: attachment.id, is_app_unfurl: false }),
        channel_id: message.channel,
        is_ephemeral: message.ephemeralTo !== undefined,
        ...(message.threadTs && { thread_ts: message.threadTs }),
      },
      ...(channel && { channel: interactionChannel(channel) }),
      // The source of an ephemeral message is not shown to the app.
      ...(message.ephemeralTo === undefined && { message: wireMessage(slack, message) }),
      state: { values: stateWith({}, placed, usedFields(placed, asked)) },
      response_url: `${slack.origin()}${slack.responseUrls.give(source)}`,
      actions: [actionOf(placed, usedFields(placed, asked), slack.ledger.nextTs())],
    },
  });
  if (receipt.kind === 'acked') return { kind: 'acked' };
  tellFailed(slack, asked.user, message.channel);
  return { kind: 'failed', error: receipt.error };
}

async function pressInView(slack: LocalSlack, asked: Use, viewId: string): Promise<Used> {
  const view = slack.views.find(viewId);
  if (!view || view.user !== asked.user) throw new Error(`${asked.user} has no view ${viewId}`);
  const placed = elementOf(view.view.blocks, asked);
  const used = usedFields(placed, asked);
  const filled: StoredView = { ...view, values: stateWith(view.values, placed, used) };
  slack.views.keepValues(filled);
  const receipt = await slack.courier.deliver({
    type: 'interactive',
    acceptsAnswer: false,
    payload: {
      ...commonFields(slack, asked.user),
      container: { type: 'view', view_id: view.id },
      view: wireView(slack, filled),
      actions: [actionOf(placed, used, slack.ledger.nextTs())],
    },
  });
  if (receipt.kind === 'acked') return { kind: 'acked' };
  tellFailed(slack, asked.user, view.channel ?? '');
  return { kind: 'failed', error: receipt.error };
}

/** Tells the person that the app did not answer. */
export function tellFailed(slack: LocalSlack, user: string, channel: string): void {
  const app = slack.ledger.user(slack.seed.app.botUser)?.realName ?? 'The app';
  slack.notices.say({ user, channel, text: `${app} did not respond. Something went wrong; try again.` });
}

/** Fields of every interaction of one person. */
export function commonFields(slack: LocalSlack, user: string): Json {
  const { team, app } = slack.seed;
  const person = slack.ledger.user(user);
  return {
    type: 'block_actions',
    user: {
      id: user,
      username: person?.name ?? '',
      name: person?.name ?? '',
      team_id: person?.teamId ?? team.id,
    },
    api_app_id: app.id,
    token: 'deprecated',
    trigger_id: slack.triggers.give(user),
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function canSee(slack: LocalSlack, user: string, message: StoredMessage): boolean {
  if (message.ephemeralTo !== undefined) return message.ephemeralTo === user;
  return slack.ledger.isMember(message.channel, user);
}

function elementOf(blocks: unknown, asked: Use): Placed {
  const found = elementsIn(blocks).filter(
    ({ blockId, element }) =>
      element.action_id === asked.actionId && (asked.blockId === undefined || asked.blockId === blockId),
  );
  const [first] = found;
  if (!first) throw new Error(`there is no element ${asked.actionId} to use`);
  return first;
}

function holds(attachment: Json, { element }: Placed): boolean {
  return elementsIn(attachment.blocks).some((placed) => placed.element === element);
}

/** What the person chose, as the fields Slack reports; an option is looked up by its value. */
function usedFields({ element }: Placed, asked: Use): Json {
  if (asked.option === undefined) return asked.used ?? {};
  const option = optionOf(element, asked.option);
  if (!option) throw new Error(`${asked.actionId} has no option ${asked.option}`);
  const isMany = textOf(element, 'type').startsWith('multi_') || element.type === 'checkboxes';
  return isMany ? { selected_options: [option] } : { selected_option: option };
}

/** `state.values` with one element's entry put in. */
function stateWith(values: Json, placed: Placed, used: Json): Json {
  const state = stateOf(placed.element, used);
  if (!state) return values;
  const block = values[placed.blockId];
  const actionId = textOf(placed.element, 'action_id');
  return { ...values, [placed.blockId]: { ...(isJson(block) ? block : {}), [actionId]: state } };
}
