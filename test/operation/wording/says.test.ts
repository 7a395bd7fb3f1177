import { describe, expect, it } from 'vitest';
import { saysOf } from '../../../src/operation/wording/says.ts';

describe('what a text says', () => {
  it.each<readonly [string, readonly string[]]>([
    ['The shop is working', ['works']],
    ['The shop is not working yet', ['fails']],
    ["The shop doesn't work", []],
    ['The shop isn’t working', ['fails']],
    ['It is no longer failing', ['works']],
    ['It cannot become healthy', ['sick']],
    ['It fails to become healthy', ['sick']],
    ['Container WAS working', []],
    ['It was fixed on Monday', ['fixed']],
    ['It will be fixed', []],
    ['Once it is healthy we go on', []],
    ['It can work perfectly', []],
    ['Almost complete', []],
    ['Verify that it works', ['works', 'test']],
    ['Health checks failing', ['fails', 'sick']],
    ['Health checks pass', ['works', 'healthy']],
    ['Failures of the health checks resolved', ['fixed']],
    ['Fixed price agreed', []],
    ['Container running, but health checks failing', ['runs', 'fails', 'sick']],
    ['Läuft noch nicht', ['fails']],
    ['Gesundheitsprüfung schlägt fehl', ['fails', 'sick']],
    ['', []],
  ])('%j: %j', (text, says) => {
    expect([...saysOf(text)].sort()).toEqual([...says].sort());
  });
});
