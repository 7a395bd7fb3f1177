import { cut } from '../text.ts';

/** Names under which the domain keeps instants. */
const INSTANT_NAME = /^at$|At$/;
const INSTANT = /^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** Marks an instant whose name does not tell, as in a list of them. No name of the domain begins like this. */
const MARK = '$at';

/**
 * JSON for a column, to be read by `fromJson`; text in it is cut with an ellipsis at `longest` characters.
 * @throws RangeError for an instant that is none
 */
export function jsonText(value: object, longest = Number.POSITIVE_INFINITY): string {
  // `this` holds the value as it is; the argument would be the text that a Date makes of itself.
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, name, written: unknown) {
    const own = this[name];
    if (own instanceof Date) {
      const at = own.toISOString();
      return INSTANT_NAME.test(name) ? at : { [MARK]: at };
    }
    return typeof written === 'string' ? cut(written, longest) : written;
  });
}

/** What `jsonText` was given: instants are instants again, and what was undefined is absent. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (name, value: unknown) => {
    if (typeof value === 'string' && INSTANT_NAME.test(name) && INSTANT.test(value)) return new Date(value);
    return markedInstant(value) ?? value;
  });
}

function markedInstant(value: unknown): Date | undefined {
  if (typeof value !== 'object' || value === null || !(MARK in value)) return undefined;
  return typeof value[MARK] === 'string' ? new Date(value[MARK]) : undefined;
}
