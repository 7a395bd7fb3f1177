import { describe, expect, it } from 'vitest';
import { groupEntries } from '../../src/tailing/group-entries.ts';
import { linesOf } from './given-lines.ts';

const BEFORE = 'INFO before';
const AFTER = 'INFO after';

/** A line without what stands before it already: its time and its level. */
const said = (line: string) => line.replace(/^2026\S+ \S+ /, '').replace(/^(?:INFO|WARN|ERROR)[ :]/, '');

/** Each block is one trace as a container writes it, line by line. */
const TRACES: Readonly<Record<string, string>> = {
  'Java after its log line': `2026-03-04 03:00:00,001 ERROR [main] c.e.Web - Request failed
java.lang.IllegalStateException: no stock
	at com.example.Web.post(Web.java:41)
	at java.base/java.lang.Thread.run(Thread.java:840)
	Suppressed: java.io.IOException: closing
		at com.example.Web.close(Web.java:50)
Caused by: java.sql.SQLException: timeout
	at com.example.Db.get(Db.java:7)
	... 12 more
	... 3 common frames omitted`,
  'Java by itself': `Exception in thread "main" java.lang.NullPointerException
	at com.example.Main.main(Main.java:5)`,
  'Java by printStackTrace': `java.net.ConnectException: Connection refused
	at com.example.Main.main(Main.java:5)
Caused by: java.io.IOException
	... 1 more`,
  Node: `TypeError: Cannot read properties of undefined (reading 'id')
    at handler (/app/server.js:10:7)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {
  code: 'E_X',
  [cause]: Error: inner
      at /app/server.js:4:1
}`,
  'Node uncaught': `/app/server.js:10
throw new Error('boom');
^

Error: boom
    at Object.<anonymous> (/app/server.js:10:7)
    at node:internal/main/run_main_module:23:47

Node.js v20.20.2`,
  'Node without a module': `Error: Cannot find module 'x'
Require stack:
- /app/server.js
- /app/index.js
    at Module._resolveFilename (node:internal/modules/cjs/loader:1140:15)`,
  'Python, chained': `Traceback (most recent call last):
  File "/app/a.py", line 1, in <module>
    go()
    ^^^^
KeyError: 'id'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/b.py", line 2, in <module>
    raise RuntimeError("x")
app.errors.RetryError: x`,
  'Python after its log line': `ERROR:root:could not save
Traceback (most recent call last):
  File "/app/a.py", line 1, in <module>
    go()
ValueError: bad`,
  Go: `panic: runtime error: index out of range [5] with length 3 [recovered]
	panic: runtime error: index out of range [5] with length 3

goroutine 1 [running]:
main.(*Server).handle(0xc000012345, {0x1, 0x2})
	/app/main.go:8 +0x1d
created by main.main in goroutine 1
	/app/main.go:20 +0x2a
exit status 2`,
  'Go served': `2026/03/04 03:00:00 http: panic serving 10.0.0.1:4000: boom
goroutine 34 [running]:
net/http.(*conn).serve.func1()
	/usr/local/go/src/net/http/server.go:1868 +0xb9
panic({0x6b7ea0?, 0x7711c0?})
	/usr/local/go/src/runtime/panic.go:920 +0x270`,
  '.NET': `fail: Microsoft.AspNetCore.Server.Kestrel[13]
      Connection id "0HN" : An unhandled exception was thrown.
      System.InvalidOperationException: boom
       ---> System.IO.IOException: inner
         at App.Db.Get() in /app/Db.cs:line 7
         --- End of inner exception stack trace ---
         at App.Web.Post() in /app/Web.cs:line 41`,
  '.NET unhandled': `Unhandled exception. System.InvalidOperationException: boom
   at Program.Main() in /app/Program.cs:line 3
--- End of stack trace from previous location ---
   at Program.Run()`,
  Ruby: `app.rb:3:in 'Integer#/': divided by 0 (ZeroDivisionError)
	from app.rb:3:in 'divide'
	from app.rb:6:in '<main>'`,
  'Ruby’s backtrace at the margin': `E, [2026-03-04T03:00:00.123456 #1] ERROR -- : boom
app/models/order.rb:12:in 'save'
app/controllers/orders_controller.rb:3:in 'create'`,
  Rust: `thread 'main' panicked at src/main.rs:2:5:
boom
stack backtrace:
   0: rust_begin_unwind
             at /rustc/library/std/src/panicking.rs:645:5
note: run with \`RUST_BACKTRACE=full\` for a verbose backtrace.`,
  PHP: `PHP Fatal error:  Uncaught Exception: boom in /app/x.php:3
Stack trace:
#0 /app/index.php(5): go()
#1 {main}
  thrown in /app/x.php on line 3`,
};

describe('a stack trace', () => {
  it.each(Object.entries(TRACES))('of %s is one entry, an error', (_, trace) => {
    const { entries } = groupEntries(linesOf(`${BEFORE}\n${trace}\n${AFTER}`));
    expect(entries.map(({ text }) => text)).toEqual([said(BEFORE), said(trace), said(AFTER)]);
    expect(['error', 'fatal']).toContain(entries[1]?.level);
    expect(entries[1]?.lines).toBe(trace.split('\n').length);
  });

  it.each(Object.entries(TRACES))('of %s cut anywhere goes on in the next batch', (_, trace) => {
    const lines = linesOf(`${BEFORE}\n${trace}\n${AFTER}`);
    for (let at = 2; at < lines.length - 1; at += 1) {
      const first = groupEntries(lines.slice(0, at));
      // Through JSON, as the store keeps it.
      const open = JSON.parse(JSON.stringify(first.open));
      const second = groupEntries(lines.slice(at), { open });
      expect(second.entries.map(({ continued }) => continued)).toEqual([true, false]);
      expect(second.entries.at(-1)?.text).toBe(said(AFTER));
    }
  });
});

describe('lines that follow each other', () => {
  it.each([
    ['two failures', 'java.io.IOException: a\njava.io.IOException: b'],
    [
      'two tracebacks',
      'Traceback (most recent call last):\n  File "a"\nE: x\nTraceback (most recent call last):',
    ],
    ['levels padded with a space', ' INFO 1 --- [main] a\n WARN 1 --- [main] b'],
    ['times behind a space', ' 2026-03-04 03:00:00 a\n 2026-03-04 03:00:01 b'],
    ['lists at the margin', 'issues:\n#1 first\n- second'],
    ['a log line after a traceback', 'Traceback (most recent call last):\nERROR:root:x'],
    ['structured lines', 'ERROR x\n{"level":"error","msg":"y"}'],
    ['words that begin like frames', 'INFO a\nat noon the job runs\nCaused a stir'],
  ])('are not one: %s', (_, block) => {
    const last = block.split('\n').at(-1) ?? '';
    const { entries } = groupEntries(linesOf(block));
    expect(entries.length).toBeGreaterThan(1);
    expect(entries.at(-1)?.text).toContain(last.startsWith('{') ? 'y' : said(last.trim()));
  });
});
