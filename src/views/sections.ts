import { LIMITS } from './limits.ts';
import { type Section, section } from './message.ts';

/** Lines in as few sections as they fit into whole; one that is too long by itself stands alone, to be cut. */
export function sectionsOf(lines: readonly string[]): readonly Section[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    const joined = last === undefined ? line : `${last}\n${line}`;
    if (last === undefined || joined.length > LIMITS.sectionText) parts.push(line);
    else parts[parts.length - 1] = joined;
  }
  return parts.map((part) => section(part));
}
