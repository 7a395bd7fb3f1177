import type { Clock } from '../../clock.ts';
import type { Change, Click, Say, Submit, Workspace } from './protocol.ts';

/** What the page may ask of the local Slack. Every call rejects with a sentence when it was refused. */
export interface Api {
  say(say: Say): Promise<void>;
  click(click: Click): Promise<void>;
  submit(submit: Submit): Promise<void>;
  close(submit: Submit): Promise<void>;
  openHome(): Promise<void>;
  /** Keeps the page up to date until the returned function is called. */
  listen(ear: Listener): () => void;
}

/** After `loaded` the whole workspace is known; each `changed` tells what became different since. */
export interface Listener {
  loaded(workspace: Workspace): void;
  changed(change: Change): void;
  /** The line broke; `loaded` follows once it is back. */
  lost(): void;
}

/** How long to wait before the next attempt to connect, in milliseconds. */
const RECONNECT_MS = 1000;

/** The page's side of `protocol.ts`, over fetch and server-sent events. */
export function createApi(clock: Clock): Api {
  return {
    say: (say) => post('say', say),
    click: (click) => post('click', click),
    submit: (submit) => post('submit', submit),
    close: (submit) => post('close', submit),
    openHome: () => post('open-home', {}),
    listen: (ear) => listen(clock, ear),
  };
}

async function post(what: string, body: unknown): Promise<void> {
  const response = await fetch(`/page/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) return;
  const answer: { error?: string } = await response.json().catch(() => ({}));
  throw new Error(answer.error ?? `The local Slack refused this (${response.status}).`);
}

function listen(clock: Clock, ear: Listener): () => void {
  let current: EventSource | undefined;
  let stopped = false;

  function connect(): void {
    if (stopped) return;
    const source = new EventSource('/page/events');
    current = source;
    // What changes while the workspace is still being fetched is kept, and applied on top of it.
    let waiting: Change[] | undefined = [];
    source.onmessage = (event) => {
      const change: Change = JSON.parse(event.data);
      if (waiting) waiting.push(change);
      else ear.changed(change);
    };
    source.onopen = () => {
      load().then(
        (workspace) => {
          if (current !== source) return;
          ear.loaded(workspace);
          for (const change of waiting ?? []) ear.changed(change);
          waiting = undefined;
        },
        () => again(source),
      );
    };
    source.onerror = () => again(source);
  }

  function again(source: EventSource): void {
    source.close();
    if (current !== source || stopped) return;
    current = undefined;
    ear.lost();
    void clock.sleep(RECONNECT_MS).then(connect);
  }

  connect();
  return () => {
    stopped = true;
    current?.close();
  };
}

async function load(): Promise<Workspace> {
  const response = await fetch('/page/state');
  if (!response.ok) throw new Error(`The local Slack did not answer (${response.status}).`);
  return response.json();
}
