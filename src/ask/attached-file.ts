import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';

/**
 * Puts the file of a message that was posted into its thread. Says in a sentence what is missing where that failed,
 * '' where it did not: a failure of the whole would make people share it again, and the post is there all the same.
 */
export async function attachedFile(
  { outbox }: { readonly outbox: Pick<Deps['outbox'], 'file'> },
  ...[root, file]: Parameters<Deps['outbox']['file']>
): Promise<string> {
  try {
    await outbox.file(root, file);
    return '';
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return ` Only the file could not be attached: ${error.message}.`;
  }
}
