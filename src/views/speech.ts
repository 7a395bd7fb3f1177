import type { Rung } from '../alerting/alert.ts';
import { oneLine } from '../text.ts';
import {
  code,
  link,
  localDayMinute,
  localMinute,
  mention,
  plain,
  utcDayMinute,
  utcMinute,
} from './mrkdwn.ts';

/** How a sentence is written: it is put together once and said twice, so that both forms say the same. */
export interface Speech {
  /** Words from outside. */
  readonly words: (text: string) => string;
  /** What the eye looks for first. */
  readonly strong: (text: string) => string;
  /** What is said beside the point: where something was read. */
  readonly aside: (text: string) => string;
  /** The name of a thing. */
  readonly name: (text: string) => string;
  /** Somebody who is called; their name, where Slack says it, is for those who do not see the mention. */
  readonly call: (rung: Rung, name: string | undefined) => string;
  /** An address with what stands for it; where it is no address that a browser opens, only the label is drawn. */
  readonly link: (address: string, label: string) => string;
  readonly minute: (at: Date) => string;
  readonly dayMinute: (at: Date) => string;
}

/** For a message's text: times in UTC, nothing marked up. */
export const SPOKEN: Speech = {
  words: (text) => oneLine(text),
  strong: (text) => oneLine(text),
  aside: (text) => oneLine(text),
  name: (text) => oneLine(text),
  call: (rung, name) => oneLine(name ?? (rung.kind === 'channel' ? 'the whole channel' : rung.id)),
  link: (address, label) => `${oneLine(label)} ${oneLine(address)}`,
  minute: utcMinute,
  dayMinute: utcDayMinute,
};

/** For blocks: times in the reader's zone, outside words without effect. */
export const DRAWN: Speech = {
  words: plain,
  strong: (text) => `*${plain(text)}*`,
  aside: (text) => `_${plain(text)}_`,
  name: code,
  call: mention,
  link,
  minute: localMinute,
  dayMinute: localDayMinute,
};
