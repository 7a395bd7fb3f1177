/**
 * The words by which statements of a tracker are compared, all in one place. Whoever finds two statements taken for
 * different things, or for the same, mends it here. Lower case, without accents: "geprüft" is written "gepruft".
 */

/** What a statement can say of a thing. */
export type Says =
  /** It does what it should. */
  | 'works'
  /** It is there and well as a whole. */
  | 'healthy'
  /** It is there; weaker than `works`. */
  | 'runs'
  /** What was wrong with it is put right. */
  | 'fixed'
  /** Putting it right, as a deed that may still lie ahead. */
  | 'fix'
  | 'fails'
  /** It is unwell as a whole: unhealthy, down, crashing. */
  | 'sick'
  /** It was tried and found good. */
  | 'tested'
  /** Trying it, as a deed that may still lie ahead. */
  | 'test'
  /** Why it is so is not known yet. */
  | 'sought'
  /** Why it is so is known. */
  | 'known'
  | 'done';

/** Several words that mean one; tried in this order, before anything else. */
export const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:application )?load[ -]?balanc(?:er|ers|ing)\b/g, 'alb'],
  [/\bhealth[ -]?(?:check|probe)s?\b|\b(?:liveness|readiness)[ -](?:check|probe)s?\b/g, 'healthcheck'],
  [/\bhealth[ -]?checking\b|\b(?:gesundheits|zustands)(?:prufung|check|pruf)(?:en|s)?\b/g, 'healthcheck'],
  [/\bmachine[ -]learning\b|\bmaschinelle[sn]? lernens?\b/g, 'ml'],
  [/\btask[ -]?def(?:inition)?s?\b|\baufgabendefinition(?:en)?\b/g, 'revision'],
  [/\btarget[ -]groups?\b|\bzielgruppen?\b/g, 'targetgroup'],
  [/\bend[ -](?:to|2)[ -]end\b|\be2e\b|\bende[ -]zu[ -]ende\b/g, 'endtoend'],
  [/\broot[ -]causes?\b|\bunderlying causes?\b|\breal (?:problem|cause|culprit|issue)\b/g, 'rootcause'],
  [/\b(?:eigentliche|wahre)[rs]? (?:ursache|problem|grund)\b|\bgrundursache\b/g, 'rootcause'],
  [/\bup and running\b|\balive and well\b|\bin (?:good|full|perfect) (?:health|shape|order)\b/g, 'healthy'],
  [/\bup and healthy\b|\bbei bester gesundheit\b/g, 'healthy'],
  [/\bin working order\b|\bdoing (?:its|their) job\b|\bas (?:expected|intended|designed)\b/g, 'working'],
  [/\bput right\b|\bsorted out\b|\bcleared up\b|\bset right\b|\btaken care of\b/g, 'fixed'],
  [/\b(?:fail(?:s|ed|ing)?|refus(?:es|ed|ing)|unable|struggl(?:es|ing)) to\b/g, 'cannot'],
  [/\bno longer\b|\bnicht mehr\b|\bnot any ?more\b/g, 'not'],
  [/\bnot yet\b|\bnoch nicht\b|\byet to\b|\bnot (?:quite|fully|entirely)\b|\bstill not\b/g, 'not'],
  [/\bnever yet\b|\bhas not\b|\bhave not\b|\bdoes not\b|\bdo not\b|\bis not\b|\bare not\b/g, 'not'],
  [
    /\b(?:still )?(?:needs?|ha[sv]e?|waiting|remains?) to be\b|\b(?:must|should|shall|will|would|to) be\b/g,
    'will',
  ],
  [/\bused to\b/g, 'formerly'],
  [/\blook(?:s|ed|ing)? into\b|\bunder (?:investigation|analysis)\b|\bin untersuchung\b/g, 'investigating'],
  [/\bfixed[ -](?:size|ip|price|window|rate|length|cost|term|date|scope|width|response)\b/g, ' '],
  [/\bschlagt (.{0,40}?)\bfehl\b|\bschlagen (.{0,40}?)\bfehl\b/g, '$1$2 failing'],
  [/\bcheck(?:ed|ing)? (?:in|out)\b/g, ' '],
];

