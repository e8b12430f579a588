/**
 * What one format says and the other cannot: counted and named, never dropped in silence.
 *
 * @since 0.1.0
 */

export interface Loss {
  /** What it is, in the plural: `challenges`. */
  readonly what: string
  readonly count: number
  /** Why it is not carried, or what stands in its place. */
  readonly why: string
  /** The first of them, as their file calls them. */
  readonly first: ReadonlyArray<string>
}

const SHOWN = 3

/** So many of something; no loss where there are none. */
export const counted = (what: string, count: number, why: string): ReadonlyArray<Loss> =>
  count === 0 ? [] : [{ what, count, why, first: [] }]

/** These; no loss where there are none. */
export const named = (what: string, names: ReadonlyArray<string>, why: string): ReadonlyArray<Loss> =>
  names.length === 0 ? [] : [{ what, count: names.length, why, first: names.slice(0, SHOWN) }]

/** `3 challenges (a, b, …): why`. */
export const sentence = ({ what, count, why, first }: Loss): string => {
  const names =
    first.length === 0 ? '' : ` (${[...first, ...(count > first.length ? ['…'] : [])].join(', ')})`
  return `${count} ${what}${names}: ${why}`
}
