import type { Section } from '../operation.ts';

/** What a heading's words say of what stands below it. */
export interface HeadingWords {
  readonly kind: Section['kind'];
  /** Words that leave the matter to a heading around them that has a kind: "Critical Discovery" among achievements. */
  readonly weak?: true;
  /** Whether a heading is of this kind only where it is these words and no more. */
  readonly whole?: true;
  /** Whether a file with such a title holds these and nothing else: "Release checklist". */
  readonly ofFile?: true;
  /** Without accents; `*` is the rest of a word. */
  readonly words: readonly string[];
}

/**
 * In the order in which they are asked; the first that fits counts. English, German, French, Spanish,
 * Portuguese, Italian, Dutch.
 */
export const HEADING_WORDS: readonly HeadingWords[] = [
  {
    kind: 'criterion',
    words: [
      'criteri*|critere*|definition of done|exit condition*|acceptance|abnahme*|*kriteri*|fertig wenn',
      'acceptatie*|conditions de sortie',
    ],
  },
  {
    kind: 'next',
    words: [
      'next step*|next action*|next up|up next|what s next|whats next|immediate action*|nachste* schritt*',
      'prochaine* etape*|prochaine* action*|proximo* paso*|proxima* accion*|proximo* passo*',
      'prossim* pass*|prossim* azion*|volgende stap*',
    ],
  },
  {
    kind: 'next',
    whole: true,
    words: [
      'next|ahead|upcoming|coming up|als nachstes|ensuite|la suite|siguiente|a seguir|a seguire|hierna',
    ],
  },
  {
    kind: 'header',
    whole: true,
    words: [
      'summary|executive summary|at a glance|tl dr|tldr|zusammenfassung|resume|resumen|resumo|riepilogo',
    ],
  },
  {
    kind: 'detail',
    words: [
      'current status|current state|aktueller stand|etat actuel|estado actual|estado atual|stato attuale',
      'huidige status|summary|zusammenfassung|resume|resumen|resumo|riepilogo|samenvatting|background',
      'hintergrund|context|kontext|notes|notizen|question*|frage*|risk*|risiken|faq|glossary|links',
    ],
  },
  {
    kind: 'wisdom',
    words: ['wisdom|motto|quote*|weisheit*|sagesse|citation*|sabiduria|sabedoria|saggezza|wijsheid'],
  },
  { kind: 'focus', words: ['investigation focus|focus|foci|*fokus*|schwerpunkt*|foco*|aandacht*'] },
  {
    kind: 'blocker',
    words: [
      'blocker*|blocking|blocked|impediment*|obstacle*|blockade*|hindernis*|blockier*|bloquant*|blocage*|bloqueo*',
      'bloqueio*|bloqueante*|bloccant*|blocchi|ostacol*|blokkade*|belemmering*',
    ],
  },
  {
    kind: 'insight',
    words: [
      'insight*|lesson*|learning*|takeaway*|erkenntnis*|lektion*|gelernt*|enseignement*|lecons|aprendiza*|licoes',
      'lecciones|lezion*|inzicht*|geleerd*',
    ],
  },
  {
    kind: 'decision',
    words: [
      'decision*|decided|*entscheid*|beschluss*|beschlusse|decisao|decisoes|decisione|decisioni|besluit*|beslissing*',
    ],
  },
  {
    kind: 'achievement',
    words: [
      'achievement*|accomplishment*|erfolg*|errungen*|realisations|reussite*|logro*|conquista*|realizzazion*',
      'successi|prestatie*|behaald',
    ],
  },
  {
    kind: 'finding',
    words: [
      'finding*|investigation result*|investigation log|untersuchungsergebnis*|befund*|constat*|hallazgo*|achado*',
      'constatacoes|risultanze|bevinding*',
    ],
  },
  {
    kind: 'phases',
    words: [
      'phases|phase completion|phase status|phase overview|phase progress|phasen*|stages|milestones|meilenstein*',
      'etappen|etapes|fases|etapas|fasi|fasen|mijlpalen',
    ],
  },
  { kind: 'task', ofFile: true, words: ['checklist*|to do|todo|to dos|todos|to do list|runbook'] },
  {
    kind: 'task',
    words: [
      'task*|backlog|work item*|action item*|*aufgabe*|zu erledigen|tache*|a faire',
      'tarea*|por hacer|tarefa*|a fazer|compit*|attivita|da fare|taken|takenlijst|te doen',
    ],
  },
  { kind: 'task', weak: true, words: ['in progress|en progreso|em progresso'] },
  {
    kind: 'header',
    words: [
      'overall*|status|state|progress|overview|gesamtstatus|stand|fortschritt*|uberblick|ubersicht|statut|etat',
      'avancement|apercu|estado|progreso|progresso|stato|avanzamento|voortgang|overzicht',
    ],
  },
  { kind: 'decision', weak: true, words: ['strateg*'] },
  {
    kind: 'finding',
    weak: true,
    words: [
      'root cause*|discover*|breakthrough*|diagnos*|result*|analysis|*ursache*|entdeck*|ergebnis*|cause|causes',
      'decouvert*|causa|causas|descubr*|descobert*|scopert*|oorzaak|ontdek*',
    ],
  },
  { kind: 'achievement', weak: true, words: ['success*|wins|victor*'] },
  { kind: 'next', weak: true, words: ['actions|massnahmen'] },
  {
    kind: 'task',
    weak: true,
    words: [
      'done|completed|finished|in progress|doing|pending|remaining|outstanding|open|erledigt*|abgeschlossen*|offen*',
      'in arbeit|ausstehend*|termine*|fait|en cours|hecho|completad*|pendiente*|en curso|feito|concluid*|pendente*',
      'em andamento|fatto|completat*|in corso|gedaan|voltooid|bezig|openstaand',
    ],
  },
];

/** Words of a heading that say how all below it stands; those that say "open" are asked first. */
export const STATE_WORDS: readonly (readonly ['done' | 'open', readonly string[]])[] = [
  [
    'open',
    [
      'incomplete|not done|not completed|not met|not yet|unmet|to be met|to be done|must be met|unresolved|pending|open|todo',
      'to do|remaining|outstanding|offen*|ausstehend*|zu erledigen|unerledigt*|a faire|restant*|pendiente*|por hacer',
      'pendente*|a fazer|da fare|in sospeso|openstaand*|te doen',
    ],
  ],
  [
    'done',
    [
      'completed|finished|resolved|cleared|met|done|erledigt*|abgeschlossen*|gelost*|behoben*|erfullt*|termine|terminee|terminees',
      'termines|fait|faites|acheve*|resolu|resolus|resolue|resolues|completad*|hechas|hecho|terminad*|resuelt*|feito|feitas',
      'concluid*|resolvid*|completat*|fatto|fatte|risolt*|voltooid*|afgerond*|gedaan|opgelost*',
    ],
  ],
];
