import { describe, expect, it } from 'vitest';
import type { Answer } from '../src/ask/answer.ts';
import { createEar } from '../src/ear.ts';
import { createLog } from '../src/log.ts';
import type { Responder } from '../src/respond.ts';
import type { ClickReply, Reply, SentFile } from '../src/slack/heard.ts';
import type { Modal } from '../src/views/modal.ts';
import { aCall } from './fakes.ts';

const { person, place } = aCall();
const SOURCE = { id: '1', person, place };
const FORM: Modal = { id: 'add-entry', title: 'Add', submit: 'Add', blocks: [], state: '' };
const FILE: SentFile = { name: 'tracker.md', size: 9, read: async () => new Uint8Array() };

function anAnswer(text: string, given: Partial<Answer> = {}): Answer {
  return { message: { text, blocks: [] }, data: {}, ...given };
}

/** An ear whose every question gets this answer, and what the responder was asked. */
function anEarOver(answer: Answer, given: Partial<Responder> = {}) {
  const asked: unknown[][] = [];
  const outcome = { answer, outcome: 'done' } as const;
  const ask = async (...words: unknown[]) => {
    asked.push(words);
    return outcome;
  };
  const responder: Responder = {
    typed: ask,
    clicked: async (...words) => ({ ...(await ask(...words)), show: 'instead' }),
    complaints: () => ({}),
    submitted: ask,
    pointed: ask,
    home: ask,
    ...given,
  };
  return { ear: createEar(responder, createLog('silent')), asked };
}

/** A reply that writes down what was shown, and can open forms where told how. */
function aReply(open?: Reply['open']) {
  const shown: string[] = [];
  const show = (how: string) => async (message: Answer['message']) => {
    shown.push(`${how}: ${message.text}`);
    return { amend: async (newer: Answer['message']) => void shown.push(`newer: ${newer.text}`) };
  };
  const reply: ClickReply = { answer: show('beside'), replace: show('instead'), ...(open ? { open } : {}) };
  return { reply, shown };
}

const typed = { ...SOURCE, via: 'slash', text: 'task', files: [FILE] } as const;
const clicked = { ...SOURCE, actionId: 'show-help', value: '' };
const submitted = { ...SOURCE, formId: 'add-entry', state: 's', values: { text: 'x' }, files: { f: [FILE] } };
const pointed = { ...SOURCE, shortcutId: 'add-to-operation', text: 'words', ts: '7.7' };

describe('what is handed to the responder', () => {
  it('is what was typed with its files, what was sent, and what was pointed at', async () => {
    const { ear, asked } = anEarOver(anAnswer('done'));
    await ear.heard(typed, aReply().reply);
    await ear.submitted(submitted, aReply().reply);
    await ear.pointed(pointed, aReply().reply);
    expect(asked).toMatchObject([
      ['task', { person, place, via: 'slash' }, [FILE]],
      [
        'add-entry',
        { state: 's', values: { text: 'x' }, files: { f: [FILE] } },
        { person, place, via: 'form' },
      ],
      ['add-to-operation', { text: 'words', ts: '7.7' }, { person, place, via: 'shortcut' }],
    ]);
  });

  it('is complaints by name; a check that breaks complains of nothing', () => {
    const draft = { formId: 'add-entry', state: '', values: {}, files: [] };
    const complaining = anEarOver(anAnswer(''), { complaints: () => ({ text: 'Which?' }) });
    expect(complaining.ear.complaints(draft)).toEqual({ text: 'Which?' });
    const breaking = anEarOver(anAnswer(''), {
      complaints: () => {
        throw new Error('a bug');
      },
    });
    expect(breaking.ear.complaints(draft)).toEqual({});
  });
});

describe('an answer', () => {
  it('without a form is shown, and its fuller form when it is there', async () => {
    const { ear } = anEarOver(anAnswer('first', { later: Promise.resolve(anAnswer('all')) }));
    const { reply, shown } = aReply(async () => 'opened');
    const rest = await ear.submitted(submitted, reply);
    expect(shown).toEqual(['beside: first']);
    await rest?.();
    expect(shown).toEqual(['beside: first', 'newer: all']);
  });

  it.each([
    ['typed', 'beside'],
    ['clicked', 'instead'],
    ['pointed', 'beside'],
  ] as const)('with a form opens it instead of a message, or else says the words: %s', async (way, how) => {
    const { ear } = anEarOver(anAnswer('in words', { modal: FORM }));
    const listen = (reply: ClickReply) =>
      ({
        typed: () => ear.heard(typed, reply),
        clicked: () => ear.clicked(clicked, reply),
        pointed: () => ear.pointed(pointed, reply),
      })[way]();
    const opened: Modal[] = [];
    const inTime = aReply(async (modal) => {
      opened.push(modal);
      return 'opened';
    });
    await listen(inTime.reply);
    expect([opened, inTime.shown]).toEqual([[FORM], []]);
    const late = aReply(async () => 'too-late');
    await listen(late.reply);
    const refused = aReply(() => Promise.reject(new Error('Slack would not')));
    await listen(refused.reply);
    const without = aReply();
    await listen(without.reply);
    expect([late, refused, without].map(({ shown }) => shown)).toEqual(Array(3).fill([`${how}: in words`]));
  });

  it('that cannot be delivered rejects nothing', async () => {
    const { ear } = anEarOver(anAnswer('never'));
    const reply = { answer: () => Promise.reject(new Error('Slack is away')) };
    expect(await ear.submitted(submitted, reply)).toBeUndefined();
    expect(await ear.pointed(pointed, reply)).toBeUndefined();
  });
});
