import { scopeOf } from '../../src/alerting/scope.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';

/** A process of its own that saves watches one after the other, and prints the number of each once it is acknowledged. */
const [url = '', channel = '', count = '0'] = process.argv.slice(2);
const store = await openStore(url, { log: createLog('silent') });
for (let n = 0; n < Number(count); n += 1) {
  const scope = scopeOf({ env: 'prod', cluster: 'main', name: `s${n}` });
  await store.watches.save({ channel, scope, createdBy: 'U1', createdAt: new Date() }, {});
  process.stdout.write(`${n}\n`);
}
await store.close();
