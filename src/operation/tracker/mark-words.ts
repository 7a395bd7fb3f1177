import type { Mark } from '../operation.ts';

/** Signs that say how something stands; everything else in front of words is decoration. */
export const MARK_SIGNS: readonly (readonly [Mark, readonly string[]])[] = [
  [
    'done',
    [
      '✅',
      '☑',
      '✔',
      '✓',
      '🟢',
      '[x]',
      '[X]',
      '(x)',
      '(X)',
      '[✓]',
      '[✔]',
      '[✅]',
      ':white_check_mark:',
      ':heavy_check_mark:',
      ':ballot_box_with_check:',
    ],
  ],
  ['failing', ['❌', '✗', '✘', '✖', '❎', '🔴', '💥', ':x:', ':red_circle:']],
  [
    'running',
    [
      '🚧',
      '⏳',
      '⌛',
      '🔄',
      '🔁',
      '🟡',
      '🏃',
      '[~]',
      '[/]',
      '[>]',
      ':construction:',
      ':hourglass:',
      ':hourglass_flowing_sand:',
    ],
  ],
  ['open', ['⬜', '☐', '◻', '🔲', '⚪', '[ ]', '[]', '( )', ':white_large_square:']],
  ['looked-at', ['🔍', '🔎', '🕵', ':mag:', ':mag_right:']],
  ['blocked', ['⛔', '🛑', '🚫', '[!]', ':no_entry:', ':octagonal_sign:']],
  ['cancelled', ['[-]', '🗑']],
];

/** What a column headed "Done" or "Met" says of a row: yes and no, and an x for yes. */
export const YES_AND_NO: readonly (readonly [yes: string, no: string])[] = [
  ['yes', 'no'],
  ['y', 'n'],
  ['ja', 'nein'],
  ['oui', 'non'],
  ['si', 'no'],
  ['sim', 'nao'],
  ['ja', 'nee'],
  ['x', ''],
];

/** Words that say the same, without accents: English, German, French, Spanish, Portuguese, Italian, Dutch. */
export const MARK_WORDS: readonly (readonly [Mark, string])[] = [
  ['done', 'done|complete|completed|finished|fixed|resolved|cleared|closed|met|passed|verified'],
  ['done', 'erledigt|fertig|abgeschlossen|gelost|behoben|erfullt|gedaan|klaar|afgerond|voltooid|opgelost'],
  [
    'done',
    'fait|faite|termine|terminee|acheve|achevee|resolu|resolue|rempli|hecho|hecha|completado|completada',
  ],
  [
    'done',
    'terminado|terminada|resuelto|resuelta|cumplido|feito|feita|concluido|concluida|resolvido|resolvida',
  ],
  ['done', 'fatto|fatta|completato|completata|finito|risolto|risolta'],
  ['failing', 'failing|failed|fails|broken|fehlgeschlagen|kaputt|gescheitert|mislukt|kapot'],
  ['failing', 'echoue|echouee|en echec|fallando|fallido|fallo|falhou|falhando|fallito|fallita|rotto'],
  ['running', 'in progress|wip|ongoing|running|started|doing|under way|underway|partially done'],
  [
    'running',
    'lauft|in arbeit|begonnen|en cours|en curso|en progreso|em andamento|em curso|in corso|bezig|loopt',
  ],
  ['open', 'open|todo|to do|pending|not started|not done|not met|outstanding|planned|offen|ausstehend'],
  [
    'open',
    'zu erledigen|nicht begonnen|ouvert|ouverte|a faire|en attente|abierto|abierta|pendiente|por hacer',
  ],
  ['open', 'aberto|aberta|pendente|a fazer|aperto|aperta|da fare|in sospeso|openstaand|te doen'],
  ['looked-at', 'investigating|under investigation|being looked at|being investigated|in untersuchung'],
  ['looked-at', 'wird untersucht|in prufung|en investigation|en investigacion|em investigacao|in onderzoek'],
  ['blocked', 'blocked|on hold|stuck|blockiert|bloque|bloquee|bloqueado|bloqueada|bloccato|geblokkeerd'],
  ['cancelled', 'n a|not applicable|not needed|not required'],
  [
    'cancelled',
    'cancelled|canceled|dropped|obsolete|wontfix|wont do|skipped|abgebrochen|entfallt|gestrichen',
  ],
  ['cancelled', 'verworfen|annule|annulee|cancelado|cancelada|annullato|annullata|geannuleerd|vervallen'],
];
