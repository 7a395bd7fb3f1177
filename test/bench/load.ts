import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { signatureOf } from '../../src/demo/slack/http-delivery.ts';
import { answerParent } from './parent.ts';

/** Signed commands, so many at once. */
export interface Burst {
  /** Where the app takes Slack's requests. */
  readonly url: string;
  readonly signingSecret: string;
  /** What follows `/snail`; `status` unless given. */
  readonly text?: string;
  /** Beginning of the address each command is answered at. */
  readonly responseUrl: string;
  readonly atOnce: number;
  /** Waited after the last acknowledgement. */
  readonly pauseMs: number;
}

interface Prepared {
  readonly body: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** Keeps its connections from burst to burst, as Slack does. */
const agent = new Agent({ keepAlive: true });
let sent = 0;

answerParent({
  /** Resolves with how long each took, in milliseconds. */
  async burst({ url, atOnce, pauseMs, ...plan }: Burst): Promise<readonly number[]> {
    // Signed beforehand: while the clock runs, this process only sends.
    const prepared = Array.from({ length: atOnce }, () => prepare(plan));
    const took = await Promise.all(prepared.map((each) => timed(url, each)));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return took;
  },
});

function prepare({
  signingSecret,
  responseUrl,
  text = 'status',
}: Pick<Burst, 'signingSecret' | 'responseUrl' | 'text'>): Prepared {
  sent += 1;
  const body = new URLSearchParams({
    token: 'deprecated',
    team_id: 'T0SNAIL01',
    team_domain: 'snail-works',
    channel_id: 'C0OPS0001',
    channel_name: 'ops',
    user_id: 'U0ALICE01',
    user_name: 'alice',
    command: '/snail',
    text,
    api_app_id: 'A0SNAIL01',
    is_enterprise_install: 'false',
    response_url: `${responseUrl}commands/${process.pid}/${sent}`,
    trigger_id: `${process.pid}.${sent}.bench`,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(signingSecret, timestamp, body),
  };
  return { body, headers };
}

/** From the first byte sent to the last byte of the acknowledgement. */
function timed(url: string, { body, headers }: Prepared): Promise<number> {
  return new Promise((resolve, reject) => {
    const beganAt = performance.now();
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => {
        const tookMs = performance.now() - beganAt;
        if (response.statusCode === 200) resolve(tookMs);
        else reject(new Error(`acknowledgement was HTTP ${response.statusCode}`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
