import type { Place } from '../access/person.ts';
import { LIMITS } from '../views/limits.ts';
import { placeOf } from './wiring.ts';

/** Where a form was asked for, and what it was opened with. */
export interface FormOrigin {
  readonly place: Place;
  readonly state: string;
}

/**
 * The origin of a form as Slack keeps it with the form (`private_metadata`): the place on the first line, the state
 * as it is on the others.
 * @throws Error where the state is too long, which is a fault of ours
 */
export function writeOrigin({ place, state }: FormOrigin): string {
  const { channel, thread, team } = place;
  const text = `${JSON.stringify({ channel, thread, team })}\n${state}`;
  if (text.length > LIMITS.modalMetadata) throw new Error(`the state of a form is too long: ${text.length}`);
  return text;
}

/** What `writeOrigin` wrote. Where it cannot be read, the place is what is between the person and the bot. */
export function readOrigin(
  text: string,
  person: { readonly user: string; readonly team: string | undefined },
): FormOrigin {
  const end = text.indexOf('\n');
  const { channel, thread, team } = fieldsOf(text.slice(0, Math.max(0, end)));
  if (channel === undefined) return { place: placeOf(person.user, undefined, person.team), state: '' };
  return { place: placeOf(channel, thread, team), state: text.slice(end + 1) };
}

function fieldsOf(line: string): Readonly<Record<string, string>> {
  try {
    const fields: unknown = JSON.parse(line);
    if (typeof fields !== 'object' || fields === null) return {};
    return Object.fromEntries(
      Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === 'string'),
    );
  } catch {
    // Of a form that another program opened with our token.
    return {};
  }
}
