/** Words to look for, made ready: one automaton that reads every character of a text once (Aho and Corasick). */
export interface WordSearch<Meaning> {
  /** Row by row the next row, as an offset into this table, by class of character. */
  readonly next: Uint16Array;
  /** The class of every ASCII character; 0 is a character that occurs in no word, as all others. */
  readonly classes: Uint8Array;
  /** Rows from this offset on end at least one word. */
  readonly firstEnd: number;
  /** By offset of a row: the words that end there, longest first. */
  readonly endings: ReadonlyMap<number, readonly Ending<Meaning>[]>;
}

/** A word of the search, and what whoever looks for it makes of it. */
export interface Ending<Meaning> {
  readonly length: number;
  readonly meaning: Meaning;
}

/** How far a text is read. */
export interface WordCursor {
  /** Index of the next character to read: just behind the word, once one is found. */
  at: number;
  row: number;
}

/**
 * Makes a search of words in lower-case ASCII. They are found in upper and lower case, and a `0` in them
 * stands for any digit.
 */
export function wordSearchOf<Meaning>(
  words: readonly (readonly [word: string, meaning: Meaning])[],
): WordSearch<Meaning> {
  const { classes, width } = classesOf(words.map(([word]) => word));
  const root: TrieNode<Meaning> = trieOf(words, classes);
  const nodes = breadthFirst(root);
  const ordered = [...nodes.filter(({ endings }) => endings.length === 0), ...nodes.filter(hasEndings)];
  const offsets = new Map(ordered.map((node, index) => [node, index * width]));
  const next = new Uint16Array(ordered.length * width);
  for (const [node, offset] of offsets) {
    for (let each = 0; each < width; each++) {
      next[offset + each] = offsets.get(stepOf(node, each, root)) ?? 0;
    }
  }
  return {
    next,
    classes,
    firstEnd: (nodes.length - nodes.filter(hasEndings).length) * width,
    endings: new Map(nodes.filter(hasEndings).map((node) => [offsets.get(node) ?? 0, node.endings])),
  };
}

/** Reads on to the next place before `end` where words end; undefined where there is none. Moves the cursor. */
export function nextWords<Meaning>(
  { next, classes, firstEnd, endings }: WordSearch<Meaning>,
  text: string,
  cursor: WordCursor,
  end: number,
): readonly Ending<Meaning>[] | undefined {
  let { at, row } = cursor;
  while (at < end) {
    const code = text.charCodeAt(at++);
    row = next[row + (code < 128 ? (classes[code] ?? 0) : 0)] ?? 0;
    if (row >= firstEnd) {
      cursor.at = at;
      cursor.row = row;
      return endings.get(row);
    }
  }
  cursor.at = at;
  cursor.row = row;
  return undefined;
}

interface TrieNode<Meaning> {
  readonly children: Map<number, TrieNode<Meaning>>;
  /** Words that end here, those that end a longer one included. */
  endings: readonly Ending<Meaning>[];
  /** The longest other beginning of a word that the text read so far ends with. */
  fallback: TrieNode<Meaning> | undefined;
}

function hasEndings({ endings }: TrieNode<unknown>): boolean {
  return endings.length > 0;
}

function classesOf(words: readonly string[]): { classes: Uint8Array; width: number } {
  const characters = [...new Set(words.join(''))];
  const classes = new Uint8Array(128);
  characters.forEach((character, index) => {
    const alike = character === '0' ? '0123456789' : character + character.toUpperCase();
    for (const each of alike) classes[each.charCodeAt(0)] = index + 1;
  });
  return { classes, width: characters.length + 1 };
}

function trieOf<Meaning>(
  words: readonly (readonly [string, Meaning])[],
  classes: Uint8Array,
): TrieNode<Meaning> {
  const root: TrieNode<Meaning> = { children: new Map(), endings: [], fallback: undefined };
  for (const [word, meaning] of words) {
    let node = root;
    for (const character of word) {
      const each = classes[character.charCodeAt(0)] ?? 0;
      const child = node.children.get(each) ?? { children: new Map(), endings: [], fallback: root };
      node.children.set(each, child);
      node = child;
    }
    node.endings = [...node.endings, { length: word.length, meaning }];
  }
  return root;
}

/** All nodes, nearest to the root first, with their fallbacks and the words that end by falling back. */
function breadthFirst<Meaning>(root: TrieNode<Meaning>): readonly TrieNode<Meaning>[] {
  const nodes = [root];
  for (const node of nodes) {
    for (const [each, child] of node.children) {
      child.fallback = node === root ? root : stepOf(node.fallback ?? root, each, root);
      child.endings = [...child.endings, ...child.fallback.endings];
      nodes.push(child);
    }
  }
  return nodes;
}

function stepOf<Meaning>(from: TrieNode<Meaning>, each: number, root: TrieNode<Meaning>): TrieNode<Meaning> {
  let node: TrieNode<Meaning> | undefined = from;
  while (node) {
    const child = node.children.get(each);
    if (child) return child;
    node = node.fallback;
  }
  return root;
}
