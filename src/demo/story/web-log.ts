import { dice, oneOf } from './chatter.ts';

const PAGES = ['/', '/pricing', '/docs', '/login', '/cart', '/products?page=2', '/assets/app.js'] as const;

const STACK = [
  "TypeError: Cannot read properties of undefined (reading 'id')",
  '    at priceOf (file:///srv/app/dist/pricing.js:48:27)',
  '    at file:///srv/app/dist/cart.js:112:19',
  '    at Array.map (<anonymous>)',
  '    at cartTotal (file:///srv/app/dist/cart.js:111:22)',
  '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  '    at async file:///srv/app/dist/routes/cart.js:31:18',
];

/** What a task of `web` logs each second: JSON of pino, requests in bursts, now and then an error, and secrets that should not be there. */
export function webLines(task: string, at: Date, nth: number): readonly string[] {
  const seed = `${task}/${nth}`;
  const line = (level: number, fields: object, msg: string) =>
    JSON.stringify({ level, time: at.getTime(), pid: 1, hostname: hostOf(task), ...fields, msg });
  const requests = Array.from({ length: [0, 1, 1, 2, 5][dice(seed, 5)] ?? 1 }, (_, place) => {
    const each = `${seed}/${place}`;
    return line(30, requestOf(each, 200), 'request completed');
  });
  return [
    ...requests,
    ...(nth % 40 === 17
      ? [line(40, { responseTime: 1_200 + dice(seed, 900) }, 'slow answer from pricing')]
      : []),
    ...(nth % 90 === 31 ? errorLines(line, seed) : []),
    ...(nth % 120 === 63 ? secretLines(line, seed) : []),
  ];
}

type Write = (level: number, fields: object, msg: string) => string;

/** Half of them through the logger, as one line; half past it, as Node prints them. */
function errorLines(line: Write, seed: string): readonly string[] {
  const [message = ''] = STACK;
  const err = { type: 'TypeError', message: message.slice(11), stack: STACK.join('\n') };
  const failed = line(50, { ...requestOf(seed, 500), err }, 'request failed');
  return dice(`${seed}/how`, 2) === 0 ? [failed] : [STACK.join('\n'), failed];
}

/** Made up, and in the forms in which real ones get into logs. */
function secretLines(line: Write, seed: string): readonly string[] {
  const token = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ3ZWItJHtzfSJ9.${'demo'.repeat(6)}${dice(seed, 10_000)}`;
  const headers = { host: 'pricing.internal', authorization: `Bearer ${token}`, accept: 'application/json' };
  return [
    line(20, { req: { method: 'GET', url: '/v2/prices', headers } }, 'asking pricing'),
    line(40, {}, 'reconnecting to postgres://shop:not-a-real-passw0rd@db.internal:5432/shop'),
  ];
}

function requestOf(seed: string, statusCode: number): object {
  return {
    reqId: `req-${dice(`${seed}/id`, 0xff_ff_ff).toString(16)}`,
    req: {
      method: 'GET',
      url: statusCode === 200 ? oneOf(PAGES, `${seed}/page`) : '/cart',
      remoteAddress: `203.0.113.${1 + dice(`${seed}/from`, 250)}`,
    },
    res: { statusCode },
    responseTime: 3 + dice(`${seed}/took`, 90),
  };
}

function hostOf(task: string): string {
  return `ip-10-0-${1 + dice(task, 2)}-${1 + dice(`${task}/host`, 250)}`;
}
