import { z } from 'zod';

/**
 * Something that goes wrong on request. `on` is a Web API method (`chat.postMessage`), `*` for all of them,
 * `response_url`, `upload`, `download`, or `delivery` for what Slack sends to the bot.
 */
const faultSchema = z.strictObject({
  on: z.string().min(1),
  /** How many calls it hits; 1 unless told. */
  times: z.number().int().min(1).default(1),
  /** How many calls pass before the first is hit. */
  after: z.number().int().min(0).default(0),
  effect: z.discriminatedUnion('kind', [
    /** HTTP 429 with Retry-After. */
    z.strictObject({ kind: z.literal('rate-limited'), retryAfterSeconds: z.number().min(0).default(1) }),
    /** An HTTP status with a body that is no JSON. */
    z.strictObject({
      kind: z.literal('status'),
      status: z.number().int().min(400).max(599),
      body: z.string().default(''),
    }),
    /** `ok: false` with this word. */
    z.strictObject({ kind: z.literal('error'), word: z.string().min(1), needed: z.string().optional() }),
    /** Answers as usual, but later. */
    z.strictObject({ kind: z.literal('delay'), ms: z.number().min(0) }),
    /** Cuts the connection and does nothing. */
    z.strictObject({ kind: z.literal('drop-before') }),
    /** Does what was asked, then cuts the connection instead of answering. */
    z.strictObject({ kind: z.literal('drop-after') }),
    /** Does what was asked and never answers. */
    z.strictObject({ kind: z.literal('hang-after') }),
    /** For `delivery`: the same envelope or request is delivered twice. */
    z.strictObject({ kind: z.literal('duplicate') }),
    /** For `delivery`: the bot's acknowledgement is lost on the way. */
    z.strictObject({ kind: z.literal('lost-ack') }),
  ]),
});

export type Fault = z.output<typeof faultSchema>;
export type FaultEffect = Fault['effect'];
export type FaultRequest = z.input<typeof faultSchema>;

/** The faults that are waiting to happen. */
export interface Faults {
  /** Throws a ZodError for a fault that makes no sense. */
  add(fault: FaultRequest): void;
  /** The same for a fault that came over the wire. */
  addUnchecked(fault: unknown): void;
  clear(): void;
  /** The effect that hits this call, if one does; the first added goes first. Counts the call. */
  take(on: string): FaultEffect | undefined;
}

/** No faults at first. */
export function createFaults(): Faults {
  let waiting: { fault: Fault; toPass: number; left: number }[] = [];
  function addUnchecked(request: unknown): void {
    const fault = faultSchema.parse(request);
    waiting.push({ fault, toPass: fault.after, left: fault.times });
  }
  return {
    add: addUnchecked,
    addUnchecked,
    clear() {
      waiting = [];
    },
    take(on) {
      const next = waiting.find(({ fault }) => fault.on === on || (fault.on === '*' && on.includes('.')));
      if (!next) return undefined;
      if (next.toPass > 0) {
        next.toPass -= 1;
        return undefined;
      }
      next.left -= 1;
      if (next.left === 0) waiting = waiting.filter((one) => one !== next);
      return next.fault.effect;
    },
  };
}
