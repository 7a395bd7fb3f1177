import { describe, expect, it } from 'vitest';
import { createBudget, type Ticket } from '../../src/aws/budget.ts';
import { LIMITS } from '../../src/aws/limits.ts';

const LATER = (): Ticket => ({ urgent: false, gone: false });
const NOW = (): Ticket => ({ urgent: true, gone: false });

/** A budget of one call a moment, with a list of who had their turn. */
function oneAtATime(perMs = 40) {
  const stopping = new AbortController();
  const budget = createBudget({ ...LIMITS.rates, elb: { calls: 1, perMs } }, stopping.signal);
  const order: string[] = [];
  const ask = (name: string, ticket: Ticket) =>
    budget.turn('elb', ticket).then(
      () => void order.push(name),
      () => void order.push(`${name} was refused`),
    );
  return { budget, stopping, order, ask };
}

describe('the budget', () => {
  it('lets calls go in the order they came', async () => {
    const { order, ask } = oneAtATime(10);
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => ask(name, LATER())));
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets an urgent call overtake all that wait, and urgent ones keep their order', async () => {
    const { order, ask } = oneAtATime();
    const first = ask('first', LATER());
    const waiting = ['w1', 'w2', 'w3'].map((name) => ask(name, LATER()));
    await first;
    await Promise.all([...waiting, ask('u1', NOW()), ask('u2', NOW())]);
    expect(order).toEqual(['first', 'u1', 'u2', 'w1', 'w2', 'w3']);
  });

  it('looks at the ticket when the turn comes: what became urgent overtakes, what is gone is passed over', async () => {
    const { order, ask } = oneAtATime();
    const tickets = { first: LATER(), gone: LATER(), other: LATER(), hurried: LATER() };
    const [first, , other, hurried] = Object.entries(tickets).map(([name, ticket]) => ask(name, ticket));
    await first;
    tickets.gone.gone = true;
    tickets.hurried.urgent = true;
    await Promise.all([other, hurried]);
    expect(order).toEqual(['first', 'hurried', 'other']);
  });

  it('holds back what exceeds the rate, in its own bucket only', async () => {
    const { budget, stopping, order, ask } = oneAtATime(60_000);
    const both = [ask('first', NOW()), ask('second', NOW())];
    await budget.turn('ecs-service', LATER());
    await both[0];
    expect(order).toEqual(['first']);
    stopping.abort();
    await both[1];
    expect(order).toEqual(['first', 'second was refused']);
  });

  it('refuses all that wait, and all that come, once it is stopped', async () => {
    const { budget, stopping, ask } = oneAtATime(60_000);
    await ask('first', NOW());
    const waiting = Promise.allSettled([budget.turn('elb', LATER()), budget.turn('elb', NOW())]);
    const reason = new Error('stopping');
    stopping.abort(reason);
    expect(await waiting).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    await expect(budget.turn('elb', NOW())).rejects.toThrow('stopping');
  });
});
