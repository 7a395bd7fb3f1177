import type { Deps } from '../deps.ts';
import { sayMessage } from '../views/failure.ts';
import { exportMessage } from '../views/operation-export.ts';
import type { Answer, Call } from './answer.ts';
import { needOperation } from './operation-here.ts';

export type ExportDeps = Pick<Deps, 'operations'> & {
  readonly outbox: Pick<Deps['outbox'], 'say' | 'file'>;
};

/** Gives the tracker back with all edits: to a terminal its bytes, to a person in Slack a file in a direct message. */
export async function exportAnswer({ operations, outbox }: ExportDeps, call: Call): Promise<Answer> {
  const record = await needOperation({ operations }, call);
  const message = exportMessage(record);
  const data = { id: record.id, name: record.name, source: record.source };
  if (call.place.kind === 'terminal' || !message.file) return { message, data, output: record.source };
  const posted = await outbox.say(call.person.id, message);
  await outbox.file(posted, message.file);
  const where = call.place.kind === 'direct' ? 'is here' : 'was sent to you in a direct message';
  return { message: sayMessage(`"${record.name}" ${where}, as a file with all edits.`), data };
}