/** Words for the same thing, behind the one that stands for them. */
export const SAME: Readonly<Record<string, string>> = {
  alb: 'elb nlb lb loadbalancer lastverteiler lastenverteiler balancer',
  healthcheck: 'healthchecks probe probes liveness livenessprobe healthprobe',
  ml: 'ki ai',
  revision: 'revisions taskdef',
  container: 'containers docker',
  service: 'services dienst dienste dienstes dienstleistung svc',
  endpoint: 'endpoints endpunkt endpunkte route url',
  image: 'images abbild abbilder containerimage',
  access: 'accessible reachable reach zugriff zugang erreichbar accessibility reachability',
  internet: 'outside extern external publicly',
  production: 'prod produktion produktiv live produktivbetrieb',
  staging: 'stage preprod vorproduktion',
  log: 'logs logging protokoll protokolle protokollierung',
  monitor: 'monitoring observability uberwachung alerting alarms metrics dashboards',
  security: 'hardening secure sicherheit absicherung hartung',
  performance: 'speed latency throughput leistung tempo faster',
  optimiz: 'optimise optimised optimization optimisation optimierung tuning tuned tune',
  config: 'configuration configurations configured configure konfiguration configs settings setup',
  deploy: 'deployment deployments deployed deploying rollout release released ausrollen bereitgestellt',
  network: 'networking networks netzwerk netz',
  database: 'databases db datenbank',
  build: 'built builds building gebaut',
  enhance: 'enhanced improved upgraded enhancement improvement verbessert verbesserter verbesserte',
  integrat: 'integration integrated integrating anbindung eingebunden',
  path: 'paths pfad',
  traffic: 'requests verkehr',
  test: 'testlauf',
  migrat: 'migration migrated migrating migrate umzug',
  user: 'users nutzer benutzer customers kunden',
  login: 'signin anmeldung',
  backup: 'backups sicherung sicherungen',
};

/** What words say of a thing. A word may say two things. */
export const SAYINGS: Readonly<Record<Says, string>> = {
  works:
    'works working worked functional functioning operational serves serving routes routing pass passes passing passed green flawless flawlessly reachable accessible available online funktioniert funktionieren erreichbar funktionsfahig betriebsbereit einsatzbereit',
  healthy: 'healthy operational stable stability gesund stabil healthily',
  runs: 'running runs up live lauft laufen alive',
  fixed:
    'fixed resolved corrected repaired solved remedied patched cured mended rectified eliminated behoben gelost korrigiert repariert beseitigt berichtigt',
  fix: 'fix fixes fixing resolve resolution resolving correct correcting correction repair repairing solve solving remedy mend rectify cure beheben behebung losen korrigieren korrektur reparieren reparatur beseitigen',
  fails:
    'fail fails failing failed failure failures unhealthy broken breaks down crash crashes crashing crashed red unreachable unavailable unstable fehlgeschlagen fehlschlag ausfall kaputt ungesund defekt scheitert scheitern fallt',
  sick: 'unhealthy ungesund crash crashes crashing crashed crashlooping down outage ausfall abgesturzt sick ill',
  tested:
    'tested verified validated confirmed proven checked getestet gepruft verifiziert validiert bestatigt nachgewiesen',
  test: 'test tests testing verify verifies verifying verification validate validating validation check checks checking confirm confirming prove prufen prufung testen verifizieren bestatigen validieren uberprufen ensure nachweisen',
  sought:
    'investigate investigates investigating investigation investigated analyzing analysing analyze analyse analysis diagnosing diagnose debugging debug examining examine untersuchen untersuchung untersucht analysieren fehlersuche unclear unknown unklar unbekannt',
  known:
    'identified found known understood pinpointed diagnosed located discovered gefunden erkannt gefunden bekannt ermittelt',
  done: 'done complete completed finished implemented active ready delivered achieved fertig erledigt abgeschlossen umgesetzt vollstandig aktiv shipped',
};

