import type { Line } from './evidence.ts';

/** A path that a program was seen to know, or not to know. */
export interface Route {
  readonly path: string;
  /** It was answered with success, or the program itself lists it. */
  readonly isServed: boolean;
  readonly line: Line;
}

/** `"GET /health HTTP/1.1" 404`, `GET /healthz 200`: what was asked and answered. */
const ANSWERED = /"?\b(?:GET|HEAD) (\/[^\s"?]*)(?:\?[^\s"]*)?(?: HTTP\/[\d.]+)?"? (?:- )?(\d{3})\b/;
/** `routes: GET /, POST /predict`: what a program lists when it starts. */
const LISTED = /\b(?:routes?|endpoints?)\b.{0,200}?\b(?:GET|POST) \//i;

/** What lines tell of paths, each once, the last word on it counting; those said last come last. */
export function routesIn(lines: readonly Line[]): readonly Route[] {
  const routes = new Map<string, Route>();
  const note = (route: Route) => {
    routes.delete(route.path);
    routes.set(route.path, route);
  };
  for (const line of lines) {
    const [, path, code] = ANSWERED.exec(line.text) ?? [];
    if (path !== undefined) note({ path, isServed: /^2/.test(code ?? ''), line });
    else if (LISTED.test(line.text))
      for (const [, listed = '/'] of line.text.matchAll(/\bGET (\/[^\s,;"]*)/g))
        note({ path: listed, isServed: true, line });
  }
  return [...routes.values()];
}
