/** A JSON object as it came over the wire: nothing about its fields is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object (not a list). */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; everything else in it, or a value that is no list, is left out. */
export function jsonList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** The field as a text, or '' where it is absent or something else. */
export function textOf(json: unknown, field: string): string {
  const value = isJson(json) ? json[field] : undefined;
  return typeof value === 'string' ? value : '';
}

/** Parses JSON; undefined when the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
