import type { AuditEntry } from './access/audit.ts';
import type { Person, Place } from './access/person.ts';
import { ACTIONS } from './actions/index.ts';
import type { Answer, GivenFile } from './ask/answer.ts';
import { homeAnswer } from './ask/home-answer.ts';
import { withImport } from './ask/sent-tracker.ts';
import { type AttemptDeps, type Attempted, attempt, type Outcome } from './attempt.ts';
import { roleFor } from './commands/command.ts';
import { dispatch } from './commands/dispatch.ts';
import { COMMANDS } from './commands/index.ts';
import type { Deps } from './deps.ts';
import { UserError } from './errors.ts';
import type { Draft, Filled, Form } from './forms/form.ts';
import { FORMS } from './forms/index.ts';
import { SHORTCUTS } from './shortcuts/index.ts';
import type { PointedMessage, Shortcut } from './shortcuts/shortcut.ts';

/** Who typed or clicked, where and by which way. */
export interface Source {
  readonly person: Person;
  readonly place: Place;
  readonly via: AuditEntry['via'];
}

/** The outcome of a click, and where to show it. */
export interface ClickOutcome extends Outcome {
  readonly show: 'instead' | 'beside';
}

/** What can be sent and used, besides the lists that never vary. */
export interface Plugins {
  readonly forms: readonly Form[];
  readonly shortcuts: readonly Shortcut[];
}

/** Answers whatever was typed, clicked, sent or opened, guarded and audited. No function rejects. */
export interface Responder {
  typed(text: string, source: Source, files?: readonly GivenFile[]): Promise<Outcome>;
  clicked(actionId: string, value: string, source: Source): Promise<ClickOutcome>;
  /** What is wrong with a form, by the names of its inputs; nothing where nobody knows the form. Throws what the form's own check throws. */
  complaints(formId: string, draft: Draft): Readonly<Record<string, string>>;
  submitted(
    formId: string,
    filled: Pick<Filled, 'state' | 'values' | 'files'>,
    source: Source,
  ): Promise<Outcome>;
  pointed(shortcutId: string, message: Pick<PointedMessage, 'text' | 'ts'>, source: Source): Promise<Outcome>;
  /** What the App Home tab shows a person. */
  home(person: Person): Promise<Outcome>;
}

/** Joins the lists of commands, actions, forms and shortcuts to what they need. */
export function createResponder(
  deps: Deps,
  attemptDeps: AttemptDeps,
  { forms, shortcuts }: Plugins = { forms: FORMS, shortcuts: SHORTCUTS },
): Responder {
  return {
    typed(text, source, files = []) {
      const meant = withImport(text, { place: source.place, files }, COMMANDS);
      const { run, ...attempted } = understand(deps, meant, { ...source, files });
      return attempt(attemptDeps, { ...source, ...attempted, detail: meant }, run);
    },
    async clicked(actionId, value, source) {
      let show: ClickOutcome['show'] = 'beside';
      const action = ACTIONS.find(({ id }) => id === actionId);
      const attempted = {
        verb: action?.id ?? 'unknown-action',
        role: action?.role ?? 'viewer',
        reads: action?.reads,
        detail: value,
      } as const;
      const outcome = await attempt(attemptDeps, { ...source, ...attempted }, async () => {
        if (!action) throw unknown('button');
        const done = await action.run(deps, { value, ...source });
        show = done.show;
        return done.answer;
      });
      return { ...outcome, show };
    },
    complaints: (formId, draft) => forms.find(({ id }) => id === formId)?.complaints(draft) ?? {},
    submitted(formId, filled, source) {
      const form = forms.find(({ id }) => id === formId);
      const attempted = {
        verb: form?.id ?? 'unknown-form',
        role: form?.role ?? 'viewer',
        detail: [filled.state, ...Object.values(filled.values)].join(' · '),
      };
      return attempt(attemptDeps, { ...source, ...attempted }, async () => {
        if (!form) throw unknown('form');
        return form.run(deps, { ...filled, person: source.person, place: source.place });
      });
    },
    pointed(shortcutId, message, source) {
      const shortcut = shortcuts.find(({ id }) => id === shortcutId);
      const attempted = {
        verb: shortcut?.id ?? 'unknown-shortcut',
        role: shortcut?.role ?? 'viewer',
        // What the message says is somebody else's.
        detail: message.ts,
      };
      return attempt(attemptDeps, { ...source, ...attempted }, async () => {
        if (!shortcut) throw unknown('shortcut');
        return shortcut.run(deps, { ...message, person: source.person, place: source.place });
      });
    },
    home(person) {
      // The tab is between the person and the bot, like a direct message, and has no channel of its own.
      const place = { channel: person.id, thread: undefined, kind: 'direct', team: person.team } as const;
      const attempted = { verb: 'home', role: 'viewer', detail: '', via: 'home', person, place } as const;
      return attempt(attemptDeps, attempted, () => homeAnswer(deps));
    },
  };
}

function unknown(what: string): UserError {
  return new UserError(
    `That ${what} is from another time; I no longer know it. \`/snail\` shows what I can do.`,
  );
}

function understand(
  deps: Deps,
  text: string,
  { person, place, files }: Source & { readonly files: readonly GivenFile[] },
): Pick<Attempted, 'verb' | 'role' | 'reads'> & { run: () => Promise<Answer> } {
  try {
    const { command, typed } = dispatch(text, COMMANDS);
    return {
      verb: command.name,
      role: roleFor(command, typed.words),
      reads: command.reads,
      run: () => command.run(deps, { ...typed, files, person, place }),
    };
  } catch (error) {
    return { verb: 'unknown', role: 'viewer', run: () => Promise.reject(error) };
  }
}
