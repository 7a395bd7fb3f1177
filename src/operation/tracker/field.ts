import { normal } from './words.ts';

/** What a line of the form "Key: value" is about. */
export type Field =
  | 'status'
  | 'claimed'
  | 'startedOn'
  | 'currentPhase'
  | 'duration'
  | 'achievement'
  | 'focus'
  | 'impact'
  /** Of whatever stands above it, and no matter of its own: an owner, a day. */
  | 'about';

/** Keys without accents: English, German, French, Spanish, Portuguese, Italian, Dutch. */
const KEYS: readonly (readonly [Field, string])[] = [
  [
    'status',
    'status|state|overall|gesamt|overall status|current status|gesamtstatus|stand|zustand|statut|etat|estado|stato|toestand',
  ],
  [
    'claimed',
    'progress|overall progress|total progress|completion|percent complete|complete|fortschritt|gesamtfortschritt',
  ],
  [
    'claimed',
    'avancement|avancement global|progression|progreso|progreso general|progresso|progresso geral|avanzamento',
  ],
  ['claimed', 'voortgang|claimed|percent|done|fertig|erledigt'],
  [
    'startedOn',
    'start date|start|started|started on|began|begun|startdatum|beginn|begonnen|begonnen am|gestartet',
  ],
  [
    'startedOn',
    'date de debut|debut|commence le|fecha de inicio|inicio|data de inicio|data di inizio|inizio|begindatum',
  ],
  [
    'currentPhase',
    'current phase|phase|active phase|aktuelle phase|phase actuelle|phase en cours|fase actual|fase atual',
  ],
  ['currentPhase', 'fase attuale|fase corrente|huidige fase|current stage'],
  ['duration', 'duration|time taken|took|elapsed|elapsed time|dauer|duree|duracion|duracao|durata|duur'],
  [
    'achievement',
    'achievement|achieved|outcome|result|ergebnis|erreicht|erfolg|resultat|realisation|logro|resultado',
  ],
  ['achievement', 'conquista|risultato|resultaat'],
  [
    'focus',
    'current focus|focus|fokus|aktueller fokus|schwerpunkt|priorite|foco|foco actual|foco atual|obiettivo',
  ],
  [
    'impact',
    'impact|effect|consequence|auswirkung|auswirkungen|folge|folgen|impacto|impatto|gevolg|gevolgen',
  ],
  [
    'about',
    'owner|owners|assignee|assigned to|due|due date|deadline|eta|since|raised by|reported by|severity|priority',
  ],
  [
    'about',
    'workaround|ticket|link|verantwortlich|zustandig|frist|seit|responsable|depuis|desde|responsavel|responsabile',
  ],
];
const BY_KEY: ReadonlyMap<string, Field> = new Map(
  KEYS.flatMap(([field, keys]) => keys.split('|').map((key) => [key, field] as const)),
);

/** The field that a key names, in any of the languages known, whatever its case, accents and emoji. */
export function fieldOf(key: string): Field | undefined {
  return key.length > 60 ? undefined : BY_KEY.get(normal(key));
}
