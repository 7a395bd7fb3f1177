import type { Alert } from '../alerting/alert.ts';
import type { Blindness } from '../alerting/blindness.ts';
import { serviceLabel } from '../deployment/ref.ts';
import { capital, clean, counted, cut } from '../text.ts';
import { ALERT_EMOJI, stateWord, troubleWords } from './alert-words.ts';
import { firstOf } from './fit.ts';
import { context, type Message, section } from './message.ts';
import { age, link } from './mrkdwn.ts';
import { commandWord, here, type Where } from './place-words.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** More than anybody reads; the rest is counted. */
export const MOST_ALERTS = 30;
const LINES_PER_SECTION = 5;
/** Characters of what is wrong; the thread has the rest. */
const MOST_WORDS = 140;

/** Those that are listed, in this order. */
const SHOWN: readonly Alert['state'][] = ['firing', 'acknowledged', 'snoozed', 'muted'];

/** An open alert, with where its thread is and who is called next. */
export interface AlertLine {
  readonly alert: Alert;
  /** The address of its thread; undefined where it is not posted, or Slack does not say. */
  readonly address: string | undefined;
  readonly next: string | undefined;
}

/** What `alerts` answers from. */
export interface AlertsFacts {
  readonly lines: readonly AlertLine[];
  /** What cannot be read here at the moment: no alert can come from there. */
  readonly blind: readonly Blindness[];
  /** Whether anything is watched here at all. */
  readonly watches: boolean;
  readonly defaultEnv: string;
  readonly place: Where;
  /** "all channels", where not only those of the place were asked for. */
  readonly within?: string;
  /** " of yours", where not all were asked for. */
  readonly which?: string;
  readonly now: Date;
}

/** The open alerts of a place: firing first, then acknowledged, snoozed, and held back; the oldest first in each. */
export function alertsMessage(facts: AlertsFacts): Message {
  const open = SHOWN.flatMap((state) => facts.lines.filter(({ alert }) => alert.state === state).sort(byAge));
  const { shown, more } = firstOf(open, MOST_ALERTS, 'alert');
  const title = titleWords(open, facts);
  const blind = facts.blind.filter(({ state }) => state === 'blind');
  const spoken = shown.map((line) =>
    [alertWords(line, facts, SPOKEN), SPOKEN.words(line.address ?? '')].filter(Boolean).join(' · '),
  );
  const drawn = shown.map((line) => `${alertWords(line, facts, DRAWN)}${threadLink(line)}`);
  const rest = more ? [more] : [];
  return {
    text: clean([title, ...blind.map((each) => blindWords(each, SPOKEN)), ...spoken, ...rest].join('\n')),
    blocks: [
      section([DRAWN.strong(title), ...blind.map((each) => blindWords(each, DRAWN))].join('\n')),
      ...sectionsOf(drawn),
      ...rest.map((words) => context(words)),
    ],
  };
}

/** "3 alerts are open in this channel: 1 firing, 1 acknowledged, 1 snoozed" */
function titleWords(open: readonly AlertLine[], facts: AlertsFacts): string {
  const { watches, place, which = '', within = here(place) } = facts;
  if (open.length === 0) {
    const why = watches ? '' : `, and nothing is watched: ${commandWord(place)} watch <service>`;
    return `No alert${which} is open in ${within}${why}`;
  }
  const counts = SHOWN.map((state) => ({
    count: open.filter(({ alert }) => alert.state === state).length,
    word: stateWord(state),
  }));
  const words = counts.filter(({ count }) => count > 0).map(({ count, word }) => `${count} ${word}`);
  const are = counted(open.length, `alert${which} is`, `alerts${which} are`);
  return `${are} open in ${within}: ${words.join(', ')}`;
}

function alertWords({ alert, next }: AlertLine, { defaultEnv, now }: AlertsFacts, speech: Speech): string {
  const words = [
    `${ALERT_EMOJI[alert.state]} ${speech.strong(capital(stateWord(alert.state)))}`,
    alert.flappingSinceAt ? speech.strong('flapping') : '',
    speech.name(serviceLabel(alert.ref, defaultEnv)),
    `for ${age(alert.beganAt, now)}`,
    speech.words(cut(troubleWords(alert), MOST_WORDS)),
    whoWords(alert, next, speech),
  ];
  return words.filter(Boolean).join(' · ');
}

function whoWords({ state, acknowledged, snoozed, nextAt }: Alert, next: string | undefined, speech: Speech) {
  switch (state) {
    case 'firing':
      return nextAt
        ? `next: ${speech.words(next ?? 'another call')} at ${speech.minute(nextAt)}`
        : 'nobody has it';
    case 'acknowledged':
      return acknowledged ? `${speech.words(acknowledged.by.name)} has it` : '';
    case 'snoozed': {
      const until = snoozed?.untilAt ? speech.dayMinute(snoozed.untilAt) : 'it is resolved';
      return snoozed ? `by ${speech.words(snoozed.by.name)} until ${until}` : '';
    }
    default:
      return 'not told: quiet hours';
  }
}

function threadLink({ address }: AlertLine): string {
  return address === undefined ? '' : ` · ${link(address, 'thread')}`;
}

function blindWords({ env, missing, of, sinceAt }: Blindness, speech: Speech): string {
  const since = `since ${speech.dayMinute(sinceAt)}: no alert comes from there`;
  // One is a service, or a pattern whose services cannot be listed.
  if (of === 1) return `❔ What is watched in ${speech.name(env)} cannot be read ${since}`;
  return `❔ ${missing} of ${counted(of, 'service')} in ${speech.name(env)} cannot be read ${since}`;
}

function sectionsOf(lines: readonly string[]) {
  const count = Math.ceil(lines.length / LINES_PER_SECTION);
  return Array.from({ length: count }, (_, at) =>
    section(lines.slice(at * LINES_PER_SECTION, (at + 1) * LINES_PER_SECTION).join('\n')),
  );
}

function byAge({ alert: one }: AlertLine, { alert: other }: AlertLine): number {
  return one.beganAt.getTime() - other.beganAt.getTime();
}
