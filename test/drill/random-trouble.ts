import type { DrillEstate } from './estate.ts';
import type { Happening } from './script.ts';

/** Something that happens so many seconds after the beginning. */
export interface RandomScene {
  readonly afterS: number;
  readonly what: Happening;
}

/** The same numbers for the same seed, from 0 up to 1. */
function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** In which a few services are ill again and again: trouble that meets trouble is what is looked for. */
const VICTIMS = 6;
/** Until a rollout is over, in whichever way. */
const ROLLOUT_S = 240;

/**
 * Trouble for `troubleS` seconds, the same for the same seed; then everything recovers. What cannot recover by
 * itself, a rollout rolled back, is left as it is.
 */
export function randomTrouble(
  seed: number,
  { names }: Pick<DrillEstate, 'names'>,
  troubleS: number,
): readonly RandomScene[] {
  const next = numbersOf(seed);
  const below = (count: number) => Math.floor(next() * count);
  const oneOf = <T>(all: readonly T[]): T => {
    const found = all[below(all.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  };
  const named = (cluster: string) =>
    names.filter((each) => each.startsWith(`${cluster}/`)).map((each) => each.slice(cluster.length + 1));
  const shop = Array.from({ length: VICTIMS }, () => oneOf(named('shop')));
  const data = Array.from({ length: VICTIMS }, () => oneOf(named('data')));
  const revisions = new Map<string, number>();
  const rollingUntilS = new Map<string, number>();
  const scenes: RandomScene[] = [];

  function revisionOf(name: string): number {
    const revision = (revisions.get(name) ?? 1) + 1;
    revisions.set(name, revision);
    return revision;
  }

  /** Undefined where the last one of that service is not over. */
  function rollout(name: string, atS: number): string | undefined {
    if (atS < (rollingUntilS.get(name) ?? 0)) return undefined;
    rollingUntilS.set(name, atS + ROLLOUT_S);
    return name;
  }

  function trouble(atS: number): readonly (readonly [number, Happening])[] {
    const web = oneOf(shop);
    const job = oneOf(data);
    const forS = 20 + below(400);
    const outageS = 30 + below(400);
    return oneOf<() => readonly (readonly [number, Happening])[]>([
      () => [
        [0, ['targetsFail', web, oneOf(['404', 'timeout']), 1 + below(3)]],
        [forS, ['targetsRecover', web]],
      ],
      () => [
        [0, ['targetsFail', web, 'timeout']],
        [forS, ['targetsRecover', web]],
      ],
      () => [
        [0, ['containerCheckFails', job, 1 + below(3)]],
        [forS, ['containerCheckRecovers', job]],
      ],
      () => [[0, ['taskDies', job, { exitCode: oneOf([1, 137]) }]]],
      () =>
        rollout(web, atS) ? [[0, ['rolloutGoesWell', web, revisionOf(web), { flicker: next() < 0.5 }]]] : [],
      () => (rollout(web, atS) ? [[0, ['rolloutRollsBack', web, revisionOf(web)]]] : []),
      () => [
        [0, ['aws', oneOf(['gone', 'throttled', 'expired'])]],
        [outageS, ['aws', 'well']],
      ],
      () => [
        [0, ['slack', oneOf(['gone', 'slow down'])]],
        [outageS, ['slack', 'well']],
      ],
      () => [[0, ['killed', oneOf(['at rest', 'amid a post'])]]],
    ])();
  }

  for (let atS = 30; atS < troubleS; atS += 45 + below(150))
    for (const [laterS, what] of trouble(atS)) scenes.push({ afterS: atS + laterS, what });
  const endS = troubleS + 460;
  const recovered: Happening[] = [
    ['aws', 'well'],
    ['slack', 'well'],
    ...shop.map((name): Happening => ['targetsRecover', name]),
    ...data.map((name): Happening => ['containerCheckRecovers', name]),
  ];
  for (const what of recovered) scenes.push({ afterS: endS, what });
  return scenes.sort((one, other) => one.afterS - other.afterS);
}
