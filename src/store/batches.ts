/**
 * Cuts a list into parts of at most `size`: a statement takes as many parameters as the database allows.
 * @see https://www.sqlite.org/limits.html#max_variable_number 32,766; PostgreSQL's protocol takes 65,535
 */
export function batchesOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, nth) =>
    all.slice(nth * size, (nth + 1) * size),
  );
}
