import type { Quiet } from '../alerting/quiet.ts';
import { type Scope, serviceIn } from '../alerting/scope.ts';
import type { SavedWatch } from '../alerting/watch.ts';
import type { Gap } from '../deployment/fact.ts';
import { capital, clean, counted } from '../text.ts';
import { firstOf } from './fit.ts';
import { gapBlocks, gapLine } from './gaps.ts';
import { type Message, section } from './message.ts';
import { here, type Where } from './place-words.ts';
import { quietWords, scopeLabel } from './scope-words.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const MOST_WATCHES = 40;

/** A watch with the names of those who are called: names, never mentions, since nobody is called for a setting. */
export interface WatchLine {
  readonly scope: Scope;
  readonly onCall: string | undefined;
  readonly escalateTo: string | undefined;
  readonly quiet: Quiet | undefined;
}

/** What `watch` changed, and where. */
export interface WatchOutcome extends WatchLine {
  readonly outcome: SavedWatch['outcome'];
  /** How many services it covers now; undefined for one that is named. */
  readonly covers: number | undefined;
  /** What kept that from being counted fully. */
  readonly gaps: readonly Gap[];
  /** Names of user groups that are called and that nobody is in. */
  readonly emptyGroups: readonly string[];
  /** Whether the bot could not post there. */
  readonly outside: boolean;
}

/** Where it is said, and when. */
export interface WatchAround {
  readonly defaultEnv: string;
  readonly place: Where;
  readonly now: Date;
}

/** What `watch` changed and what follows from it. */
export function watchMessage(outcome: WatchOutcome, around: WatchAround): Message {
  const { gaps } = outcome;
  return {
    text: clean([...outcomeLines(outcome, around, SPOKEN), ...gaps.map(gapLine)].join('\n')),
    blocks: [section(outcomeLines(outcome, around, DRAWN).join('\n')), ...gapBlocks(gaps)],
  };
}

function outcomeLines(watch: WatchOutcome, around: WatchAround, speech: Speech): readonly string[] {
  const { outcome, scope } = watch;
  const { place, defaultEnv } = around;
  const what = `${capital(here(place))} ${outcome === 'added' ? 'now watches' : 'already watches'}`;
  const changed = outcome === 'changed' ? ' Changed.' : '';
  const label = speech.name(scopeLabel(scope, defaultEnv));
  return [
    `${what} ${label} · ${speech.strong(scope.env)}.${coverWords(watch)}${changed}`,
    `${dutyWords(watch, speech)}.`,
    ...(quietWords(watch.quiet, around.now, speech)
      ? [`No new alert is told in its quiet hours: ${quietWords(watch.quiet, around.now, speech)}.`]
      : []),
    ...watch.emptyGroups.map(
      (name) => `⚠️ Nobody is in ${speech.words(name)}: whoever calls it reaches no one.`,
    ),
    purposeWords(place),
    ...(watch.outside
      ? ['⚠️ I am not in this channel, so I cannot post alerts here: type /invite @Snail Trail.']
      : []),
  ];
}

/** What a pattern is good for today and later. */
function coverWords({ scope, covers, gaps }: WatchOutcome): string {
  if (covers === undefined || serviceIn(scope)) return '';
  if (covers === 0)
    return gaps.length > 0
      ? ' How many services it covers now could not be read.'
      : ' No service fits it now; those that come later are watched by themselves.';
  const least = gaps.length > 0 ? 'at least ' : '';
  return ` It covers ${least}${counted(covers, 'service')} now; those that come later join by themselves.`;
}

/** "On call: @team-web, then @leads, then everybody here" */
function dutyWords({ onCall, escalateTo }: WatchLine, speech: Speech): string {
  const first = onCall === undefined ? 'Nobody is on call' : `On call: ${speech.words(onCall)}`;
  return escalateTo === undefined
    ? first
    : `${first}; unacknowledged alerts go to ${speech.words(escalateTo)}`;
}

function purposeWords(place: Where): string {
  return `What breaks there gets a thread of its own in ${here(place)}: /snail alerts lists the open ones. /snail status and /snail are about what ${here(place)} watches.`;
}

/** What a place watches. */
export function watchesMessage(watches: readonly WatchLine[], around: WatchAround): Message {
  const { place } = around;
  if (watches.length === 0) {
    const none = `${capital(here(place))} watches no service yet: /snail watch`;
    return {
      text: `${none} <service>`,
      blocks: [section(`${none} ${DRAWN.words('<service>')}`)],
    };
  }
  const { shown, more } = firstOf(watches, MOST_WATCHES);
  const lines = (speech: Speech) => [
    speech.strong(`${capital(here(place))} watches ${whatWords(watches)}`),
    ...shown.map((watch) => listLine(watch, around, speech)),
    ...(more ? [more] : []),
    purposeWords(place),
  ];
  return { text: clean(lines(SPOKEN).join('\n')), blocks: [section(lines(DRAWN).join('\n'))] };
}

function listLine(watch: WatchLine, { defaultEnv, now }: WatchAround, speech: Speech): string {
  const parts = [
    speech.name(scopeLabel(watch.scope, defaultEnv)),
    watch.onCall === undefined ? 'nobody on call' : `on call: ${speech.words(watch.onCall)}`,
    watch.escalateTo === undefined ? '' : `then ${speech.words(watch.escalateTo)}`,
    quietWords(watch.quiet, now, speech),
  ];
  return `• ${parts.filter(Boolean).join(' · ')}`;
}

/** "2 services and 1 pattern" */
function whatWords(watches: readonly WatchLine[]): string {
  const named = watches.filter(({ scope }) => serviceIn(scope)).length;
  const wide = watches.length - named;
  return [
    ...(named > 0 ? [counted(named, 'service')] : []),
    ...(wide > 0 ? [counted(wide, 'pattern')] : []),
  ].join(' and ');
}
