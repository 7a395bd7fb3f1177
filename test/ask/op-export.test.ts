import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import type { Message } from '../../src/views/message.ts';
import { aCall, SOME_OUTBOX } from '../fakes.ts';
import { anOperationStage, changedLines, REFERENCE } from '../operation-stage.ts';

const TERMINAL = { place: { ...aCall().place, channel: 'terminal', kind: 'terminal' as const } };

function anOutbox() {
  const said: { to: string; message: Message }[] = [];
  const files: unknown[] = [];
  const outbox = {
    ...SOME_OUTBOX,
    say: async (user: string, message: Message) => {
      said.push({ to: user, message });
      return { channel: `D${user}`, ts: '1.0' };
    },
    file: async (...given: unknown[]) => {
      files.push(given);
    },
  };
  return { outbox, said, files };
}

describe('a tracker that is given back', () => {
  it.each([
    ['as it is', REFERENCE],
    ['with its line ends', REFERENCE.replaceAll('\n', '\r\n')],
    ['with its byte order mark and without a last line end', `\ufeff${REFERENCE.trimEnd()}`],
  ])('has the same bytes without an edit: %s', async (_, text) => {
    const { say } = await anOperationStage(text);
    expect((await say('op export', TERMINAL)).output).toBe(text);
  });

  it('differs by those lines alone that were edited', async () => {
    const { say } = await anOperationStage();
    for (const typed of ['task done 8', 'criterion done 5', 'blocker status 1 solved']) await say(typed);
    const { output = '' } = await say('op export', TERMINAL);
    expect(changedLines(REFERENCE, output).map((line) => line.slice(0, 5))).toEqual([
      ...['- 83 ', '+ 83 ', '- 115', '+ 115', '- 168', '+ 168'],
    ]);
  });

  it('comes as a file in a direct message, under the name it came with', async () => {
    const { outbox, said, files } = anOutbox();
    const { say, words } = await anOperationStage(REFERENCE, { outbox });
    expect(await words('op export')).toContain(
      'was sent to you in a direct message, as a file with all edits',
    );
    const direct = { place: { ...aCall().place, kind: 'direct' as const } };
    expect((await say('op export', direct)).message.text).toContain('is here, as a file with all edits');
    said.pop();
    files.pop();
    expect(said.map(({ to }) => to)).toEqual(['U1']);
    expect(said[0]?.message.text).toContain('the same bytes as the file that was taken in');
    expect(files).toEqual([
      [
        { channel: 'DU1', ts: '1.0' },
        { name: 'operation-snail-trail.md', content: REFERENCE },
      ],
    ]);
  });

  it('says what keeps it from coming', async () => {
    const say = () => Promise.reject(new UpstreamError('write to you: not allowed', 'refused'));
    const stage = await anOperationStage(REFERENCE, { outbox: { ...SOME_OUTBOX, say } });
    await expect(stage.say('op export')).rejects.toThrow('could not write to you');
  });
});
