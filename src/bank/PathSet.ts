/**
 * A set of paths, as a tree: whether one of them lies above or below another is told in as many steps as it is long.
 *
 * @since 0.1.0
 */
import type { Path } from './Issue'

export interface PathSet {
  readonly isMember: boolean
  readonly inner: ReadonlyMap<string | number, PathSet>
}

interface Growing extends PathSet {
  isMember: boolean
  readonly inner: Map<string | number, Growing>
}

const empty = (): Growing => ({ isMember: false, inner: new Map() })

export const of = (paths: ReadonlyArray<Path>): PathSet => {
  const root = empty()
  for (const path of paths) {
    let at = root
    for (const key of path) {
      const next = at.inner.get(key) ?? empty()
      at.inner.set(key, next)
      at = next
    }
    at.isMember = true
  }
  return root
}

/** Whether a member lies at this path or inside it. */
export const touches =
  (set: PathSet) =>
  (path: Path): boolean => {
    let at: PathSet | undefined = set
    for (const key of path) at = at?.inner.get(key)
    return at !== undefined && (at.isMember || at.inner.size > 0)
  }

/** Whether a member lies at this path or around it; the root is around all, and does not count. */
export const covers =
  (set: PathSet) =>
  (path: Path): boolean => {
    let at: PathSet | undefined = set
    for (const key of path) {
      at = at.inner.get(key)
      if (at === undefined) return false
      if (at.isMember) return true
    }
    return false
  }
