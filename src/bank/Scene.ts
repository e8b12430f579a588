/**
 * What the checks of a bank look things up in.
 *
 * @since 0.1.0
 */
import * as EditDistance from '../math/EditDistance'
import type { CompetenceDraft, Draft } from './BankFile'
import type { Damage } from './Damage'
import type { Issue, Kind, Path } from './Issue'
import type * as Resolve from './Resolve'

/** A competence of a draft. */
export interface Scene {
  readonly id: string
  readonly body: CompetenceDraft
  readonly path: Path
  readonly acquis: ReadonlyArray<Resolve.Placed>
}

/** A maker of issues about ids that name nothing; none where the id may stand in a part that could not be read. */
export type Unknown = (
  kind: Kind,
  path: Path,
  id: string,
  candidates: Iterable<string>
) => ReadonlyArray<Issue>

/** What the checks of one bank share. */
export interface Context {
  readonly draft: Draft
  readonly damage: Damage
  readonly locales: ReadonlyArray<string>
  /** Which locales there are cannot be told. */
  readonly localesUnknown: boolean
  readonly domains: ReadonlySet<string>
  readonly challenges: ReadonlySet<string>
  /** The competence of every acquis. */
  readonly owner: ReadonlyMap<string, string>
  readonly unknown: Unknown
}

export const acquisPath = (scene: Scene, { id, written }: Resolve.Placed): Path => [
  ...scene.path,
  'levels',
  written,
  id
]

/** Enough to help; looking for the nearest of ten thousand ids takes long, twenty thousand times over. */
const SUGGESTIONS = 100

/** Issues about unknown ids that say what may have been meant, as long as that is quick. */
export const unknownReferences = (damage: Damage): Unknown => {
  let left = SUGGESTIONS
  return (kind, path, id, candidates) => {
    if (damage.lost.has(id)) return []
    left -= 1
    const suggestion = left < 0 ? undefined : EditDistance.nearest(id, candidates)
    return [
      { _tag: 'unknown-reference', path, kind, id, ...(suggestion === undefined ? {} : { suggestion }) }
    ]
  }
}
