import type { Alert } from '../alerting/alert.ts';
import type { Gap } from '../deployment/fact.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { Operation } from '../operation/operation.ts';
import type { Progress } from '../operation/progress.ts';
import { capital, clean, counted, cut, oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { gapLine } from './gaps.ts';
import type { CommandHelp } from './help.ts';
import { actions, type Block, button, context, type Message, section } from './message.ts';
import { code, escapeText, localTime, plain, utcTime } from './mrkdwn.ts';
import { openAlertLines } from './open-alerts.ts';
import type { Judged } from './overview.ts';
import { commandWord, here, type Where } from './place-words.ts';
import { numbersWords } from './progress-words.ts';
import { serviceSelect } from './service-select.ts';
import { overviewSources } from './source-words.ts';
import { SPOKEN } from './speech.ts';
import { VERDICT_EMOJI, verdictReasons, verdictWord } from './verdict.ts';

const MOST_TROUBLES = 5;
const MOST_GAPS = 3;
const MOST_NAME = 80;

/** What one line of an operation is made from. */
export interface OperationGlance {
  readonly id: string;
  readonly name: string;
  readonly operation: Operation;
  readonly progress: Progress;
}

/** What fits this place right now. */
export interface MenuFacts {
  /** The services in question, worst first. */
  readonly judged: readonly Judged[];
  /** Those watched here; every one where none is watched (`unwatched`) or where that is not known. */
  readonly scope: 'watched' | 'unwatched' | 'all';
  readonly gaps: readonly Gap[];
  /** Those that are open here. */
  readonly alerts: readonly Alert[];
  /** The one that is worked at here. */
  readonly operation: OperationGlance | undefined;
  readonly environments: readonly string[];
  readonly defaultEnv: string;
  readonly commands: readonly CommandHelp[];
  readonly place: Where;
  readonly now: Date;
}

/** The answer to a bare `/snail`: what is wrong with the services in question, and what can be asked. */
export function menuMessage(facts: MenuFacts): Message {
  const { judged, place, now, defaultEnv } = facts;
  const title = `Snail Trail · ${facts.environments.join(', ')}`;
  const state = stateLines(facts);
  const sightings = judged.map(({ sighting }) => sighting);
  const sources = overviewSources(sightings, now);
  const snail = commandWord(place);
  const asks = facts.commands.map(({ usage, summary }) => ({
    usage: `${snail} ${shortUsage(usage)}`,
    summary,
  }));
  const blocks: Block[] = [
    section(`*${plain(title)}*\n${state.map((line) => plain(line)).join('\n')}`),
    context(`As of ${localTime(now)} · ${escapeText(sources)}`),
    section(asks.map(({ usage, summary }) => `${code(usage)} ${escapeText(summary)}`).join('\n')),
    actions(
      button('show-status', 'Status', ''),
      ...(facts.operation ? [button('show-operation', 'Operation', facts.operation.id)] : []),
      button('show-help', 'Help', ''),
      ...serviceSelect(
        sightings.map(({ ref }) => ref),
        defaultEnv,
      ),
    ),
  ];
  const text = [
    title,
    ...state,
    `As of ${utcTime(now)} · ${sources}.`,
    ...asks.map(({ usage, summary }) => `${usage}: ${summary}`),
  ].join('\n');
  return { text: clean(text), blocks };
}

/** "task …": the menu names what there is; `help task` has the whole of it. */
function shortUsage(usage: string): string {
  return usage.replace(/(?: \[(?:--|\w+\|)[^\]]*\])+/, ' …');
}

function stateLines(facts: MenuFacts): readonly string[] {
  const { shown, more } = firstOf(facts.gaps.map(gapLine), MOST_GAPS);
  const { scope, place, judged } = facts;
  const hint =
    scope === 'unwatched' && place.kind !== 'terminal' && judged.length > 0
      ? [`${capital(here(place))} watches no service yet, so these are all: /snail watch <service>`]
      : [];
  const alerts = openAlertLines(facts.alerts, facts);
  return [
    ...shown,
    ...(more ? [more] : []),
    ...alerts,
    ...operationLine(facts),
    ...serviceLines(facts),
    ...hint,
  ];
}

/** Name and numbers, as its card begins. */
function operationLine({ operation: own }: MenuFacts): readonly string[] {
  if (!own) return [];
  const numbers = numbersWords(own.operation, own.progress, SPOKEN);
  return [`🎯 ${cut(oneLine(own.name), MOST_NAME)} · ${numbers}`];
}

function serviceLines({ judged, scope, gaps, place, defaultEnv, now }: MenuFacts): readonly string[] {
  if (judged.length === 0) return [noneWords(gaps)];
  const reading = judged.filter(isBeingRead);
  const troubled = judged.filter(
    (each) => !isBeingRead(each) && each.verdict.word !== 'healthy' && each.verdict.word !== 'idle',
  );
  const pending =
    reading.length > 0 ? [`The targets of ${counted(reading.length, 'service')} are still being read.`] : [];
  const all = wholeWords(judged.length, scope === 'watched' ? `${here(place)} watches` : undefined);
  if (troubled.length === 0) return reading.length > 0 ? pending : [`${all} healthy or idle.`];
  const { shown, more } = firstOf(troubled, MOST_TROUBLES);
  const lines = shown.map(({ sighting, verdict }) => {
    const reasons = verdictReasons(verdict, now).slice(0, 2).join(' · ');
    return `${VERDICT_EMOJI[verdict.word]} ${verdictWord(verdict)}: ${serviceLabel(sighting.ref, defaultEnv)} · ${reasons}`;
  });
  return [needWords(troubled.length, judged.length, scope), ...lines, ...(more ? [more] : []), ...pending];
}

/** Nothing is wrong but that a read has not come back. */
function isBeingRead({ sighting, verdict }: Judged): boolean {
  if (verdict.word !== 'unknown') return false;
  const facts = [sighting.service, sighting.tasks, ...sighting.targetGroups.map(({ targets }) => targets)];
  return facts.some((fact) => fact.kind === 'unknown' && fact.why === 'pending');
}

/** "2 of 10 need a look:" */
function needWords(troubled: number, all: number, scope: MenuFacts['scope']): string {
  const whose = scope === 'watched' ? ' watched here' : '';
  if (all === 1) return `The one service${whose} needs a look:`;
  return `${troubled} of ${counted(all, 'service')}${whose} ${troubled === 1 ? 'needs' : 'need'} a look:`;
}

/** "All 3 services this channel watches are" */
function wholeWords(count: number, by = 'that can be listed'): string {
  return count === 1 ? `The one service ${by} is` : `All ${count} services ${by} are`;
}

function noneWords(gaps: readonly Gap[]): string {
  return gaps.some(({ env }) => env !== undefined) ? 'No service can be listed.' : 'There is no service.';
}
