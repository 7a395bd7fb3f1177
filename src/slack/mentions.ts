import type { App } from '@slack/bolt';
import type { FileObject } from './files.ts';
import type { Reply } from './heard.ts';
import { directReply, mentionReply, type Reader } from './replies.ts';
import { envelopeOf, placeOf, type Wiring, withPerson } from './wiring.ts';

/** `@Snail Trail …` in a channel or thread, and everything written to the bot in a direct message. Bolt acknowledges events itself. */
export function listenToMentions(app: App, wiring: Wiring): void {
  app.event('app_mention', async ({ event, body, context }) => {
    const written = { ...event, workspace: body.team_id };
    if (!wiring.deliveries.isNew([body.event_id, envelopeOf(context)]) || isNotFromPerson(written)) return;
    take(wiring, 'mention', body.event_id, written);
  });

  app.event('message', async ({ event, body, context }) => {
    if (event.channel_type !== 'im' || !isWords(event)) return;
    const written = { ...event, workspace: body.team_id };
    if (!wiring.deliveries.isNew([body.event_id, envelopeOf(context)]) || isNotFromPerson(written)) return;
    take(wiring, 'direct', body.event_id, written);
  });
}

/**
 * What follows the mention; what precedes it where nothing follows.
 * @param bot user id of the bot
 */
export function textWithoutMention(text: string, bot: string): string {
  const [before = '', ...after] = text.split(new RegExp(`<@${bot}(?:\\|[^>]*)?>`));
  return after.join(' ').trim() || before.trim();
}

interface Written {
  readonly user?: string | undefined;
  readonly text?: string | undefined;
  readonly channel: string;
  readonly thread_ts?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly subtype?: string | undefined;
  readonly files?: readonly FileObject[] | undefined;
  /** The person's, where Slack names it. */
  readonly team?: string | undefined;
  readonly user_team?: string | undefined;
  /** Where the app is installed. */
  readonly workspace: string;
}

/** Other bots must not command this one. */
function isNotFromPerson(written: Written): boolean {
  const { user, bot_id } = written;
  return user === undefined || bot_id !== undefined || !isWords(written);
}

/** Edits or joins are no words; what comes with a file has a subtype of its own. */
function isWords<T extends { readonly subtype?: string | undefined }>(
  event: T,
): event is T & { readonly subtype?: 'file_share' } {
  return event.subtype === undefined || event.subtype === 'file_share';
}

function take(wiring: Wiring, via: 'mention' | 'direct', id: string, written: Written): void {
  const { user = '', channel, thread_ts: thread, workspace } = written;
  const reader: Reader = { channel, user, thread };
  const reply: Reply = via === 'mention' ? mentionReply(wiring, reader) : directReply(wiring, reader);
  const place = placeOf(channel, thread, workspace);
  wiring.intake.take(async () => {
    const { user: bot } = await wiring.identity();
    const text = textWithoutMention(written.text ?? '', bot);
    const who = { id: user, team: written.user_team ?? written.team ?? workspace };
    return withPerson(wiring, who, reply, (person) =>
      wiring.ear.heard({ id, via, text, files: wiring.files(written.files), person, place }, reply),
    );
  });
}
