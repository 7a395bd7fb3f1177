import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';

/** Longest tracker that is taken in, in bytes. One of 5,000 tasks has about a tenth of it. */
export const MOST_TRACKER_BYTES = 5_000_000;

/**
 * The text of a tracker's file, every byte of it: its byte order mark and its line ends too.
 * @param name what the file is called, to be named in complaints
 * @throws UserError where it is too long, or no text in UTF-8
 */
export function trackerText(bytes: Uint8Array, name: string): string {
  const complaint = complaintAbout(bytes);
  if (complaint) throw new UserError(`"${oneLine(name, 80)}" ${complaint}`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    // Whatever the decoder says, it has one reason.
    if (!(cause instanceof TypeError)) throw cause;
    throw new UserError(`"${oneLine(name, 80)}" is not in UTF-8. Save it as UTF-8 and send it again.`);
  }
}

function complaintAbout(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_TRACKER_BYTES)
    return `is longer than ${MOST_TRACKER_BYTES / 1_000_000} MB. Send the tracker alone, as markdown.`;
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return 'is in UTF-16. Save it as UTF-8 and send it again.';
  return bytes.includes(0) ? 'is no text. Send the tracker as a markdown file.' : undefined;
}