/** Turn what follows into its opposite. */
export const NEGATIONS =
  'not no never cannot without nothing none nor kein keine keinen nicht nie ohne niemals';

/** What follows is wished, planned, possible or a condition, and said of no present. */
export const HEDGES =
  'will would should could can may might must shall if once until unless before when whenever almost nearly partially partly mostly try trying attempt attempting needs need want plan planned aim expected hopefully soon later next goal target wenn sobald bis falls soll sollte muss kann konnte wird fast teilweise beinahe nachdem bevor ability able capability capable potential waiting';

/** What is told lies in the past. */
export const PAST =
  'was were had old previous alte alten altes formerly previously earlier historically historical historic yesterday initially originally war waren hatte fruher zuvor ursprunglich zunachst historisch misdiagnosis';

/** In the heading above: what is listed there is told of the past. */
export const PAST_HEADINGS =
  'history timeline changelog log journal chronology postmortem retrospective lessons learned archive archived verlauf chronik tagebuch ruckblick previous past earlier superseded resolved cleared';

/** Grow a claim without changing what it is about: the boldest is quoted first. */
export const BOLD =
  'fully perfectly perfect completely all always already successfully everything consistently entirely flawlessly certain victory proper properly production 100 vollstandig perfekt einwandfrei bereits alle komplett';

/** Kinds of trial: having passed one says nothing of another. */
export const TRIALS =
  'load stress performance penetration pentest security regression chaos soak failover restore dr disaster usability acceptance capacity canary smoke rollback recovery last lasttest belastung abnahme';

/** Places where a thing can be: what holds in one need not hold in another. */
export const PLACES = 'production staging dev development qa local sandbox canary blue green beta';

/** So general that sharing them says nothing: what remains when the thing itself is left out. */
export const GENERAL =
  'service container enhance system app application task deploy config solution issue problem phase operation project infrastructure environment current major key real main final process approach work thing step progress status production staging revision item team version setup part component software platform change update updated plan result detail measure new old initial primary first last applied access image build fix rootcause cause proper capability finding startup launch error code file process run start fur achievement accomplishment success blocker criterion criteria detailed pending completed completion investigation discovery critical breakthrough summary action immediate insight decision strategy strategic focus technical keep continue trouble obstacle situation latest again open remaining left todo outstanding finished rest overview list item thing way part place matter point offen offene offener erledigte erledigten aufgaben aufgabe abnahmekriterien erfolge einzelnen aktuell neue neuer neues problem losung system anwendung schritt aufgabe optimization available';

/** Carry no meaning of their own. */
export const EMPTY =
  'a an the and or of to in on at by for from with as is are be been being has have had it its this that these those there their they we our you your i he she not no but only also just still now then than so very more most some any each both through via into onto over under about after again out off up all every well do does did what which who how why where here too yet yes per der die das den dem des ein eine einer einen einem und oder von zu im in am an auf mit als ist sind wird werden wurde hat haben es sich wir ihr sie noch nur auch jetzt nun dann so sehr alle jede uber unter nach aus bei zum zur durch fur re ve ll s t d';

/** Besides empty words, all that words about the operation as a whole are made of: "We are 99% complete overall". */
export const WHOLE =
  'overall progress project operation total whole entire all almost nearly about around now already currently work everything altogether roughly status complete completion gesamt gesamtfortschritt fortschritt insgesamt projekt';

/** In a heading or beside an item: it is not asked for now. */
export const PUT_OFF =
  'backlog followup followups optional later future stretch someday deferred postponed ideas parked icebox nice wishlist spater kunftig ideen';
