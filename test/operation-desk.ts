import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { StoredMessage } from '../src/demo/slack/ledger.ts';
import type { StoredView } from '../src/demo/slack/views.ts';
import type { NamedFile } from '../src/demo/slack-server.ts';
import { type Stage, type StageGiven, start } from './harness.ts';

/** The tracker that the story is about. */
export const REFERENCE = readFileSync(
  new URL('../src/demo/story/operation-snail-trail.md', import.meta.url),
  'utf8',
);

/** Who does something, and where; the page's person in #ops unless told. */
interface Where {
  readonly user?: string;
  readonly channel?: string;
}

/** The whole bot, and what people do with an operation in Slack. */
export interface Desk extends Stage {
  /** Does something, and resolves with the bot's first new message. */
  after(act: () => Promise<unknown>): Promise<StoredMessage>;
  /** The same, of something that opens a form. */
  form(opens: () => Promise<unknown>, user?: string): Promise<StoredView>;
  /** Sends a file to the bot in a direct message. */
  send(file: NamedFile & { readonly user?: string; readonly text?: string }): Promise<StoredMessage>;
  /** Presses the button with these words. */
  press(label: string, on: StoredMessage, user?: string): Promise<unknown>;
  /** Picks what begins so from the menu with these words. */
  pick(menu: string, option: string, on: StoredMessage, user?: string): Promise<unknown>;
  /** Fills in an open form; what is left out is as it began. Rejects where it is not taken. */
  fill(form: StoredView, values: Filling, user?: string): Promise<StoredMessage>;
  /** The file that `op export` gives. */
  exported(where?: Where): Promise<string>;
  /** Stops everything, and looks back at what the bot said: it notified nobody, and Slack took all of it as it was. */
  close(): Promise<void>;
}

/** By the names of the inputs: text, the beginning of a choice's words, or a file. */
export type Filling = Readonly<Record<string, string | NamedFile>>;

/** Opens the desk. */
export async function openDesk(given: StageGiven = {}): Promise<Desk> {
  const stage = await start(given);
  const { slack } = stage;
  const after = async (act: () => Promise<unknown>): Promise<StoredMessage> => {
    const seen = slack.messages();
    await act();
    return stage.next(seen);
  };
  const idOf = (user: string | undefined) =>
    slack.seed.users.find(({ id, name }) => id === user || name === user)?.id ??
    slack.seed.users[0]?.id ??
    '';
  return {
    ...stage,
    after,
    send: (file) => after(() => slack.sendFile({ ...file, channel: 'direct' })),
    async press(label, on, user) {
      const { action_id } = elementOf(on, (each) => wordsOf(each.text) === label);
      return slack.click(String(action_id), on, user ? { user } : {});
    },
    async pick(menu, option, on, user) {
      const element = elementOf(on, (each) => wordsOf(each.placeholder) === menu);
      const how = { option: optionOf(element, option), ...(user ? { user } : {}) };
      return slack.click(String(element.action_id), on, how);
    },
    async form(opens, user) {
      await opens();
      await expect.poll(() => slack.modals(user), { timeout: 10_000 }).toHaveLength(1);
      const [form] = slack.modals(user);
      if (!form) throw new Error('no form is open');
      return form;
    },
    fill: (form, values, user) =>
      after(async () => {
        const owner = idOf(user);
        const state = Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, { value: filledIn(form, name, value) }]),
        );
        expect(await slack.submit(form.id, state, user)).toEqual({ kind: 'taken' });

        function filledIn(view: StoredView, name: string, value: string | NamedFile) {
          if (typeof value !== 'string')
            return { type: 'file_input', files: [slack.attach({ ...value, user: owner })] };
          const element = elementOf(view.view, (_, block) => block === name);
          if (element.type !== 'static_select') return { type: element.type, ...typed(element.type, value) };
          const chosen = optionOf(element, value);
          const selected_option = optionsOf(element).find((each) => each.value === chosen);
          return { type: 'static_select', selected_option };
        }
      }),
    async exported({ user, channel = 'ops' } = {}) {
      const seen = new Set(slack.messages().map(({ ts }) => ts));
      const fresh = (fits: (message: StoredMessage) => boolean) =>
        slack.waitFor((message) => !seen.has(message.ts) && fits(message), 15_000);
      await slack.say('/snail op export', { channel, ...(user ? { user } : {}) });
      await fresh(({ text }) => text.includes('as a file with all edits'));
      const { files } = await fresh((message) => message.files.length > 0);
      return files[0]?.content ?? '';
    },
    async close() {
      const said = slack.messages().filter(({ user }) => user === slack.seed.app.botUser);
      await stage.stop();
      expect(said.flatMap(({ text, pings }) => (pings.length > 0 ? [text] : []))).toEqual([]);
      expect(stage.logged.filter((line) => line.includes('blocks refused'))).toEqual([]);
      const elsewhere = said.flatMap(({ links }) => links).filter((link) => !link.startsWith(slack.pageUrl));
      expect(elsewhere).toEqual([]);
    },
  };
}

/** The lines that are not the same in two texts of as many lines: "85: the newer one". */
export function changedLines(before: string, after: string): readonly string[] {
  const [was, is] = [before.split('\n'), after.split('\n')];
  expect(is).toHaveLength(was.length);
  return is.flatMap((line, index) => (line === was[index] ? [] : [`${index + 1}: ${line}`]));
}

type Element = Readonly<Record<string, unknown>>;

/** The first element that fits, with the id of the block that it stands in. */
function elementOf(within: unknown, fits: (element: Element, block: string) => boolean): Element {
  const found = elementsIn(within, '').find(([element, block]) => fits(element, block));
  if (!found) throw new Error(`no such element in ${JSON.stringify(within).slice(0, 2000)}`);
  return found[0];
}

function elementsIn(value: unknown, block: string): readonly (readonly [Element, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const { block_id: own, action_id: action } = value as Element;
  const inside = typeof own === 'string' ? own : block;
  const deeper = Object.values(value).flatMap((each) => elementsIn(each, inside));
  return typeof action === 'string' ? [[value as Element, inside], ...deeper] : deeper;
}

function optionOf(element: Element, start: string): string {
  const found = optionsOf(element).find(({ text }) => wordsOf(text).startsWith(start));
  if (!found) throw new Error(`no option "${start}" in ${JSON.stringify(element.options).slice(0, 2000)}`);
  return String(found.value);
}

function optionsOf({ options }: Element): readonly Element[] {
  return Array.isArray(options) ? options : [];
}

function wordsOf(text: unknown): string {
  return typeof text === 'object' && text !== null ? String((text as Element).text ?? '') : '';
}

function typed(type: unknown, value: string): Element {
  if (type === 'users_select') return { selected_user: value };
  return type === 'datepicker' ? { selected_date: value } : { value };
}
