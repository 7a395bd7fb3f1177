import type { Context } from '@slack/bolt';
import type { Person, Place } from '../access/person.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Message } from '../views/message.ts';
import type { Calls } from './calls.ts';
import type { Deliveries } from './deliveries.ts';
import type { Files } from './files.ts';
import type { Ear, Reply, Rest } from './heard.ts';
import type { Identity } from './identity.ts';
import type { Intake } from './intake.ts';
import type { People } from './people.ts';

/** What every listener needs to take something in and hand it on. */
export interface Wiring {
  readonly ear: Ear;
  readonly people: People;
  readonly deliveries: Deliveries;
  readonly intake: Intake;
  /** For answers that somebody waits for. */
  readonly calls: Calls;
  readonly files: Files;
  readonly identity: () => Promise<Identity>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Acknowledges, and goes on even if that fails: the socket may have closed in between, and the answer goes
 * another way.
 */
export async function acknowledge(ack: () => Promise<void>, log: Log): Promise<void> {
  try {
    await ack();
  } catch (err) {
    log.warn({ err }, 'acknowledgement did not reach slack');
  }
}

/** Does the work once Slack has said who the person is; otherwise tells them to try again. */
export async function withPerson(
  { people, log }: Pick<Wiring, 'people' | 'log'>,
  who: { readonly id: string; readonly team: string | undefined },
  reply: Reply,
  work: (person: Person) => Promise<Rest>,
): Promise<Rest> {
  let person: Person;
  try {
    person = await people.find(who.id, who.team);
  } catch (err) {
    log.warn({ err, user: who.id }, 'person unknown, asked to try again');
    await reply.answer(UNKNOWN_NOW);
    return undefined;
  }
  return work(person);
}

/** Slack's id of a Socket Mode delivery, which the connection puts into Bolt's context; undefined over HTTP. */
export function envelopeOf(context: Context): string | undefined {
  const envelopeId: unknown = context.envelopeId;
  return typeof envelopeId === 'string' ? envelopeId : undefined;
}

/**
 * A person's own id instead of a channel's stands for what is between them and the bot, as on the Home tab.
 * @param thread `ts` of the thread's root, of a message inside a thread
 */
export function placeOf(channel: string, thread: string | undefined, team: string | undefined): Place {
  return { channel, thread, team, kind: isDirect(channel) ? 'direct' : 'channel' };
}

/** Whether it is between one person and the bot, or another person: by the channel's id, or the person's own. */
export function isDirect(channel: string): boolean {
  return /^[DUW]/.test(channel);
}

const UNKNOWN_NOW: Message = {
  text: 'Slack would not say who you are just now, so I cannot answer. Please try again in a moment.',
  blocks: [],
};
