import type { ServiceRef } from '../deployment/service.ts';

/** What a watch covers: a service, or every one whose name fits, or every one that carries a tag; those that come later included. */
export type Scope =
  /** Each part may hold `*`, standing for any letters. */
  | { readonly kind: 'names'; readonly env: string; readonly cluster: string; readonly name: string }
  | { readonly kind: 'tag'; readonly env: string; readonly key: string; readonly value: string };

/** The one service that is meant; undefined for a pattern. */
export function serviceIn(scope: Scope): ServiceRef | undefined {
  if (scope.kind === 'tag') return undefined;
  const { env, cluster, name } = scope;
  return [env, cluster, name].some((part) => part.includes('*')) ? undefined : { env, cluster, name };
}

/** The scope of one service. */
export function scopeOf({ env, cluster, name }: ServiceRef): Scope {
  return { kind: 'names', env, cluster, name };
}

/** Whether a service fits the names of a scope. Tags are AWS's to tell. */
export function covers(scope: Scope, ref: ServiceRef): boolean {
  if (scope.kind === 'tag') return false;
  return fits(scope.env, ref.env) && fits(scope.cluster, ref.cluster) && fits(scope.name, ref.name);
}

/** As it is typed and kept: `prod-eu:prod/web`, `prod-eu:prod/*`, `prod-eu:tag:team=payments`. */
export function scopeText(scope: Scope): string {
  if (scope.kind === 'tag') return `${scope.env}:tag:${scope.key}=${scope.value}`;
  return `${scope.env}:${scope.cluster}/${scope.name}`;
}

/** The scope that a text of `scopeText` stands for; undefined for any other text. */
export function scopeFrom(text: string): Scope | undefined {
  const tag = /^([^:]+):tag:([^=]+)=(.*)$/s.exec(text);
  if (tag) return { kind: 'tag', env: tag[1] ?? '', key: tag[2] ?? '', value: tag[3] ?? '' };
  const names = /^([^:]+):([^/]+)\/([^/]+)$/.exec(text);
  if (names) return { kind: 'names', env: names[1] ?? '', cluster: names[2] ?? '', name: names[3] ?? '' };
  return undefined;
}

/** Names are at most 255 letters and patterns hold few stars, so going back costs nothing worth speaking of. */
function fits(pattern: string, name: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = parts;
  const text = name.toLowerCase();
  if (!text.startsWith(first)) return false;
  const last = rest.pop();
  if (last === undefined) return text === first;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
