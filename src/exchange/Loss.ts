/**
 * What one format says and the other cannot: counted and named, never dropped in silence.
 *
 * @since 0.2.0
 */

export interface Loss {
  /** What it is, in the plural: `challenges`. */
  readonly what: string
  readonly count: number
  /** As their file calls them; empty where a count says enough. */
  readonly names: ReadonlyArray<string>
  /** Why it is not carried, or what stands in its place. */
  readonly why: string
}

/** So many of something; no loss where there are none. */
export const counted = (what: string, count: number, why: string): ReadonlyArray<Loss> =>
  count === 0 ? [] : [{ what, count, names: [], why }]

/** These; no loss where there are none. */
export const named = (what: string, names: ReadonlyArray<string>, why: string): ReadonlyArray<Loss> =>
  names.length === 0 ? [] : [{ what, count: names.length, names, why }]

const SHOWN = 12

/** `challenges: 13 (a, b, …); why`. */
export const sentence = ({ what, count, names, why }: Loss): string => {
  const shown = names.length > SHOWN ? [...names.slice(0, SHOWN), '…'] : names
  return `${what}: ${count}${shown.length === 0 ? '' : ` (${shown.join(', ')})`}; ${why}`
}
