import type { Json } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { newView, soundView, wireView } from '../view-content.ts';
import type { StoredView } from '../views.ts';
import { type MethodCall, type Methods, userOf } from './method.ts';

/** Modals and the Home tab. */
export const viewMethods: Methods = {
  'views.open': { run: open },
  'views.push': { run: push },
  'views.update': { run: update },
  'views.publish': { run: publish },
};

function open({ args, slack }: MethodCall): Json {
  const user = slack.triggers.exchange(args.need('trigger_id'));
  const view = soundView(slack, args.json('view', 'invalid_arguments'), 'modal');
  const opened = newView(slack, view, { user, rootId: undefined, previousId: undefined, channel: undefined });
  slack.views.clear(user);
  slack.views.push(user, opened);
  return { view: wireView(slack, opened) };
}

function push({ args, slack }: MethodCall): Json {
  const user = slack.triggers.exchange(args.need('trigger_id'));
  const view = soundView(slack, args.json('view', 'invalid_arguments'), 'modal');
  const top = slack.views.stack(user).at(-1);
  if (!top) throw new Refusal('not_found');
  const pushed = newView(slack, view, { user, rootId: top.rootId, previousId: top.id, channel: top.channel });
  slack.views.push(user, pushed);
  return { view: wireView(slack, pushed) };
}

function update({ args, slack }: MethodCall): Json {
  const old = wanted({ args, slack });
  const type = slack.views.home(old.user)?.id === old.id ? 'home' : 'modal';
  const view = soundView(slack, args.json('view', 'invalid_arguments'), type);
  needHash(args.text('hash'), old);
  const updated = { ...old, view, hash: slack.ledger.nextTs() };
  slack.views.update(updated);
  return { view: wireView(slack, updated) };
}

function publish({ args, slack }: MethodCall): Json {
  const user = userOf(slack, args.need('user_id')).id;
  const view = soundView(slack, args.json('view', 'invalid_arguments'), 'home');
  const old = slack.views.home(user);
  if (old) needHash(args.text('hash'), old);
  const published: StoredView = old
    ? { ...old, view, hash: slack.ledger.nextTs() }
    : newView(slack, view, { user, rootId: undefined, previousId: undefined, channel: undefined });
  slack.views.publish(published);
  return { view: wireView(slack, published) };
}

function wanted({ args, slack }: MethodCall): StoredView {
  const externalId = args.text('external_id');
  const view =
    externalId === undefined
      ? slack.views.find(args.need('view_id'))
      : slack.views.findByExternalId(externalId);
  if (!view) throw new Refusal('not_found');
  return view;
}

/** With a hash the change is refused when somebody else was faster. */
function needHash(hash: string | undefined, view: StoredView): void {
  if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
}
