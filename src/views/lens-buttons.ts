import type { ServiceRef } from '../deployment/service.ts';
import { type Actions, actions, type Button, button } from './message.ts';

/** What can be looked at of one service beside its status. */
export type Lens = 'health' | 'deploys';

/** Buttons below an answer about one service: its pages, itself anew, the other one, and its log. The values are commands as they are typed. */
export function lensButtons(
  lens: Lens,
  { env, cluster, name }: ServiceRef,
  { page, pages }: { readonly page: number; readonly pages: number } = { page: 1, pages: 1 },
): Actions {
  const who = `${env}:${cluster}/${name}`;
  const turn = (label: string, to: number): readonly Button[] =>
    to >= 1 && to <= pages ? [button('turn-lens', label, `${lens} ${who} --page ${to}`)] : [];
  return actions(
    ...turn('Newer', page - 1),
    ...turn('Older', page + 1),
    lens === 'deploys'
      ? button('show-lens', 'Health', `health ${who}`)
      : button('show-lens', 'Deployments', `deploys ${who}`),
    button('show-logs', 'Logs', who),
    button('turn-lens', 'Refresh', page > 1 ? `${lens} ${who} --page ${page}` : `${lens} ${who}`),
  );
}
