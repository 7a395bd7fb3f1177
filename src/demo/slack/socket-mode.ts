import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { type Carrier, type Delivery, type Receipt, TIMED_OUT, UNREACHABLE } from './delivery.ts';
import { isJson, parseJson, textOf } from './json.ts';

/**
 * How many connections an app may hold.
 * @see https://docs.slack.dev/apis/events-api/using-socket-mode#connect
 */
const MOST_CONNECTIONS = 10;
const PING_EVERY_MS = 10_000;
const CLOSE_WITHIN_MS = 500;
/** What `hello` says about how long the connection will last. */
const APPROXIMATE_SECONDS = 18_060;

/** Slack's end of Socket Mode: hands out tickets, greets, sends envelopes to any one connection, takes acks. */
export interface SocketMode extends Carrier {
  /** Query string of a new one-time address, as `apps.connections.open` gives it. */
  ticket(): string;
  /** For the HTTP server's `upgrade` event. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  /** Announces an end (`warning`) or ends at once as Slack does when it renews a connection. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts every connection without a word. */
  drop(): void;
  stop(): Promise<void>;
}

export function createSocketMode(options: {
  readonly appId: string;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}): SocketMode {
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const awaited = new Map<string, (body: unknown) => void>();
  const sockets = new WebSocketServer({ noServer: true });
  const stopped = new AbortController();
  // Every connection waits on it for its next ping.
  setMaxListeners(0, stopped.signal);
  let turn = 0;

  sockets.on('connection', (socket) => {
    open.push(socket);
    socket.on('message', (data) => take(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => open.splice(open.indexOf(socket), 1));
    if (open.length > MOST_CONNECTIONS) return dismiss(socket, 'too_many_websockets');
    socket.send(JSON.stringify(hello(options.appId, open.length)));
    void ping(socket);
  });

  function take(text: string): void {
    const message = parseJson(text);
    const id = textOf(message, 'envelope_id');
    awaited.get(id)?.(isJson(message) ? message.payload : undefined);
    awaited.delete(id);
  }

  async function ping(socket: WebSocket): Promise<void> {
    while (!stopped.signal.aborted && socket.readyState === WebSocket.OPEN) {
      await options.sleep(PING_EVERY_MS, stopped.signal);
      if (socket.readyState !== WebSocket.OPEN) return;
      const answered = pongOf(socket);
      socket.ping();
      await answered;
    }
  }

  function nextSocket(): WebSocket | undefined {
    const ready = open.filter((socket) => socket.readyState === WebSocket.OPEN);
    turn += 1;
    return ready[turn % Math.max(1, ready.length)];
  }

  return {
    ticket() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `ticket=${ticket}&app_id=${options.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (connected) =>
        sockets.emit('connection', connected, request),
      );
    },
    carry(envelopeId, delivery, signal) {
      const socket = nextSocket();
      if (!socket) return Promise.resolve(UNREACHABLE);
      return new Promise<Receipt>((resolve) => {
        awaited.set(envelopeId, (body) => resolve({ kind: 'acked', body: answerOf(delivery, body) }));
        signal.addEventListener('abort', () => {
          awaited.delete(envelopeId);
          resolve(TIMED_OUT);
        });
        socket.send(JSON.stringify(envelope(envelopeId, delivery)));
      });
    },
    connections: () => open.length,
    disconnect(reason) {
      for (const socket of [...open]) {
        if (reason === 'warning') socket.send(farewell(reason));
        else dismiss(socket, reason);
      }
    },
    drop() {
      for (const socket of [...open]) socket.terminate();
    },
    async stop() {
      stopped.abort();
      AbortSignal.timeout(CLOSE_WITHIN_MS).addEventListener('abort', () => {
        for (const socket of [...open]) socket.terminate();
      });
      await Promise.all([...open].map(closed));
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

/** Resolves with the next pong, or when the connection ends; leaves no listener behind. */
function pongOf(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    function done(): void {
      socket.off('pong', done);
      socket.off('close', done);
      resolve();
    }
    socket.on('pong', done);
    socket.on('close', done);
  });
}

/** Closes politely, so that the other end need not wait for the rest of a handshake. */
function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.close(1001);
  });
}

function hello(appId: string, connections: number): unknown {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: {
      host: 'local-slack',
      build_number: 1,
      approximate_connection_time: APPROXIMATE_SECONDS,
    },
    connection_info: { app_id: appId },
  };
}

function farewell(reason: string): string {
  return JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local-slack' } });
}

function dismiss(socket: WebSocket, reason: string): void {
  socket.send(farewell(reason), () => socket.close(1000));
}

function envelope(envelopeId: string, delivery: Delivery): unknown {
  return {
    envelope_id: envelopeId,
    type: delivery.type,
    payload: delivery.payload,
    accepts_response_payload: delivery.acceptsAnswer,
    ...(delivery.type === 'events_api' && {
      retry_attempt: delivery.retry?.attempt ?? 0,
      retry_reason: delivery.retry?.reason ?? '',
    }),
  };
}

/** An answer where none is accepted is ignored, and so is the empty one the SDK always sends. */
function answerOf(delivery: Delivery, body: unknown): unknown {
  if (!delivery.acceptsAnswer || !isJson(body) || Object.keys(body).length === 0) return undefined;
  return body;
}
