/** What the bench asks of one of its scripts. */
export interface Order {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** What came of it. */
export interface Report {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: string;
}

/**
 * Does what the parent process asks, by name, and ends with it. Inputs and outputs are JSON; both sides are ours,
 * so inputs are taken at their word.
 */
export function answerParent(actions: Readonly<Record<string, (input: never) => unknown>>): void {
  process.on('message', (message) => {
    const order = message as Order;
    answer(order).then((report) => process.send?.(report));
  });
  process.once('disconnect', () => process.exit());

  async function answer({ id, name, input }: Order): Promise<Report> {
    try {
      const action = actions[name];
      if (!action) throw new Error(`no action ${name}`);
      return { id, output: await action(input as never) };
    } catch (error) {
      return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
}
