/** Values that say something about a secret without being one, and names that only sound like one. */

/** Words that follow a name as its state: `token: expired`, `"password": null`. */
const STATES = wordsOf(`
  none null nil undefined true false yes no not n/a na empty blank missing required optional invalid incorrect
  wrong mismatch mismatched expired valid ok unset set unknown hidden redacted masked removed filtered default present
  absent unauthorized unauthenticated anonymous denied disabled enabled string number boolean object failed failure
  success successful bearer basic digest negotiate`);

/** Words that begin a sentence behind a colon. */
const PROSE = wordsOf(`
  is was are were has have had must cannot can't can could does did do should will would too for from in on of the a
  an and or to by with at as if it its this that there you your we unable could attempt using use used got get
  error unexpected malformed generated generating updated updating changed changing verified refreshed refreshing
  created creating revoked reset rotated rotating rotation renewed renewing acquired received requested requesting
  sent loaded loading found issued cached stored jwt signature token password secret user`);

/** How a sentence about a field begins that stands in quotes: `"password": "must have 8 characters"`. */
const QUOTED_PROSE =
  /^(?:must|should|cannot|can't|may not|this field|field|is (?:too|not|required|invalid|missing)|too (?:short|long|weak)|does not|has (?:already|expired|been)|not (?:found|set|provided|allowed|valid)|expected) /i;

/** Stand-ins: `****`, `<password>`, `${DB_PASSWORD}`, `$DB_PASSWORD`, `{{ secret }}`, `%s`, `$1`, `getToken()`. */
const STAND_IN =
  /^(?:[*•.#xX_-]{2,}|\*|<[\w .:/-]*>|\$\{[^{}]*\}|\$(?:[A-Z][A-Z0-9_]*|\d{1,2})|[A-Za-z_][\w.]*\(\)|\$\{?\{[^{}]*\}\}?|\{\{[^{}]*\}\}|\{\}|\[\]|%[svdq]|\(?(?:redacted|masked|hidden|sensitive(?: value)?|none|null)\)?|\[(?:redacted|filtered|masked|hidden|secret|removed|object object)[^\]]*\]?)$/i;
const ARN = /^arn:aws[\w-]*:[\w.@:/*+=,-]+$/;

/** Parts of a name behind the word that make it the name of something else: `token_type`, `secretArn`, `password_changed_at`. */
const ABOUT = wordsOf(`
  count counts len length size type types name names id ids arn arns expire expires expired expiry expiration ttl age
  used usage limit limits remaining policy policies file path dir url uri endpoint issuer source status state
  valid invalid validation validator validity enabled disabled required exist exists present missing error errors exception failed
  failure failures changed change updated created rotated rotation version hint format manager ref reference
  provider service store field fields param header headers budget per rate bucket izer izers ized less ary aries ariat ive ization request response
  event grant factory filter interceptor controller resolver encoder decoder util utils config in at java js mjs cjs ts tsx py
  go rb kt cs php scala rs ex jsx`);

/** Last part of a name before "token" that makes it a place in a list, or a request of its own. */
const PLACE = wordsOf(`
  next prev previous page paging pagination continuation cancellation forward backward idempotency clientrequest
  request sync resume starting unexpected`);

/** Whether a name that goes on like this behind its word names something about the secret. */
export function isAbout(before: string, behind: string): boolean {
  if (before !== '' && PLACE.has(/[A-Za-z][a-z]*(?=[_.-]?$)/.exec(before)?.[0].toLowerCase() ?? ''))
    return true;
  if (behind === '' || behind === 's') return false;
  for (const [part] of behind.matchAll(/[A-Z]?[a-z]+|[A-Z]+/g)) {
    const word = part.toLowerCase();
    if (ABOUT.has(word) || (word.startsWith('s') && ABOUT.has(word.slice(1)))) return true;
  }
  return false;
}

/** Whether a value says nothing that anybody could use. */
export function isInnocent(value: string, { quoted, prose }: { quoted: boolean; prose: boolean }): boolean {
  if (value.length > 250) return false;
  const word = value.toLowerCase();
  if (STATES.has(word) || STAND_IN.test(value) || ARN.test(value)) return true;
  if (quoted) return QUOTED_PROSE.test(value);
  return (prose && PROSE.has(word)) || (value.length <= 3 && !/[A-Za-z0-9]/.test(value));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean));
}
