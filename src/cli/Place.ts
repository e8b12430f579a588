/**
 * Where in a text the values of paths stand. Many are looked up at once: the paths make a tree, and one pass through the
 * text fills it.
 *
 * @since 0.2.0
 */
import type { Path } from '../bank/Issue'

/** From an offset up to another (exclusive), in UTF-16 code units. */
export type Span = readonly [from: number, to: number]

export interface Place {
  /** Its key; the value itself, in a list and at the top. */
  readonly key: Span
  /** The value; of an object or a list, where it begins. */
  readonly value: Span
  /** Whether the value is neither an object nor a list. */
  readonly scalar: boolean
}

/** Paths to be found, as a tree. */
export interface Wanted {
  readonly children: Map<string, Wanted>
  found?: Place
}

const node = (): Wanted => ({ children: new Map() })

/** The tree of these paths. */
export const wanted = (paths: ReadonlyArray<Path>): Wanted => {
  const top = node()
  for (const path of paths) {
    let at = top
    for (const step of path) {
      const next = at.children.get(String(step)) ?? node()
      at.children.set(String(step), next)
      at = next
    }
  }
  return top
}

const NOWHERE: Place = { key: [0, 0], value: [0, 0], scalar: false }

/** Of a path in a tree that has been filled, or of the next thing around it where the text lacks it. */
export const of = (top: Wanted, path: Path): Place => {
  let at: Wanted | undefined = top
  let last = top.found ?? NOWHERE
  for (const step of path) {
    at = at.children.get(String(step))
    if (at?.found === undefined) return { ...last, scalar: false }
    last = at.found
  }
  return last
}
