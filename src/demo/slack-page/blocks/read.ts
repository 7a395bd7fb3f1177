/** JSON whose shape nobody vouches for: blocks are drawn as far as they can be understood. */
export type Json = Readonly<Record<string, unknown>>;

/** The object, or an empty one where there is none. */
export function recordOf(value: unknown): Json {
  return isRecord(value) ? value : {};
}

/** The text under the key, or undefined where there is none. */
export function stringAt(json: Json, key: string): string | undefined {
  const value = json[key];
  return typeof value === 'string' ? value : undefined;
}

/** The objects in the list under the key; whatever else stands there is left out. */
export function listAt(json: Json, key: string): readonly Json[] {
  const value = json[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The texts in the list under the key. */
export function stringsAt(json: Json, key: string): readonly string[] {
  const value = json[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The words of a text object, of a bare string, or nothing. */
export function wordsAt(json: Json, key: string): string {
  return stringAt(json, key) ?? stringAt(recordOf(json[key]), 'text') ?? '';
}

/** What kind of block or element it says it is. */
export function typeOf(json: Json): string {
  return stringAt(json, 'type') ?? 'without a type';
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
