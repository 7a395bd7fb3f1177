import type { Heading } from 'mdast';
import type { Place, Section } from '../operation.ts';
import type { PhaseDraft, Reading, Scope } from './draft.ts';
import { closeBlocker } from './heading-blocker.ts';
import { headingKindOf, headingStateOf } from './heading-kind.ts';
import { readSign } from './mark.ts';
import { placeOf } from './markdown.ts';
import type { Outline } from './outline.ts';
import { headingWordsOf, type NamedPhase, namedPhaseOf, type PhaseHeading } from './phase-heading.ts';

interface Opening {
  readonly words: string;
  readonly level: number;
  readonly at: Place;
  readonly phase?: PhaseHeading | undefined;
  /** Whether it stands above all other headings, which then tell by themselves what they hold. */
  readonly above?: boolean;
  readonly bold?: boolean;
}

/** Takes in a heading: what follows stands under it until another of its level or above. */
export function openHeading(reading: Reading, heading: Heading, outline: Outline): void {
  const words = headingWordsOf(heading);
  const first = heading === outline.first;
  if (first) reading.title = readSign(words).rest;
  if (first && outline.named) return;
  const phase = outline.phases.get(heading);
  open(reading, { words, level: heading.depth, at: placeOf(heading), phase, above: first && outline.headed });
}

/** Takes in words in bold that head what follows as a heading would. */
export function openBoldWords(reading: Reading, words: string, line: number): void {
  leaveScopes(reading, ({ bold }) => bold);
  const level = Math.min(6, (reading.scopes.at(-1)?.level ?? 0) + 1);
  open(reading, {
    words: words.replace(/[\s:：]{1,8}$/u, ''),
    level,
    at: { line, endLine: line },
    bold: true,
  });
}

/** The scope of what stands under no heading but the file's own. */
export function outermost(): Scope {
  const plain = {
    level: 0,
    title: '',
    words: '',
    kind: 'detail',
    passesOn: false,
    state: undefined,
  } as const;
  return {
    ...plain,
    inherited: false,
    phase: undefined,
    ofPhase: false,
    within: [],
    section: undefined,
    bold: false,
    blocker: undefined,
  };
}

/** Takes in a phase, unless one of the same id is there already. */
export function definePhase(reading: Reading, phase: NamedPhase, at: Place): PhaseDraft {
  const known = reading.phases.get(phase.id);
  if (known) return known;
  const { id, number, title, mark } = phase;
  const unsaid = {
    claimed: undefined,
    status: undefined,
    duration: undefined,
    achievement: undefined,
    focus: undefined,
  };
  const made: PhaseDraft = { id, number, title, mark, at, ...unsaid };
  reading.phases.set(id, made);
  return made;
}

function open(reading: Reading, opening: Opening): void {
  const { level, at } = opening;
  leaveScopes(reading, (scope) => scope.level >= level);
  const outer = reading.scopes.at(-1) ?? outermost();
  const title = readSign(opening.words).rest;
  const told = meaning(reading, opening, outer);
  const { kind, phase } = told;
  const section = { title, level, kind, phase, line: at.line, headEnd: at.endLine, endLine: at.endLine };
  reading.sections.push(section);
  for (const around of reading.scopes) if (around.section) around.section.endLine = at.endLine;
  reading.scopes.push({
    ...told,
    ...{ level, title, words: opening.words, section },
    within: [...outer.within, title],
    bold: opening.bold ?? false,
    blocker: undefined,
  });
}

/** What stood under these headings is over. */
export function leaveScopes(reading: Reading, over: (scope: Scope) => boolean): void {
  for (const scope of reading.scopes.filter(over).reverse()) closeBlocker(reading, scope);
  reading.scopes = reading.scopes.filter((scope) => !over(scope));
}

type Meaning = Pick<Scope, 'kind' | 'inherited' | 'passesOn' | 'state' | 'phase' | 'ofPhase'>;

function meaning(reading: Reading, opening: Opening, outer: Scope): Meaning {
  const own = ownPhase(reading, opening, outer);
  const plain = { inherited: false, passesOn: false, ofPhase: false };
  if (own) return { ...plain, kind: 'phases', state: undefined, phase: own, ofPhase: true };
  const phase = opening.phase?.id ?? outer.phase;
  const said = headingKindOf(opening.phase?.title ?? opening.words);
  const state = headingStateOf(opening.words);
  const closer = (said?.kind === 'header' && phase !== undefined) || opening.phase?.closer === true;
  if (closer) return { ...plain, kind: 'detail', state, phase, ofPhase: true };
  if (said && !(said.weak && outer.passesOn)) {
    const passesOn = passedOn(said.kind) && (!opening.above || said.ofFile);
    return { ...plain, kind: said.kind, passesOn, state, phase };
  }
  const ofPhase = opening.phase !== undefined && said === undefined;
  if (!outer.passesOn) return { ...plain, kind: 'detail', state, phase, ofPhase };
  const inherited = said === undefined;
  return { kind: outer.kind, inherited, passesOn: true, state: state ?? outer.state, phase, ofPhase };
}

/** The id of the phase that the heading is the own heading of. */
function ownPhase(reading: Reading, { phase, words, at, bold }: Opening, outer: Scope): string | undefined {
  if (phase?.defines) return definePhase(reading, phase, at).id;
  if (phase || bold || outer.kind !== 'phases' || outer.phase !== undefined || headingKindOf(words))
    return undefined;
  return definePhase(reading, namedPhaseOf(words), at).id;
}

function passedOn(kind: Section['kind']): boolean {
  return kind !== 'phases' && kind !== 'header';
}
