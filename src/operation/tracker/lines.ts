/** A text's lines without their ends: line feeds, carriage returns or both, as markdown counts them. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}
