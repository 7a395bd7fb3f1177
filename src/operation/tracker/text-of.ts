import { UserError } from '../../errors.ts';
import { refuseBinary, refuseSize } from './refuse.ts';

/**
 * The text of a file, with its byte order mark if it has one: the same bytes come out when it is written as UTF-8.
 * @throws UserError for a file that is empty, too large, binary or in another encoding than UTF-8.
 */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new UserError('The file is empty. Send one with a heading or a list in it.');
  refuseSize(bytes.length);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new UserError('The file is written in UTF-16. Save it as UTF-8 and send it again.');
  }
  const text = decoded(bytes);
  refuseBinary(text);
  return text;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    // Whatever else it may be, it cannot be given back byte for byte.
    if (!(error instanceof TypeError)) throw error;
    throw new UserError('The file is no text in UTF-8. Save it as UTF-8 and send it again.');
  }
}
