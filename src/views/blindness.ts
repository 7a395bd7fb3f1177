import type { Blindness } from '../alerting/blindness.ts';
import { clean, counted } from '../text.ts';
import { spanWords } from './alert-words.ts';
import { firstOf } from './fit.ts';
import { context, type Message, section } from './message.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const MOST_REASONS = 3;

/** That the bot cannot see what a channel watches, so that silence is not taken for health; then that it sees again. */
export function blindnessMessage(notice: Blindness): Message {
  return {
    text: clean([...headLines(notice, SPOKEN), factWords(notice, SPOKEN)].join('\n')),
    blocks: [section(headLines(notice, DRAWN).join('\n')), context(factWords(notice, DRAWN))],
    color: notice.state === 'over' ? '#12b76a' : '#98a2b3',
  };
}

/** One line, as a reply: an edited notice reaches nobody. */
export function seeingAgainMessage(notice: Blindness): Message {
  return { text: clean(overWords(notice, SPOKEN)), blocks: [section(overWords(notice, DRAWN))] };
}

function headLines(notice: Blindness, speech: Speech): readonly string[] {
  const { env, reasons } = notice;
  if (notice.state === 'over') return [overWords(notice, speech)];
  const { shown, more } = firstOf(reasons, MOST_REASONS, 'reason');
  return [
    `❔ ${speech.strong('Blind')} · ${speech.name(env)} · ${unseenWords(notice)}`,
    'No alert comes from what I cannot read: look there yourself until I see again',
    ...shown.map((reason) => `• ${speech.words(reason)}`),
    ...(more ? [more] : []),
  ];
}

/** One is a service, or a pattern whose services cannot be listed. */
function unseenWords({ missing, of }: Blindness): string {
  const watched = 'this channel watches there';
  if (of === 1) return `what ${watched} cannot be read`;
  return missing === of
    ? `none of ${of} services that ${watched} can be read`
    : `${missing} of ${of} services that ${watched} cannot be read`;
}

function overWords({ env, of, sinceAt, overAt }: Blindness, speech: Speech): string {
  if (of === 0)
    return `⚪ ${speech.strong('No longer watched')} · ${speech.name(env)} · this channel watches nothing there any more`;
  const after = overAt ? ` after ${spanWords(overAt.getTime() - sinceAt.getTime())}` : '';
  const whole = of === 1 ? 'what this channel watches there' : `all ${counted(of, 'service')}`;
  return `🟢 ${speech.strong('Seeing again')} · ${speech.name(env)} · ${whole} can be read${after}. What came and went meanwhile I did not see`;
}

function factWords({ sinceAt, overAt, state }: Blindness, speech: Speech): string {
  if (state === 'over' && overAt)
    return `blind from ${speech.dayMinute(sinceAt)} to ${speech.dayMinute(overAt)}`;
  return `since ${speech.dayMinute(sinceAt)} · I keep trying and say so when I see again`;
}
