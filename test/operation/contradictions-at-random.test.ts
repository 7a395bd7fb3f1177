import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foundIn } from './contradictions/found.ts';

const THINGS = [
  'Checkout',
  'Search index',
  'Load balancer',
  'Login page',
  'Orders database',
  'Mail queue',
  'Image cache',
];
const STYLES = [
  { done: '- [x]', open: '- [ ]', complete: ' ✅', running: ' 🚧' },
  { done: '- ✅', open: '- ⬜', complete: '', running: '' },
  { done: '* [x]', open: '* [ ]', complete: ' ✅', running: '' },
];

/** Phases in order: `over` of them complete, the next at hand, of which `ticked` of its things are done. */
const GROWN = fc.record({
  phases: fc.integer({ min: 1, max: 5 }),
  over: fc.integer({ min: 0, max: 5 }),
  things: fc.shuffledSubarray(THINGS, { minLength: 1 }),
  ticked: fc.nat(7),
  style: fc.constantFrom(...STYLES),
  blocked: fc.boolean(),
});

it('a tracker that is kept as it goes contradicts itself in nothing', () => {
  fc.assert(
    fc.property(GROWN, (grown) => {
      expect(foundIn(trackerOf(grown))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

it('and in something as soon as its last open phase is called complete', () => {
  fc.assert(
    fc.property(GROWN, (grown) => {
      const open = { ...grown, over: 0, ticked: 0, style: STYLES[0]! };
      const source = trackerOf(open).replace('**Status**: 0%', '**Status**: 100% Complete');
      expect(foundIn(source).map(({ check }) => check)).toContain('complete-with-open-criteria');
    }),
    { numRuns: 10 },
  );
});

type Grown = typeof GROWN extends fc.Arbitrary<infer T> ? T : never;

function trackerOf({ phases, over: wanted, things, ticked, style, blocked }: Grown): string {
  const over = Math.min(wanted, phases);
  const done = Math.min(ticked, things.length - 1);
  const share = Math.floor((100 * done) / things.length);
  const current = over < phases ? [`**Current Phase**: Phase ${over + 1}`] : [];
  return [
    '# Move',
    `**Overall Progress**: ${Math.floor((100 * over + (over < phases ? share : 0)) / phases)}%`,
    ...current,
    ...Array.from({ length: phases }, (_, at) => at).flatMap((at) => {
      const isOver = at < over;
      const count = isOver ? things.length : at === over ? done : 0;
      const mark = (each: number): string => (each < count ? style.done : style.open);
      return [
        `## Phase ${at + 1}: Step ${at + 1}${isOver ? style.complete : at === over ? style.running : ''}`,
        `- **Status**: ${isOver ? '100% Complete' : at === over ? `${share}%` : '0%'}`,
        `### Phase ${at + 1} tasks`,
        ...things.map((thing, each) => `${mark(each)} Move ${thing} in step ${at + 1}`),
        `### Phase ${at + 1} completion criteria`,
        ...things.map((thing, each) => `${mark(each)} ${thing} works after step ${at + 1}`),
      ];
    }),
    '## Blockers',
    blocked && over < phases ? `- ${things[done]}: access is not granted` : '- None',
    '## Achievements',
    ...(over > 0 ? things.slice(0, 2).map((thing) => `- ${thing} moved in step ${over}`) : []),
  ].join('\n');
}
