import type { types } from '@slack/bolt';
import { fitMessage } from '../views/fit.ts';
import type { Message } from '../views/message.ts';
import { escapeText } from '../views/mrkdwn.ts';

/** The part of a message that every way into Slack shares. */
export interface Wire {
  readonly text: string;
  readonly blocks: types.Block[];
  /** Empty, not absent, where there is no bar: an edit keeps the attachments that it leaves out. */
  readonly attachments: Attachment[];
  readonly parse: 'none';
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Blocks beside a coloured bar. @see https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments */
interface Attachment {
  readonly color: string;
  readonly blocks: types.Block[];
  /** For those who are shown no attachment. */
  readonly fallback: string;
}

/** A message as Slack takes it: cut to the limits, its plain text made inert. Stated in full, as edits forget what is left out. */
export function wire(message: Message, mostBlocks?: number): Wire {
  const fitted = fitMessage(message, mostBlocks);
  const text = escapeText(fitted.text);
  return { ...plainWire(message), text, ...barred(fitted, text) };
}

/** The words alone, for when Slack refuses the blocks. */
export function plainWire(message: Message): Wire {
  const text = escapeText(fitMessage({ ...message, blocks: [] }).text) || 'This message could not be shown.';
  return { text, blocks: [], attachments: [], parse: 'none', unfurl_links: false, unfurl_media: false };
}

/**
 * The first block stays above the bar: without one Slack shows the text as well as the attachment, and a mention
 * inside an attachment notifies nobody.
 * @see https://github.com/slackapi/node-slack-sdk/issues/1528
 */
function barred({ color, blocks }: Message, fallback: string): Pick<Wire, 'blocks' | 'attachments'> {
  const [first, ...rest] = blocks;
  if (color === undefined || !first || rest.length === 0) return { blocks: [...blocks], attachments: [] };
  return { blocks: [first], attachments: [{ color, blocks: rest, fallback }] };
}
