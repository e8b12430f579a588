/**
 * Where a value that has been read holds stand-ins: a check of the relations between its parts must not report what
 * follows from a problem that is named already.
 *
 * @since 0.1.0
 */
import type { Issue, Path } from './Issue'
import * as Issues from './Issue'
import * as PathSet from './PathSet'
import type { Fault } from './Reading'

export interface Damage {
  /** Whether a problem lies at this place or inside it. */
  readonly touches: (path: Path) => boolean
  /** What is found apart from the echoes of a problem: at its place or inside it. */
  readonly beyond: (found: ReadonlyArray<Issue>) => ReadonlyArray<Issue>
  /** Words in parts that could not be read: ids that may have been declared there. */
  readonly lost: ReadonlySet<string>
}

export const none: Damage = { touches: () => false, beyond: (found) => found, lost: new Set() }

/** Nothing can be told of the whole value. */
export const total: Damage = { touches: () => true, beyond: () => [], lost: new Set() }

/** Keys and words of a value. Without recursion: nobody knows how deep it is, or whether it holds itself. */
const wordsOf = (values: ReadonlyArray<unknown>): ReadonlySet<string> => {
  const words = new Set<string>()
  const seen = new Set<unknown>()
  const left = [...values]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value === 'string') words.add(value)
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const [key, inner] of Object.entries(value)) {
      words.add(key)
      left.push(inner)
    }
  }
  return words
}

/** A part that can declare ids, or an unknown one, which may have been meant to. */
const declares = ({ context: { codec }, problem }: Fault): boolean =>
  problem === 'unknown-key' ||
  (problem === 'wrong-type' && (codec.shape._tag === 'entries' || codec.shape._tag === 'object'))

/** The damage that faults and their issues stand for. */
export const of = (faults: ReadonlyArray<Fault>, issues: ReadonlyArray<Issue>): Damage => {
  if (faults.length === 0) return none
  const touched = PathSet.of(issues.map(Issues.placeOf))
  return {
    touches: PathSet.touches(touched),
    beyond: (found) => Issues.notWithin(issues, found),
    lost: wordsOf(faults.filter(declares).map(({ value }) => value))
  }
}
