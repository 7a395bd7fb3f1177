import { dice, oneOf } from './chatter.ts';

const WORDS = ['snail', 'garden+hose', 'lettuce', 'copper+tape', 'rain+barrel'] as const;

const TRACEBACK = `ERROR:    Exception in ASGI application
Traceback (most recent call last):
  File "/usr/local/lib/python3.12/site-packages/uvicorn/protocols/http/h11_impl.py", line 403, in run_asgi
    result = await app(self.scope, self.receive, self.send)
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/srv/search/routes.py", line 58, in search
    hits = await index.query(words, size=size)
  File "/srv/search/index.py", line 112, in query
    return response["hits"]["hits"]
           ~~~~~~~~~~~~~~~~^^^^^^^^
KeyError: 'hits'`;

/** What a task of `search` logs every other second: requests as uvicorn writes them, and at times a traceback. */
export function searchLines(task: string, nth: number): readonly string[] {
  const seed = `${task}/${nth}`;
  const from = `10.0.${1 + dice(`${seed}/zone`, 2)}.${dice(`${seed}/from`, 250)}:${32_768 + dice(seed, 20_000)}`;
  const query = `GET /search?q=${oneOf(WORDS, seed)}&size=20 HTTP/1.1`;
  if (nth % 75 === 40) return [`INFO:     ${from} - "${query}" 500 Internal Server Error`, TRACEBACK];
  if (nth % 30 === 12) return ['WARNING:  shard 3 of products-2025 answered after 812 ms'];
  return dice(`${seed}/is`, 3) === 0 ? [] : [`INFO:     ${from} - "${query}" 200 OK`];
}
