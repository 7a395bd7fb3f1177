import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReading, cursorAt, isLate, readSince, type TailCursor } from '../../src/tailing/cursor.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import { NOW } from '../given.ts';
import { unseen, withRead } from './in-one-go.ts';

const at = (ms: number) => new Date(NOW.getTime() + ms);

/** A line of the moment `ms`, that CloudWatch took in then or later. */
function line(id: string, ms: number, ingestedMs = ms): LogLine {
  return { id, stream: 'web/app/1', at: at(ms), ingestedAt: at(ingestedMs), text: id };
}

const ids = (lines: readonly LogLine[]) => lines.map(({ id }) => id);
const marksIn = ({ seen }: TailCursor) => Object.values(seen).join(' ').split(' ').filter(Boolean).length;

describe('a cursor', () => {
  it('shows a line once, however often it is read', () => {
    const lines = [line('a', 0), line('b', 1)];
    const cursor = withRead(cursorAt(at(0)), unseen(cursorAt(at(0)), lines), at(10));
    expect(unseen(cursor, lines)).toEqual([]);
    expect(ids(unseen(cursor, [...lines, line('c', 1), line('c', 1)]))).toEqual(['c']);
  });

  it('tells lines of the same instant apart, and puts them in the order in which they were taken in', () => {
    const cursor = withRead(cursorAt(at(0)), [line('a', 5)], at(10));
    const lines = [line('c', 5, 9), line('b', 5, 7), line('a', 5), line('z', 4, 8)];
    expect(ids(unseen(cursor, lines))).toEqual(['z', 'b', 'c']);
  });

  it('does not show what was written before its window', () => {
    expect(unseen(cursorAt(at(0)), [line('a', -1)])).toEqual([]);
  });

  it('calls late what was written well before the newest line, and nothing else', () => {
    const cursor = withRead(cursorAt(at(0)), [line('a', 10_000)], at(10_000));
    expect(isLate(cursor, line('b', 4999))).toBe(true);
    expect(isLate(cursor, line('b', 5000))).toBe(false);
    expect(isLate(cursorAt(at(0)), line('b', 0))).toBe(false);
  });

  it('knows every line of a second of 30,000 again', () => {
    const flood = Array.from({ length: 30_000 }, (_, nth) => line(`${nth}`, 60_000 + (nth % 1000)));
    const cursor = withRead(cursorAt(at(0)), flood, at(61_000));
    expect(unseen(cursor, flood)).toEqual([]);
    expect(marksIn(cursor)).toBe(30_000);
  });

  it('goes back less far in a flood, rather than forget what it showed', () => {
    let cursor = cursorAt(at(0));
    const all: LogLine[] = [];
    for (let second = 0; second < 60; second += 1) {
      const lines = Array.from({ length: 1000 }, (_, nth) => line(`${second}/${nth}`, second * 1000 + nth));
      all.push(...lines);
      cursor = withRead(cursor, unseen(cursor, lines), at(second * 1000 + 999));
      expect(marksIn(cursor)).toBeLessThanOrEqual(20_000);
    }
    expect(unseen(cursor, all)).toEqual([]);
    expect(cursor.knownSinceAt).toEqual(at(40_000));
    expect(readSince(cursor, at(59_000), at(59_999))).toEqual(at(49_999));
  });

  it('forgets marks of lines that do not come any more', () => {
    let cursor = withRead(cursorAt(at(0)), [line('a', 0)], at(0));
    cursor = withRead(cursor, [line('b', 121_000)], at(121_000));
    expect(Object.values(cursor.seen)).toHaveLength(1);
    // Where nothing is written at all, too.
    cursor = withRead(cursor, [], at(400_000));
    expect(cursor.seen).toEqual({});
  });

  it('reads every quarter of a minute two minutes back, else ten seconds', () => {
    const cursor = withRead(cursorAt(at(-900_000)), [line('a', 0)], at(0));
    expect(readSince(cursor, undefined, at(1000))).toEqual(at(-120_000));
    expect(readSince(cursor, at(1000), at(2000))).toEqual(at(-10_000));
    expect(readSince(cursor, at(14_000), at(15_000))).toEqual(at(-120_000));
    // As many seconds later or earlier, for those who began at another time as well.
    expect(readSince(cursor, at(15_000), at(29_999))).toEqual(at(-10_000));
    expect(readSince(cursor, at(29_999), at(30_000))).toEqual(at(-120_000));
  });

  it('never reads before its window', () => {
    expect(readSince(cursorAt(at(0)), undefined, at(1000))).toEqual(at(0));
  });

  it('goes on behind the last line it had, however long ago that was', () => {
    const cursor = withRead(cursorAt(at(0)), [line('a', 1000)], at(2000));
    expect(readSince(cursor, at(2000), at(3_600_000)).getTime()).toBeLessThanOrEqual(at(1000).getTime());
  });

  it('is not led on by a container whose clock is ahead', () => {
    const ahead = line('ahead', 600_000, 1000);
    let cursor = withRead(cursorAt(at(0)), [ahead, line('a', 900)], at(1500));
    expect(cursor.newestAt).toEqual(at(1000));
    expect(isLate(cursor, line('b', 1200))).toBe(false);
    expect(readSince(cursor, at(1500), at(2500)).getTime()).toBeLessThanOrEqual(at(900).getTime());
    expect(ids(unseen(cursor, [ahead, line('b', 1200)]))).toEqual(['b']);
    // Its lines are read again and again, for they are always after the beginning; they stay known.
    cursor = withRead(cursor, [line('b', 200_000)], at(200_000));
    expect(unseen(cursor, [ahead])).toEqual([]);
  });

  it('never calls a line read that a read cut short did not bring', () => {
    const lines = Array.from({ length: 25_000 }, (_, nth) => line(`${nth}`, nth * 10));
    let cursor = cursorAt(at(0));
    for (let from = 0; from < lines.length; from += 5000) {
      cursor = withRead(cursor, lines.slice(from, from + 5000), undefined);
      expect(unseen(cursor, lines.slice(from + 5000))).toHaveLength(lines.length - from - 5000);
      expect(cursor.knownSinceAt <= at(from * 10 + 49_990)).toBe(true);
    }
  });

  it('knows the lines again that were marked by any release before', () => {
    const known = [
      ['', '7ya2b3g5'],
      ['37', 'kgnhelm7'],
      ['1500', '00me695y'],
      ['36930485039485039485039485039485039485039485039485039485', 'a8y10zud'],
    ] as const;
    for (const [id, mark] of known)
      expect(Object.values(withRead(cursorAt(at(0)), [line(id, 0)], undefined).seen)).toEqual([mark]);
  });

  it('stands in the same place whether it reads in one go or in parts', () => {
    const written = fc.tuple(fc.integer({ min: -5000, max: 300_000 }), fc.integer({ min: -3000, max: 3000 }));
    const cuts = fc.array(fc.nat({ max: 20 }), { minLength: 1 });
    const known = fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(written), cuts, known, fc.boolean(), (given, sizes, before, isComplete) => {
        const lines = given.map(([ms, laterMs], nth) => line(`${nth}`, ms, ms + laterMs));
        const begun = withRead(
          cursorAt(at(0)),
          before.map((ms, nth) => line(`known-${nth}`, ms)),
          undefined,
        );
        const completeAt = isComplete ? at(310_000) : undefined;
        const reading = createReading(begun);
        for (let from = 0, turn = 0; from < lines.length; turn += 1) {
          const size = 1 + (sizes[turn % sizes.length] ?? 0);
          reading.add(lines.slice(from, from + size));
          from += size;
        }
        expect(reading.cursor(completeAt)).toEqual(withRead(begun, lines, completeAt));
      }),
    );
  });

  it('stays the same through JSON', () => {
    const cursor = withRead(cursorAt(at(0)), [line('a', 5)], at(10));
    expect(JSON.parse(JSON.stringify(cursor.seen))).toEqual(cursor.seen);
  });
});

