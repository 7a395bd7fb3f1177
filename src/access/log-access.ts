import type { Decision } from './access.ts';
import type { Person, Place } from './person.ts';

/** Where and by whom log lines may be read, besides what looking needs. Empty lists limit nothing. */
export interface LogGrants {
  /** Ids of channels; where some are named, lines are shown in no other place. */
  readonly channels: readonly string[];
  /** Ids of people and user groups. */
  readonly readers: readonly string[];
}

/** Whether people of other organisations are in a channel; `unknown` where Slack would not say. */
export type Sharing = 'internal' | 'external' | 'unknown';

/**
 * Whether log lines may be shown to somebody somewhere. Lines hold more than a status does: what is written
 * where other organisations read along cannot be taken back.
 * @param admins may read wherever reading is allowed at all
 */
export function decideLogs(
  { person, place }: { readonly person: Person; readonly place: Place },
  sharing: Sharing,
  { channels, readers, admins }: LogGrants & { readonly admins: readonly string[] },
): Decision {
  // Whoever has the shell has the credentials as well.
  if (place.kind === 'terminal') return { kind: 'allowed' };
  if (sharing === 'external')
    return refused('Log lines are not shown in channels that are shared with other organisations.');
  if (sharing === 'unknown')
    return refused(
      'Slack did not say whether this channel is shared with other organisations, so I show no log lines here. Whoever runs the bot can give the app the channels:read and groups:read scopes.',
    );
  if (channels.length > 0 && !channels.includes(place.channel))
    return refused('Log lines are not shown in this channel. SNAIL_LOG_CHANNELS says where they are.');
  const ids = [person.id, ...person.groups];
  const mayRead = readers.length === 0 || ids.some((id) => readers.includes(id) || admins.includes(id));
  return mayRead
    ? { kind: 'allowed' }
    : refused(
        'Reading log lines is limited to some people. Whoever runs the bot can add you to SNAIL_LOG_READERS.',
      );
}

/**
 * Why the bot shows no log lines in a channel by itself, as it does when an alert opens; undefined where it may.
 * Where only some people may read lines, nobody asked for these: the channel must be named then.
 */
export function linesWithheld(
  channel: string,
  sharing: Sharing,
  { channels, readers }: LogGrants,
): string | undefined {
  if (sharing === 'external') return 'this channel is shared with other organisations';
  if (sharing === 'unknown')
    return 'Slack did not say whether this channel is shared with other organisations';
  if (channels.length > 0)
    return channels.includes(channel) ? undefined : 'SNAIL_LOG_CHANNELS does not name this channel';
  return readers.length > 0 ? 'only some people may read them: SNAIL_LOG_READERS' : undefined;
}

function refused(reason: string): Decision {
  return { kind: 'refused', reason };
}
