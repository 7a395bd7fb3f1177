import { serviceLabel } from '../deployment/ref.ts';
import type { CommandHelp } from './help.ts';
import { actions, type Block, button, context, type Message, section } from './message.ts';
import { clean, code, escapeText, plain } from './mrkdwn.ts';
import { type Judged, serviceSelect } from './overview.ts';
import { VERDICT_EMOJI, verdictReasons, verdictWord } from './verdict.ts';

const MOST_TROUBLES = 5;

/** What fits this channel right now. */
export interface MenuFacts {
  /** The services this channel watches, judged, worst first; empty where it watches none. */
  readonly watched: readonly Judged[];
  readonly environments: readonly string[];
  readonly defaultEnv: string;
  readonly commands: readonly CommandHelp[];
  readonly now: Date;
}

/** The answer to a bare `/snail`: what is wrong with this channel's services, and what can be asked. */
export function menuMessage(facts: MenuFacts): Message {
  const title = `Snail Trail · ${facts.environments.join(', ')}`;
  const state = stateLines(facts);
  const asks = facts.commands.map(({ usage, summary }) => ({ usage, summary }));
  const blocks: Block[] = [
    section(`*${plain(title)}*\n${state.map((line) => plain(line)).join('\n')}`),
    section(asks.map((ask) => `${code(`/snail ${ask.usage}`)} ${escapeText(ask.summary)}`).join('\n')),
    actions(
      button('show-status', 'Status', ''),
      button('show-help', 'Help', ''),
      ...serviceSelect(
        facts.watched.map(({ sighting }) => sighting.ref),
        facts.defaultEnv,
      ),
    ),
    context('Everything I show says where it was read and when; on AWS I only read.'),
  ];
  const text = [title, ...state, ...asks.map((ask) => `/snail ${ask.usage}: ${ask.summary}`)].join('\n');
  return { text: clean(text), blocks };
}

function stateLines({ watched, defaultEnv, now }: MenuFacts): readonly string[] {
  if (watched.length === 0) return ['This channel watches no service yet: /snail watch <service>'];
  const troubled = watched.filter(({ verdict }) => verdict.word !== 'healthy' && verdict.word !== 'idle');
  if (troubled.length === 0)
    return [`All ${watched.length} services this channel watches are healthy or idle.`];
  const shown = troubled.slice(0, MOST_TROUBLES).map(({ sighting, verdict }) => {
    const reason = verdictReasons(verdict, now)[0] ?? '';
    return `${VERDICT_EMOJI[verdict.word]} ${verdictWord(verdict)}: ${serviceLabel(sighting.ref, defaultEnv)} · ${reason}`;
  });
  const more = troubled.length - shown.length;
  return [
    `${troubled.length} of ${watched.length} watched services need a look:`,
    ...shown,
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}
