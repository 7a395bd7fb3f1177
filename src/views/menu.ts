import type { Gap } from '../deployment/fact.ts';
import { serviceLabel } from '../deployment/ref.ts';
import { clean } from '../text.ts';
import { firstOf } from './fit.ts';
import { gapLine } from './gaps.ts';
import type { CommandHelp } from './help.ts';
import { actions, type Block, button, context, type Message, section } from './message.ts';
import { code, escapeText, plain } from './mrkdwn.ts';
import type { Judged } from './overview.ts';
import { serviceSelect } from './service-select.ts';
import { VERDICT_EMOJI, verdictReasons, verdictWord } from './verdict.ts';

const MOST_TROUBLES = 5;
const MOST_GAPS = 3;

/** What fits this channel right now. */
export interface MenuFacts {
  /** The services in question, worst first; empty where the channel watches none. */
  readonly judged: readonly Judged[];
  /** Those this channel watches, or every one where that is not known. */
  readonly scope: 'watched' | 'all';
  readonly gaps: readonly Gap[];
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
        facts.judged.map(({ sighting }) => sighting.ref),
        facts.defaultEnv,
      ),
    ),
    context('Everything I show says where it was read and when; on AWS I only read.'),
  ];
  const text = [title, ...state, ...asks.map((ask) => `/snail ${ask.usage}: ${ask.summary}`)].join('\n');
  return { text: clean(text), blocks };
}

function stateLines(facts: MenuFacts): readonly string[] {
  const { shown, more } = firstOf(facts.gaps.map(gapLine), MOST_GAPS);
  return [...shown, ...(more ? [more] : []), ...serviceLines(facts)];
}

function serviceLines({ judged, scope, gaps, defaultEnv, now }: MenuFacts): readonly string[] {
  if (judged.length === 0) return [noneWords(scope, gaps)];
  const troubled = judged.filter(({ verdict }) => verdict.word !== 'healthy' && verdict.word !== 'idle');
  if (troubled.length === 0) return [wellWords(judged.length, scope)];
  const { shown, more } = firstOf(troubled, MOST_TROUBLES);
  const lines = shown.map(({ sighting, verdict }) => {
    const reason = verdictReasons(verdict, now)[0] ?? '';
    return `${VERDICT_EMOJI[verdict.word]} ${verdictWord(verdict)}: ${serviceLabel(sighting.ref, defaultEnv)} · ${reason}`;
  });
  const whose = scope === 'watched' ? 'watched services' : 'services';
  const need = troubled.length === 1 ? 'needs' : 'need';
  return [
    `${troubled.length} of ${judged.length} ${whose} ${need} a look:`,
    ...lines,
    ...(more ? [more] : []),
  ];
}

function noneWords(scope: MenuFacts['scope'], gaps: readonly Gap[]): string {
  if (scope === 'watched') return 'This channel watches no service yet: /snail watch <service>';
  return gaps.some(({ env }) => env !== undefined) ? 'No service can be listed.' : 'There is no service.';
}

function wellWords(count: number, scope: MenuFacts['scope']): string {
  const which = scope === 'watched' ? 'this channel watches' : 'that can be listed';
  return count === 1
    ? `The one service ${which} is healthy or idle.`
    : `All ${count} services ${which} are healthy or idle.`;
}
