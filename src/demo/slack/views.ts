import type { Json } from './json.ts';
import { Refusal } from './refusal.ts';

/**
 * Modals are stacked three deep.
 * @see https://docs.slack.dev/surfaces/modals#view_stack
 */
const MOST_STACKED = 3;

/** A modal or Home tab as Slack keeps it; `view` is what the app sent, ids added. */
export interface StoredView {
  readonly id: string;
  readonly user: string;
  readonly view: Json;
  readonly hash: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  /** Values typed so far, as `view.state.values`. */
  readonly values: Json;
  /** The channel it was opened from, for notices. */
  readonly channel: string | undefined;
}

export type ViewChange =
  | { readonly kind: 'modals'; readonly user: string; readonly stack: readonly StoredView[] }
  | { readonly kind: 'home'; readonly user: string; readonly view: StoredView }
  | { readonly kind: 'errors'; readonly user: string; readonly errors: Readonly<Record<string, string>> };

/** Who has which modals open, and everybody's Home tab. */
export interface Views {
  stack(user: string): readonly StoredView[];
  home(user: string): StoredView | undefined;
  find(id: string): StoredView | undefined;
  findByExternalId(externalId: string): StoredView | undefined;
  /** Opens a first modal, or pushes one on those that are open; refused as `push_limit_reached`. */
  push(user: string, view: StoredView): void;
  /** Puts a newer form in place; refused as `not_found` where the view is gone. */
  update(view: StoredView): void;
  /** Keeps what was typed, without showing anything new. */
  keepValues(view: StoredView): void;
  publish(view: StoredView): void;
  /** Closes a modal and all above it. */
  close(id: string): void;
  clear(user: string): void;
  showErrors(user: string, errors: Readonly<Record<string, string>>): void;
  onChange(listener: (change: ViewChange) => void): () => void;
}

export function createViews(): Views {
  const stacks = new Map<string, readonly StoredView[]>();
  const homes = new Map<string, StoredView>();
  const listeners = new Set<(change: ViewChange) => void>();

  function tell(change: ViewChange): void {
    for (const listener of listeners) listener(change);
  }
  function setStack(user: string, stack: readonly StoredView[]): void {
    stacks.set(user, stack);
    tell({ kind: 'modals', user, stack });
  }
  const all = () => [...[...stacks.values()].flat(), ...homes.values()];
  const find = (id: string) => all().find((view) => view.id === id);

  return {
    stack: (user) => stacks.get(user) ?? [],
    home: (user) => homes.get(user),
    find,
    findByExternalId: (externalId) => all().find(({ view }) => view.external_id === externalId),
    push(user, view) {
      const stack = stacks.get(user) ?? [];
      if (stack.length >= MOST_STACKED) throw new Refusal('push_limit_reached');
      setStack(user, [...stack, view]);
    },
    update(view) {
      if (!find(view.id)) throw new Refusal('not_found');
      if (homes.get(view.user)?.id === view.id) {
        homes.set(view.user, view);
        tell({ kind: 'home', user: view.user, view });
        return;
      }
      setStack(
        view.user,
        (stacks.get(view.user) ?? []).map((old) => (old.id === view.id ? view : old)),
      );
    },
    keepValues(view) {
      if (homes.get(view.user)?.id === view.id) homes.set(view.user, view);
      const stack = stacks.get(view.user) ?? [];
      stacks.set(
        view.user,
        stack.map((old) => (old.id === view.id ? view : old)),
      );
    },
    publish(view) {
      homes.set(view.user, view);
      tell({ kind: 'home', user: view.user, view });
    },
    close(id) {
      const user = find(id)?.user ?? '';
      const stack = stacks.get(user) ?? [];
      const at = stack.findIndex((view) => view.id === id);
      if (at >= 0) setStack(user, stack.slice(0, at));
    },
    clear(user) {
      if (stacks.get(user)?.length) setStack(user, []);
    },
    showErrors: (user, errors) => tell({ kind: 'errors', user, errors }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
