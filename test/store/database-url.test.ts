import { describe, expect, it } from 'vitest';
import { parseDatabaseUrl } from '../../src/store/database-url.ts';

describe('DATABASE_URL', () => {
  it.each([
    ['file:.data/snail.db', '.data/snail.db'],
    ['file:snail.db', 'snail.db'],
    ['file:/var/lib/snail.db', '/var/lib/snail.db'],
    ['file:///var/lib/snail.db', '/var/lib/snail.db'],
    ['FILE:snail.db', 'snail.db'],
    ['file:a b%20c?d#e.db', 'a b%20c?d#e.db'],
  ])('%s is the file %s', (url, path) => {
    expect(parseDatabaseUrl(url)).toEqual({ kind: 'sqlite', path, shown: `the database file ${path}` });
  });

  it.each([
    ['postgres://u:hunter22@db.example.com:5433/trail', ' db.example.com:5433/trail'],
    ['postgresql://u:hunter22@db/trail?sslmode=require', ' db/trail'],
    ['postgres://db/trail', ' db/trail'],
    ['postgres://u:hunter22@[::1]:5432/trail', ' [::1]:5432/trail'],
    // Where it is not clear which part is the password, nothing is shown.
    ['postgres://u:hunter22@/trail?host=/tmp', ''],
    ['postgres://u:1/hunter22@db/trail', ''],
    ['postgres://u:1?hunter22@db/trail', ''],
    ['postgres://u:hunter22#x@db/trail', ''],
    ['postgres://u:%hunter22@db:99999/trail', ''],
    ['postgres://db/trail?user=a@b&password=hunter22', ''],
  ])('%s is shown without its password', (url, shown) => {
    const address = parseDatabaseUrl(url);
    expect(address).toEqual({ kind: 'postgres', url, shown: `the PostgreSQL database${shown}` });
    expect(address.shown).not.toContain('hunter22');
  });

  it.each([
    ['', 'DATABASE_URL has no scheme'],
    ['.data/snail.db', 'DATABASE_URL has no scheme'],
    ['//u:hunter22@db/x', 'DATABASE_URL has no scheme'],
    ['mysql://u:hunter22@db/x', 'DATABASE_URL begins with mysql:, which is not supported'],
    ['sqlite:snail.db', 'begins with sqlite:'],
    ['postgres:/u:hunter22@db/x', 'begins with postgres:'],
    ['file:', 'names no path'],
    ['file::memory:', 'in memory'],
    ['file:a\0b', 'NUL'],
  ])('%j is refused with the forms there are, and without its password', (url, problem) => {
    const parse = () => parseDatabaseUrl(url);
    expect(parse).toThrow(problem);
    expect(parse).toThrow(/^could not open the database: .*file:\.data\/snail\.db or postgres:\/\//);
    expect(parse).not.toThrow(/hunter22/);
  });
});
