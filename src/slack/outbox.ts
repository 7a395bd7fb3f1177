import type { Message } from '../views/message.ts';

/** A message in Slack: `ts` is unique within its channel only. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/** The only writer to channels. Within one channel things appear in the order they were handed over, urgent ones first. */
export interface Outbox {
  post(channel: string, message: Message, options?: { readonly urgent?: boolean }): Promise<Posted>;
  reply(root: Posted, message: Message, options?: { readonly urgent?: boolean }): Promise<Posted>;
  /** Edits that wait for the same message are merged into the newest. */
  update(posted: Posted, message: Message): Promise<void>;
  /** Puts a text file into a thread. */
  file(root: Posted, file: { readonly name: string; readonly content: string }): Promise<void>;
  /** Resolves when nothing waits any more, or after `timeoutMs` with how many were left. */
  drain(timeoutMs: number): Promise<number>;
}
