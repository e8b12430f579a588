/**
 * What is published of two rounds: the change of each group of those who were measured in both, as far as none of them can
 * be told.
 *
 * Laws
 * 1. a group of fewer people than the least is in no table
 *
 * @since 0.2.0
 */
import * as Change from './Change'
import type { Measured } from './Cohort'
import type { Published, Settings } from './CohortTables'
import * as Disclosure from './Disclosure'

export interface Row extends Pick<Published, 'by' | 'group' | 'kind' | 'competence'> {
  readonly people: number
  readonly shares: ReturnType<typeof Change.of>
}

/** Sums of those who are together in every division. */
interface Together {
  readonly groups: ReadonlyArray<string>
  readonly sums: Change.Sums
}

type Cell = Pick<Row, 'by' | 'group' | 'kind'>

const tablesOf = (
  divisions: ReadonlyArray<string>,
  competence: string,
  together: ReadonlyArray<Together>,
  { least, beforehand }: Settings
): ReadonlyArray<Row> => {
  const all = together.map(({ sums }) => sums).reduce(Change.merge, Change.empty())
  if (Change.people(all) < least) return []
  const before = beforehand?.get(competence) ?? Change.pooled(all)
  const atoms = together.map(({ groups, sums }) => ({ groups, count: Change.people(sums) }))
  const blocks = Disclosure.blocks(atoms, divisions.length, least)
  const row = (cell: Cell, sums: Change.Sums): Row => ({
    ...cell,
    competence,
    people: Change.people(sums),
    shares: Change.of(sums, before)
  })
  return [
    row({ by: 'all', group: null, kind: 'all' }, all),
    ...divisions.flatMap((by, i) => {
      const parts = new Map<string, Change.Sums>()
      for (const { groups, sums } of together) {
        const block = blocks[i]?.get(groups[i] ?? '') ?? ''
        parts.set(block, Change.merge(parts.get(block) ?? Change.empty(), sums))
      }
      if (parts.size < 2) return []
      return [...parts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([block, sums]) =>
          block === Disclosure.OTHERS
            ? row({ by, group: null, kind: 'others' }, sums)
            : row({ by, group: block, kind: 'group' }, sums)
        )
    })
  ]
}

/** Pairs of profiles that are added as they come, without being kept. */
export const growing = (divisions: ReadonlyArray<string>) => {
  const pairs = new Map<string, Map<string, Together>>()
  return {
    add: (groups: ReadonlyArray<string>, before: Measured, after: Measured): void => {
      const own = pairs.get(after.id) ?? new Map<string, Together>()
      pairs.set(after.id, own)
      const key = JSON.stringify(groups)
      const together = own.get(key) ?? { groups, sums: Change.empty() }
      own.set(key, together)
      Change.add(together.sums, before, after)
    },
    tables: (settings: Settings): ReadonlyArray<Row> =>
      [...pairs]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([competence, own]) =>
          tablesOf(
            divisions,
            competence,
            // In an order that does not depend on that of the people.
            [...own].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, together]) => together),
            settings
          )
        )
  }
}
