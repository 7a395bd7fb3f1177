import type { Entry, EntryKind, Phase } from './operation.ts';

/** What people call the kinds, one and several. */
export const KIND_WORDS: Readonly<Record<EntryKind, { readonly one: string; readonly many: string }>> = {
  task: { one: 'task', many: 'tasks' },
  criterion: { one: 'criterion', many: 'criteria' },
  blocker: { one: 'blocker', many: 'blockers' },
  focus: { one: 'focus', many: 'foci' },
  decision: { one: 'decision', many: 'decisions' },
  finding: { one: 'finding', many: 'findings' },
  insight: { one: 'insight', many: 'insights' },
  achievement: { one: 'achievement', many: 'achievements' },
  wisdom: { one: 'word of wisdom', many: 'words of wisdom' },
  next: { one: 'next step', many: 'next steps' },
  note: { one: 'note', many: 'notes' },
};

/** `task "ALB Access Testing"`: an entry in a sentence. Its words are as the file has them. */
export function entryWords(entry: Pick<Entry, 'kind' | 'title'>): string {
  return `${KIND_WORDS[entry.kind].one} "${entry.title}"`;
}

/** `phase 4 "Enhanced ML Service Deployment"`; without the number where it has none. */
export function phaseWords(phase: Pick<Phase, 'number' | 'title'>): string {
  return `phase ${phase.number === undefined ? '' : `${phase.number} `}"${phase.title}"`;
}
