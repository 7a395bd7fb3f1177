import { type Fact, type Gap, unknownReason } from '../deployment/fact.ts';
import { serviceKey, serviceLabel } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { VERDICTS, type Verdict } from '../deployment/verdict.ts';
import { firstOf } from './fit.ts';
import { LIMITS } from './limits.ts';
import {
  type ActionId,
  actions,
  type Block,
  button,
  context,
  type Message,
  type Section,
  type Select,
  section,
} from './message.ts';
import { age, clean, code, cut, escapeText, localTime, oneLine, plain, utcTime } from './mrkdwn.ts';
import { countsWords, VERDICT_EMOJI, verdictReasons, verdictWord } from './verdict.ts';

/** As many lines as a screen or two; the rest is counted, named in the file, and can be picked from the menu. */
const MOST_LINES = 40;
const LINES_PER_SECTION = 10;
const MOST_GAPS = 5;

/** A sighting with its verdict. */
export interface Judged {
  readonly sighting: Sighting;
  readonly verdict: Verdict;
}

/** What the overview is about, and how to ask for it again. */
export interface OverviewScope {
  /** "all services" or "services this channel watches". */
  readonly title: string;
  readonly environments: readonly string[];
  readonly defaultEnv: string;
  /** Value of the buttons that repeat it. */
  readonly value: string;
  readonly now: Date;
}

/** One line per service in the order given (worst first), then what could not be read. */
export function overviewMessage(
  judged: readonly Judged[],
  gaps: readonly Gap[],
  scope: OverviewScope,
): Message {
  const { now, defaultEnv } = scope;
  const title = `${countWords(judged)} · ${scope.environments.join(', ')}`;
  const lines = judged.map((each) => ({ ...each, words: lineWords(each, now) }));
  const { shown, more } = firstOf(lines, MOST_LINES);
  const gapLines = gaps.map((gap) => `${gap.env}: ${unknownReason(gap.subject, gap.unknown)}`);
  const asOf = `${scope.title} · ${sourceWords(judged, now)}`;
  const plainLines = lines.map(({ sighting, verdict, words }) =>
    plainLine(serviceLabel(sighting.ref, defaultEnv), verdict, words),
  );
  const blocks: Block[] = [
    section(`*Status* · ${plain(title)}`),
    ...lineSections(shown, defaultEnv),
    ...(more ? [context(`${more}, less urgent: pick one below, or type \`/snail status <service>\``)] : []),
    ...gapBlocks(gapLines),
    context(`As of ${localTime(now)} · ${escapeText(asOf)}`),
    actions(
      ...serviceSelect(
        judged.map(({ sighting }) => sighting.ref),
        defaultEnv,
      ),
      button('refresh-status', 'Refresh', scope.value),
      button('share-status', 'Share to channel', scope.value),
    ),
  ];
  const text = [`Status · ${title}`, ...plainLines, ...gapLines, `As of ${utcTime(now)} · ${asOf}.`]
    .map(clean)
    .join('\n');
  return more ? { text, blocks, file: { name: 'status.txt', content: text } } : { text, blocks };
}

/** A menu that opens a service's card: all of them as far as Slack lists them, the first ones first. */
export function serviceSelect(refs: readonly ServiceRef[], defaultEnv: string): readonly Select[] {
  if (refs.length === 0) return [];
  const action_id: ActionId = 'open-service';
  return [
    {
      type: 'static_select',
      action_id,
      placeholder: { type: 'plain_text', text: 'Open a service' },
      options: refs.slice(0, LIMITS.selectOptions).map((ref) => ({
        text: {
          type: 'plain_text',
          text: cut(oneLine(serviceLabel(ref, defaultEnv)), LIMITS.optionText),
          emoji: false,
        },
        value: serviceKey(ref),
      })),
    },
  ];
}

function countWords(judged: readonly Judged[]): string {
  const total = `${judged.length} ${judged.length === 1 ? 'service' : 'services'}`;
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
  return oneLine([countsWords(sighting.service.value), reason, detail].filter(Boolean).join(' · '), 160);
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

function gapBlocks(lines: readonly string[]): readonly Block[] {
  if (lines.length === 0) return [];
  const { shown, more } = firstOf(lines, MOST_GAPS);
  const words = shown.map((line) => `• ${plain(line)}`);
  return [section([`*Could not be read*`, ...words, ...(more ? [more] : [])].join('\n'))];
}

function sourceWords(judged: readonly Judged[], now: Date): string {
  const services = judged.map(({ sighting }) => sighting.service);
  const targets = judged.flatMap(({ sighting }) => sighting.targetGroups.map((seen) => seen.targets));
  const tasks = judged.map(({ sighting }) => sighting.tasks);
  const words = [
    oldest('services', services, now),
    oldest('tasks', tasks, now),
    oldest('targets', targets, now),
  ];
  return words.filter(Boolean).join(' · ') || 'nothing could be read';
}

function oldest(subject: string, facts: readonly Fact<unknown>[], now: Date): string {
  const known = facts.flatMap((fact) => (fact.kind === 'known' ? [fact] : []));
  const [first] = known.sort((one, other) => one.readAt.getTime() - other.readAt.getTime());
  return first ? `${subject}: ${first.source} at most ${age(first.readAt, now)} ago` : '';
}
