/** One page of an answer that comes in pages. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** Follows tokens to the end. A stand-in that gives a token for the second time does not keep us for ever. */
export async function allPages<T>(
  read: (nextToken: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  const followed = new Set<string>();
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...page.items);
    token = page.nextToken && !followed.has(page.nextToken) ? page.nextToken : undefined;
    if (token) followed.add(token);
  } while (token);
  return items;
}
