import type { z } from 'zod';
import type { World } from '../world.ts';
import type { Caller } from './caller.ts';
import { Refusal } from './refusal.ts';

/** What an operation may look at. */
export interface Asked {
  readonly world: World;
  readonly now: Date;
  readonly caller: Caller;
  /** A fault was asked for: answer no events but a token to go on with. */
  readonly emptyPage: boolean;
}

/** One operation of an API: what was sent, in, and what is to be answered, out. Throws a Refusal. */
export type Operation = (input: unknown, asked: Asked) => object;

/** All operations of one API by name. */
export type Operations = Readonly<Record<string, Operation>>;

/** An operation that refuses input of another form before it looks at the world. */
export function operation<S extends z.ZodType>(
  form: S,
  answer: (input: z.output<S>, asked: Asked) => object,
): Operation {
  return (input, asked) => {
    const parsed = form.safeParse(input);
    if (parsed.success) return answer(parsed.data, asked);
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'request';
    throw new Refusal(
      'InvalidParameterException',
      `Invalid parameter ${where}: ${issue?.message ?? 'unreadable'}`,
    );
  };
}
