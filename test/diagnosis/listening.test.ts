import { describe, expect, it } from 'vitest';
import { listeningOn, startedIn } from '../../src/diagnosis/listening.ts';
import { someEvidence } from './given-evidence.ts';

/** What servers say, as their own documents and sources show it. */
describe('where a program listens', () => {
  it.each([
    // https://flask.palletsprojects.com/en/stable/quickstart/
    [' * Running on http://127.0.0.1:5000', 5000, true],
    // https://www.uvicorn.org/
    ['INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)', 8000, false],
    // https://docs.spring.io/spring-boot/
    ["Tomcat started on port 8080 (http) with context path '/'", 8080, false],
    ["Tomcat started on port(s): 8080 (http) with context path ''", 8080, false],
    // https://docs.gunicorn.org/en/stable/
    ['[INFO] Listening at: http://127.0.0.1:8000 (1)', 8000, true],
    // https://expressjs.com/en/starter/hello-world.html
    ['Example app listening on port 3000', 3000, false],
    ['Server ready at http://localhost:4000/', 4000, true],
    ['{"level":30,"msg":"Server listening at http://[::1]:3000"}', 3000, true],
  ])('is read from %j', (text, port, isLocal) => {
    expect(listeningOn(someEvidence({ lines: [text] }))).toMatchObject([{ port, isLocal }]);
  });

  it.each(['connected to 10.0.0.7:5432', '10.0.0.12 "GET /health" 200', 'retrying in 5000 ms'])(
    'is not read from %j',
    (text) => {
      expect(listeningOn(someEvidence({ lines: [text] }))).toEqual([]);
    },
  );
});

describe('how long a program took to start', () => {
  it.each([
    ['Started WebApplication in 74.2 seconds (process running for 76.1)', 74_200],
    ['ready in 1840 ms', 1840],
    ['INFO  model enhanced-v4 loaded in 1840 ms', 1840],
    ['started', undefined],
  ])('is read from %j', (text, ms) => {
    expect(startedIn(text)).toBe(ms);
  });
});
