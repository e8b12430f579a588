/**
 * Levels 1 … 8 and the bands that people speak of.
 *
 * @since 0.1.0
 */

/** From the lowest to the highest. */
export const bands = ['none', 'novice', 'intermediate', 'advanced', 'expert'] as const
export type Band = (typeof bands)[number]

/** The score at which each band begins, in level units. */
const STARTS: ReadonlyArray<readonly [Band, number]> = [
  ['none', 0],
  ['novice', 1],
  ['intermediate', 3],
  ['advanced', 5],
  ['expert', 7]
]

/** The scores at which a band ends and the next begins: 1, 3, 5, 7. */
export const cuts: ReadonlyArray<number> = STARTS.slice(1).map(([, start]) => start)

/** The band of a level; below 1 none, 1–2 novice, 3–4 intermediate, 5–6 advanced, 7–8 expert. */
export const band = (level: number): Band =>
  STARTS.reduce<Band>((found, [name, start]) => (level >= start ? name : found), 'none')

/** The level that an expectation asks for: itself, or the lowest of a band. */
export const expected = (wanted: number | Band): number =>
  typeof wanted === 'number' ? wanted : (STARTS.find(([name]) => name === wanted)?.[1] ?? 0)
