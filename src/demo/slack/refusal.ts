/**
 * Slack says no. `word` is the error word of the Web API; `fields` are further fields of the answer, such as
 * `needed` or `response_metadata`.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly word: string;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(word: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(word);
    this.word = word;
    this.fields = fields;
  }
}

/** A refusal with the detailed lines Slack adds, each `[ERROR] <what> [json-pointer:<where>]`. */
export function refusalWith(word: string, complaints: readonly string[]): Refusal {
  return new Refusal(word, {
    errors: complaints,
    response_metadata: { messages: complaints.map((complaint) => `[ERROR] ${complaint}`) },
  });
}
