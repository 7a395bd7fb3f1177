import type { SavedWatch, Watch } from '../alerting/watch.ts';
import { serviceLabel } from '../deployment/ref.ts';
import { clean } from '../text.ts';
import { firstOf } from './fit.ts';
import { type Message, section } from './message.ts';
import { code, escapeText, plain } from './mrkdwn.ts';

const MOST_WATCHES = 40;

/** What `watch` changed. The one on call is named by id, never mentioned: nobody is pinged for a setting. */
export function watchMessage({ outcome, onCall }: SavedWatch, label: string, env: string): Message {
  const what = outcome === 'added' ? 'now watches' : 'already watches';
  const duty = dutyWords(outcome, onCall);
  return {
    text: clean(`This channel ${what} ${label} · ${env}.${duty}`),
    blocks: [section(`This channel ${what} ${code(label)} · *${plain(env)}*.${escapeText(duty)}`)],
  };
}

function dutyWords(outcome: SavedWatch['outcome'], onCall: string | undefined): string {
  if (outcome === 'changed') return onCall ? ` On call is now ${onCall}.` : ' Nobody is on call any more.';
  return onCall ? ` On call: ${onCall}.` : '';
}

/** What a channel watches. */
export function watchesMessage(watches: readonly Watch[], defaultEnv: string): Message {
  if (watches.length === 0) {
    const text = 'This channel watches no service yet: /snail watch <service>';
    return { text, blocks: [section(escapeText(text))] };
  }
  const { shown, more } = firstOf(watches, MOST_WATCHES);
  const lines = shown.map(({ ref, onCall }) => ({
    label: serviceLabel(ref, defaultEnv),
    duty: onCall ? ` on call: ${onCall}` : '',
  }));
  const title = `This channel watches ${watches.length} ${watches.length === 1 ? 'service' : 'services'}`;
  return {
    text: clean(
      [title, ...lines.map(({ label, duty }) => `${label}${duty}`), more].filter(Boolean).join('\n'),
    ),
    blocks: [
      section(
        [`*${title}*`, ...lines.map(({ label, duty }) => `• ${code(label)}${escapeText(duty)}`), more]
          .filter(Boolean)
          .join('\n'),
      ),
    ],
  };
}
