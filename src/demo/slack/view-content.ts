import { checkView } from './blocks/check-view.ts';
import { withIds } from './content.ts';
import type { LocalSlack } from './context.ts';
import { isJson, type Json, jsonList } from './json.ts';
import { needScope } from './methods/method.ts';
import { Refusal, refusalWith } from './refusal.ts';
import type { StoredView } from './views.ts';

/** @see https://docs.slack.dev/reference/methods/views.open#errors */
const MOST_BYTES = 250_000;

/** A sound view with ids in its blocks; refused as `view_too_large`, `missing_scope` or `invalid_arguments` with all complaints. */
export function soundView(slack: LocalSlack, view: unknown, type: 'modal' | 'home'): Json {
  if (!isJson(view)) throw new Refusal('invalid_arguments');
  if (Buffer.byteLength(JSON.stringify(view)) > MOST_BYTES) throw new Refusal('view_too_large');
  const complaints = checkView(view, type);
  if (complaints.length > 0) throw refusalWith('invalid_arguments', complaints);
  if (takesFiles(view)) needScope(slack, 'files:read');
  return { ...view, blocks: withIds(jsonList(view.blocks), slack.ledger) };
}

/** @see https://docs.slack.dev/reference/block-kit/block-elements/file-input-element#usage-info */
function takesFiles(view: Json): boolean {
  return jsonList(view.blocks).some((block) => isJson(block.element) && block.element.type === 'file_input');
}

/** A new view of one person, not shown yet; `duplicate_external_id` where another view has that id. */
export function newView(
  slack: LocalSlack,
  view: Json,
  of: Pick<StoredView, 'user' | 'previousId' | 'channel'> & { readonly rootId: string | undefined },
): StoredView {
  if (typeof view.external_id === 'string' && slack.views.findByExternalId(view.external_id)) {
    throw new Refusal('duplicate_external_id');
  }
  const id = slack.ledger.nextId('V');
  return { ...of, id, rootId: of.rootId ?? id, view, hash: slack.ledger.nextTs(), values: {} };
}

/** The view as the API and the payloads show it. */
export function wireView(slack: LocalSlack, stored: StoredView): Json {
  const { team, app } = slack.seed;
  return {
    id: stored.id,
    team_id: team.id,
    app_id: app.id,
    app_installed_team_id: team.id,
    bot_id: app.botId,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    ...stored.view,
    state: { values: stored.values },
    hash: stored.hash,
    root_view_id: stored.rootId,
    previous_view_id: stored.previousId ?? null,
  };
}
