import type { SavedWatch } from '../alerting/watch.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import { capital, clean, counted } from '../text.ts';
import { firstOf } from './fit.ts';
import { type Message, section } from './message.ts';
import { code, escapeText, plain } from './mrkdwn.ts';
import { here, type Where } from './place-words.ts';

const MOST_WATCHES = 40;

/** What `watch` changed, and where. */
export interface WatchChange {
  readonly outcome: SavedWatch['outcome'];
  /** A name, never a mention: nobody is pinged for a setting. */
  readonly onCall: string | undefined;
  readonly ref: ServiceRef;
  readonly defaultEnv: string;
  readonly place: Where;
  /** Whether the bot could not post there. */
  readonly outside: boolean;
}

/** What watching is good for as long as there are no alerts; said so that nobody waits for one. */
function purposeWords(place: Where): string {
  return `/snail status and /snail are about what ${here(place)} watches. I do not post by myself when something breaks: alerts are not built yet.`;
}

/** What `watch` changed and what follows from it. */
export function watchMessage({ outcome, onCall, ref, defaultEnv, place, outside }: WatchChange): Message {
  const what = `${capital(here(place))} ${outcome === 'added' ? 'now watches' : 'already watches'}`;
  const label = serviceLabel(ref, defaultEnv);
  const duty = dutyWords(outcome, onCall);
  const follows = [
    purposeWords(place),
    ...(outside ? ['I am not in this channel, so I could not post here: type /invite @Snail Trail.'] : []),
  ];
  return {
    text: clean([`${what} ${label} · ${ref.env}.${duty}`, ...follows].join('\n')),
    blocks: [
      section(
        [`${what} ${code(label)} · *${plain(ref.env)}*.${plain(duty)}`, ...follows.map(escapeText)].join(
          '\n',
        ),
      ),
    ],
  };
}

function dutyWords(outcome: SavedWatch['outcome'], onCall: string | undefined): string {
  if (outcome === 'changed')
    return onCall ? ` On call is now ${onCall} (noted only).` : ' Nobody is on call any more.';
  return onCall ? ` On call: ${onCall} (noted only).` : '';
}

/** A watched service, with the name of who is on call for it. */
export interface WatchLine {
  readonly ref: ServiceRef;
  readonly onCall: string | undefined;
}

/** What a place watches. */
export function watchesMessage(watches: readonly WatchLine[], defaultEnv: string, place: Where): Message {
  if (watches.length === 0) {
    const none = `${capital(here(place))} watches no service yet: /snail watch <service>`;
    return { text: none, blocks: [section(escapeText(none))] };
  }
  const { shown, more } = firstOf(watches, MOST_WATCHES);
  const lines = shown.map(({ ref, onCall }) => ({
    label: serviceLabel(ref, defaultEnv),
    duty: onCall ? ` on call: ${onCall}` : '',
  }));
  const title = `${capital(here(place))} watches ${counted(watches.length, 'service')}`;
  const rest = [...(more ? [more] : []), purposeWords(place)];
  return {
    text: clean([title, ...lines.map(({ label, duty }) => `${label}${duty}`), ...rest].join('\n')),
    blocks: [
      section(
        [
          `*${title}*`,
          ...lines.map(({ label, duty }) => `• ${code(label)}${duty && ` ${plain(duty)}`}`),
          ...rest.map(escapeText),
        ].join('\n'),
      ),
    ],
  };
}
