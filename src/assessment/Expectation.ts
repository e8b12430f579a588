/**
 * What is expected by competence, as campaigns and roles write it: a level, or a band, which stands for its lowest level.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as Codec from '../bank/Codec'
import * as Id from '../bank/Id'
import type * as Issue from '../bank/Issue'
import * as Level from '../bank/Level'
import type { Unknown } from '../bank/Scene'

/** The expected level by competence, 0 where nothing is. */
export type Expected = ReadonlyArray<readonly [string, number]>

type Draft = ReadonlyArray<readonly [string, number | Level.Band]>

export const level = Codec.number({ min: 1, max: 8, integer: true }, 1)

export const codec: Codec.Codec<Draft> = Codec.entries(
  Id.pattern,
  'competence id',
  Codec.either(
    `a level from 1 to 8, or a band: ${Level.bands.join(', ')}`,
    level,
    Codec.oneOf(Level.bands),
    (u) => typeof u !== 'string'
  )
)

export const levels = (draft: Draft): Expected =>
  draft.map(([id, wanted]) => [id, Level.expected(wanted)] as const)

/** As a file has it: no level is below 1. */
export const draft = (expected: Expected): Draft =>
  expected.map(([id, wanted]) => [id, wanted < 1 ? 'none' : wanted] as const)

/** The competences of which something is expected and that the bank does not have. */
export const references =
  (unknown: Unknown, { competences }: Bank) =>
  (path: Issue.Path, expected: Draft): ReadonlyArray<Issue.Issue> => {
    const ids = new Set(competences.map(({ id }) => id))
    return expected.flatMap(([id]) => (ids.has(id) ? [] : unknown('competence', [...path, id], id, ids)))
  }
