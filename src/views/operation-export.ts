import type { OperationRecord } from '../operation/record.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import { type ChangedLine, differenceText, lineDifference } from './line-difference.ts';
import { type Message, preformatted, section } from './message.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const MOST_NAME = 120;

/** The tracker with all edits as a file, and how it differs from the file that was taken in. */
export function exportMessage({
  name,
  fileName = `${oneLine(name)}.md`,
  source,
  base,
}: Pick<OperationRecord, 'name' | 'fileName' | 'source' | 'base'>): Message {
  const changed = base === '' ? [] : lineDifference(base, source);
  const difference = differenceText(changed);
  const sentence = (speech: Speech) =>
    `${speech.name(cut(oneLine(fileName), MOST_NAME))} of ${speech.strong(name)} · ${sizeWords(source)} · ${differsWords({ source, base }, changed)}`;
  return {
    text: clean([sentence(SPOKEN), difference].filter(Boolean).join('\n')),
    blocks: [section(sentence(DRAWN)), ...(difference ? [preformatted(difference)] : [])],
    file: { name: fileName, content: source },
  };
}

/** "192 lines, 9.8 kB" */
export function sizeWords(source: string): string {
  const bytes = new TextEncoder().encode(source).length;
  const lines = source === '' ? 0 : source.replace(/\n$/, '').split('\n').length;
  return `${counted(lines, 'line')}, ${bytesWords(bytes)}`;
}

/** "812 bytes", "9.8 kB", "1.2 MB" */
export function bytesWords(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function differsWords(
  { source, base }: Pick<OperationRecord, 'source' | 'base'>,
  changed: readonly ChangedLine[],
): string {
  if (base === '') return 'no file was ever taken in';
  if (source === base) return 'the same bytes as the file that was taken in';
  const count = (sign: ChangedLine['sign']) => changed.filter((each) => each.sign === sign).length;
  return `differs from the file that was taken in: ${counted(count('-'), 'line')} gone, ${counted(count('+'), 'line')} new`;
}
