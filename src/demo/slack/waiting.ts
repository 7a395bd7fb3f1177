import type { Ledger, StoredMessage } from './ledger.ts';

/** The first message that satisfies, now or within the time; otherwise rejects with the texts that are there. */
export function waitForMessage(
  ledger: Ledger,
  predicate: (message: StoredMessage) => boolean,
  timeoutMs: number,
): Promise<StoredMessage> {
  const present = ledger.messages().find(predicate);
  if (present) return Promise.resolve(present);
  return new Promise((resolve, reject) => {
    const late = AbortSignal.timeout(timeoutMs);
    const stop = ledger.onChange(({ kind, message }) => {
      if (kind !== 'message' || !predicate(message)) return;
      end();
      resolve(message);
    });
    function giveUp(): void {
      end();
      const texts = ledger.messages().map((message) => message.text.slice(0, 200));
      reject(new Error(`no such message within ${timeoutMs} ms; there are: ${JSON.stringify(texts)}`));
    }
    function end(): void {
      stop();
      late.removeEventListener('abort', giveUp);
    }
    late.addEventListener('abort', giveUp);
  });
}
