import type { Alert } from '../alerting/alert.ts';
import type { Gap } from '../deployment/fact.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { VERDICTS, type Verdict } from '../deployment/verdict.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { gapBlocks, gapLine, gapTitle } from './gaps.ts';
import {
  actions,
  type Block,
  type Button,
  button,
  context,
  type Message,
  type Section,
  section,
} from './message.ts';
import { code, escapeText, localTime, plain, utcTime } from './mrkdwn.ts';
import { openAlertLines } from './open-alerts.ts';
import { shareButtons, type Where } from './place-words.ts';
import { type OpeningId, serviceSelect } from './service-select.ts';
import { overviewSources } from './source-words.ts';
import { countsWords, VERDICT_EMOJI, verdictReasons, verdictWord } from './verdict.ts';

/** As many lines as a screen or two; the rest is counted, named in the file, and can be picked from the menu. */
const MOST_LINES = 40;
/** Of one line: as much as leaves a section of lines with long names within its limit. */
const MOST_WORDS = 190;
const LINES_PER_SECTION = 9;

/** A sighting with its verdict. */
export interface Judged {
  readonly sighting: Sighting;
  readonly verdict: Verdict;
}

/** What the overview is about, and how to ask for it again. */
export interface OverviewScope {
  /** "every service that can be listed", or those that are watched here. */
  readonly title: string;
  /** Aliases of those that were looked into. */
  readonly environments: readonly string[];
  readonly defaultEnv: string;
  /** Value of the buttons that repeat it. */
  readonly value: string;
  readonly now: Date;
  readonly place: Where;
  /** Those that are open where it is read. */
  readonly alerts: readonly Alert[];
}

/** One line per service in the order given (worst first), then what could not be read. */
export function overviewMessage(
  judged: readonly Judged[],
  gaps: readonly Gap[],
  scope: OverviewScope,
): Message {
  return overviewWith(judged, gaps, scope, {
    pick: 'pick one below, or type `/snail status <service>`',
    buttons: [button('refresh-status', 'Refresh', scope.value), ...shareButtons(scope.place, scope.value)],
  });
}

/** What differs between overviews. */
export interface OverviewWays {
  /** How to get at the lines that were left out. */
  readonly pick: string;
  /** What the menu of services opens; a service's card unless given. */
  readonly opens?: OpeningId;
  /** What can be pressed under it. */
  readonly buttons: readonly Button[];
  /** What it is called; `Status` unless given. */
  readonly name?: string;
  /** What a service's line says; counts and reasons unless given. */
  readonly words?: (judged: Judged, now: Date) => string;
}

/** The overview in one of several ways. */
export function overviewWith(
  judged: readonly Judged[],
  gaps: readonly Gap[],
  scope: OverviewScope,
  { pick, opens, buttons, name = 'Status', words = lineWords }: OverviewWays,
): Message {
  const { now, defaultEnv } = scope;
  const pressed = [
    ...serviceSelect(
      judged.map(({ sighting }) => sighting.ref),
      defaultEnv,
      opens,
    ),
    ...buttons,
  ];
  const title = `${titleWords(judged, gaps, scope)} · ${scope.environments.join(', ')}`;
  const lines = judged.map((each) => ({ ...each, words: oneLine(words(each, now), MOST_WORDS) }));
  const { shown, more } = firstOf(lines, MOST_LINES);
  const asOf = `${scope.title} · ${overviewSources(
    judged.map(({ sighting }) => sighting),
    now,
  )}`;
  const plainLines = lines.map(({ sighting, verdict, words }) =>
    plainLine(serviceLabel(sighting.ref, defaultEnv), verdict, words),
  );
  const alerts = openAlertLines(scope.alerts, scope);
  const blocks: Block[] = [
    section([`*${name}* · ${plain(title)}`, ...alerts.map(plain)].join('\n')),
    ...lineSections(shown, defaultEnv),
    ...(more ? [context(`${more}, less urgent: ${pick}`)] : []),
    ...gapBlocks(gaps),
    context(`As of ${localTime(now)} · ${escapeText(asOf)}`),
    ...(pressed.length > 0 ? [actions(...pressed)] : []),
  ];
  const text = [
    `${name} · ${title}`,
    ...alerts,
    ...plainLines,
    ...gaps.map(gapLine),
    `As of ${utcTime(now)} · ${asOf}.`,
  ]
    .map(clean)
    .join('\n');
  return more
    ? { text, blocks, file: { name: `${name.toLowerCase()}.txt`, content: text } }
    : { text, blocks };
}

/** The counts, and what they leave out: a good count over half an estate must not read like a good one. */
function titleWords(judged: readonly Judged[], gaps: readonly Gap[], scope: OverviewScope): string {
  const seen = new Set(judged.map(({ sighting }) => sighting.ref.env));
  const missing = gapTitle(gaps, scope.environments, seen);
  // "0 services" would be a claim that nobody can make.
  const blind = judged.length === 0 && gaps.some(({ env }) => env !== undefined);
  return [blind ? '' : countWords(judged), missing].filter(Boolean).join('; ');
}

function countWords(judged: readonly Judged[]): string {
  const total = counted(judged.length, 'service');
  const counts = VERDICTS.map((word) => ({
    word,
    count: judged.filter(({ verdict }) => verdict.word === word).length,
  }));
  const words = counts
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word.replace('-', ' ')}`);
  return words.length > 0 ? `${total}: ${words.join(', ')}` : total;
}

function lineWords({ sighting, verdict }: Judged, now: Date): string {
  if (sighting.service.kind === 'unknown') return oneLine(verdict.health.reasons[0] ?? 'not known');
  const [reason, detail] = verdictReasons(verdict, now);
  return oneLine(
    [countsWords(sighting.service.value), reason, detail].filter(Boolean).join(' · '),
    MOST_WORDS,
  );
}

function plainLine(label: string, verdict: Verdict, words: string): string {
  return `${VERDICT_EMOJI[verdict.word]} ${verdictWord(verdict)}: ${label} · ${words}`;
}

function lineSections(
  lines: readonly (Judged & { words: string })[],
  defaultEnv: string,
): readonly Section[] {
  const sections: Section[] = [];
  for (let at = 0; at < lines.length; at += LINES_PER_SECTION) {
    const part = lines.slice(at, at + LINES_PER_SECTION).map(({ sighting, verdict, words }) => {
      const label = code(cut(serviceLabel(sighting.ref, defaultEnv), 100));
      return `${VERDICT_EMOJI[verdict.word]} *${verdictWord(verdict)}* ${label} ${plain(words)}`;
    });
    sections.push(section(part.join('\n')));
  }
  return sections;
}
