import { dice, oneOf } from './chatter.ts';

const CAUSES = ['Read timed out', 'Connection reset', 'connect timed out'] as const;

/**
 * What a task of `checkout` logs every other second, in the form of Spring Boot. A stack trace comes every
 * `troubleEvery` turns.
 */
export function checkoutLines(task: string, troubleEvery: number, at: Date, nth: number): readonly string[] {
  const seed = `${task}/${nth}`;
  const thread = `nio-8080-exec-${1 + dice(`${seed}/thread`, 8)}`;
  const line = (level: string, logger: string, words: string) =>
    `${at.toISOString()} ${level.padStart(5)} 1 --- [${thread}] ${logger.padEnd(38)} : ${words}`;
  const order = 80_000 + dice(`${seed}/order`, 9_999);
  const items = 1 + dice(`${seed}/items`, 5);
  const price = (dice(`${seed}/price`, 20_000) / 100 + 5).toFixed(2);
  if (nth % troubleEvery === troubleEvery - 2) return [line('ERROR', LOGGER, trouble(order, seed))];
  if (nth % 45 === 20)
    return [line('WARN', 'com.zaxxer.hikari.pool.HikariPool', 'HikariPool-1 - 9 of 10 connections in use')];
  if (dice(seed, 3) === 0) return [];
  return [
    line(
      'INFO',
      'com.example.checkout.OrderController',
      `order ${order} placed: ${items} items, ${price} EUR`,
    ),
    line('INFO', LOGGER, `order ${order} authorised in ${80 + dice(seed, 200)} ms`),
  ];
}

const LOGGER = 'com.example.checkout.PaymentClient';

function trouble(order: number, seed: string): string {
  const cause = oneOf(CAUSES, `${seed}/cause`);
  return [
    `payment of order ${order} failed`,
    'com.example.checkout.PaymentException: no answer from the payment provider',
    '\tat com.example.checkout.PaymentClient.authorise(PaymentClient.java:87)',
    '\tat com.example.checkout.OrderService.place(OrderService.java:54)',
    '\tat com.example.checkout.OrderController.post(OrderController.java:33)',
    '\tat java.base/java.lang.Thread.run(Thread.java:1583)',
    `Caused by: java.net.SocketTimeoutException: ${cause}`,
    '\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)',
    '\tat java.base/java.net.Socket$SocketInputStream.read(Socket.java:1099)',
    '\t... 21 common frames omitted',
  ].join('\n');
}
