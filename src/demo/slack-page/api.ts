import type { Clock } from '../../clock.ts';
import type { Change, Click, Say, Shortcut, Submit, Uploaded, Workspace } from './protocol.ts';

/** What the page may ask of the local Slack. Every call rejects with a sentence when it was refused. */
export interface Api {
  say(say: Say): Promise<void>;
  click(click: Click): Promise<void>;
  submit(submit: Submit): Promise<void>;
  close(submit: Submit): Promise<void>;
  /** Uploads a file for a message or a form; nobody sees it before that is sent. */
  upload(file: File): Promise<Uploaded>;
  shortcut(shortcut: Shortcut): Promise<void>;
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

/** The largest file the local Slack takes, in bytes. */
const MOST_BYTES = 32 * 1024 * 1024;
/** How long to wait before the next attempt to connect, in milliseconds. */
const RECONNECT_MS = 1000;

/** The page's side of `protocol.ts`, over fetch and server-sent events. */
export function createApi(clock: Clock): Api {
  return {
    say: (say) => post('say', say),
    click: (click) => post('click', click),
    submit: (submit) => post('submit', submit),
    close: (submit) => post('close', submit),
    upload,
    shortcut: (shortcut) => post('shortcut', shortcut),
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
  if (!response.ok) throw await refusalOf(response);
}

async function upload(file: File): Promise<Uploaded> {
  const { name, size } = file;
  if (size > MOST_BYTES) throw new Error(`${name} is larger than 32 MB.`);
  const response = await fetch(`/page/upload?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: file,
  });
  if (!response.ok) throw await refusalOf(response);
  const { id }: { id: string } = await response.json();
  return { id, name, size };
}

async function refusalOf(response: Response): Promise<Error> {
  const answer: { error?: string } = await response.json().catch(() => ({}));
  return new Error(answer.error ?? `The local Slack refused this (${response.status}).`);
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