describe('a tail of lines that arrive in any order', () => {
  const arrival = fc.record({
    writtenMs: fc.integer({ min: 0, max: 60_000 }),
    delayMs: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 100_000 })),
    aheadMs: fc.constantFrom(0, 0, 0, 0, 500, 300_000),
  });
  const polls = fc.array(fc.integer({ min: 300, max: 5000 }), { minLength: 10, maxLength: 60 });

  it('shows each of them exactly once', () => {
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 200 }), polls, (arrivals, pauses) => {
        const lines = arrivals.map(({ writtenMs, delayMs, aheadMs }, nth) => ({
          // CloudWatch takes a line in, and shows it later.
          line: line(`${nth}`, writtenMs + aheadMs, writtenMs + Math.min(delayMs, 200)),
          visibleAt: at(writtenMs + delayMs),
        }));
        const shown: string[] = [];
        let cursor = cursorAt(at(0));
        let lastAt: Date | undefined;
        let nowMs = 0;
        for (let poll = 0; nowMs < 185_000; poll += 1) {
          nowMs += pauses[poll % pauses.length] ?? 1000;
          const now = at(nowMs);
          const since = readSince(cursor, lastAt, now);
          const there = lines.filter((each) => each.visibleAt <= now && each.line.at >= since);
          const fresh = unseen(
            cursor,
            there.map((each) => each.line),
          );
          shown.push(...ids(fresh));
          cursor = withRead(cursor, fresh, now);
          lastAt = now;
        }
        expect(shown.sort()).toEqual(lines.map((each) => each.line.id).sort());
      }),
      { numRuns: 300 },
    );
  });
});
