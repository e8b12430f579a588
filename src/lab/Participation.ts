/**
 * Who of those who were invited has started and finished, by group, and how long it took them.
 *
 * Laws
 * 1. a group of fewer people than the least is in no table
 *
 * @since 0.2.0
 */
import * as Disclosure from './Disclosure'

/** Somebody who was invited. */
export interface Invited {
  /** By the order of the divisions. */
  readonly groups: ReadonlyArray<string>
  readonly started: boolean
  readonly finished: boolean
  readonly minutes?: number
}

export interface Row {
  readonly by: string
  readonly group: string | null
  readonly kind: 'all' | 'group' | 'others'
  readonly invited: number
  readonly started: number
  readonly finished: number
  /** Null where too few people say how long it took. */
  readonly medianMinutes: number | null
}

const median = (all: ReadonlyArray<number>): number => {
  const sorted = [...all].sort((a, b) => a - b)
  const half = sorted.length / 2
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2
}

const rowOf = (
  cell: Pick<Row, 'by' | 'group' | 'kind'>,
  people: ReadonlyArray<Invited>,
  least: number
): Row => {
  const minutes = people.flatMap((each) => (each.minutes === undefined ? [] : [each.minutes]))
  return {
    ...cell,
    invited: people.length,
    started: people.filter(({ started }) => started).length,
    finished: people.filter(({ finished }) => finished).length,
    medianMinutes: minutes.length < least ? null : median(minutes)
  }
}

/** The tables: of all, then of each division. */
export const of = (
  divisions: ReadonlyArray<string>,
  people: ReadonlyArray<Invited>,
  least: number
): ReadonlyArray<Row> => {
  if (people.length < least) return []
  const together = new Map<string, { readonly groups: ReadonlyArray<string>; count: number }>()
  for (const { groups } of people) {
    const key = JSON.stringify(groups)
    const own = together.get(key)
    if (own === undefined) together.set(key, { groups, count: 1 })
    else own.count++
  }
  const atoms = [...together.keys()].sort().flatMap((key) => together.get(key) ?? [])
  const blocks = Disclosure.blocks(atoms, divisions.length, least)
  return [
    rowOf({ by: 'all', group: null, kind: 'all' }, people, least),
    ...divisions.flatMap((by, i) => {
      const own = new Map<string, Array<Invited>>()
      for (const person of people) {
        const block = blocks[i]?.get(person.groups[i] ?? '') ?? ''
        const members = own.get(block)
        if (members === undefined) own.set(block, [person])
        else members.push(person)
      }
      if (own.size < 2) return []
      return [...own]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([block, members]) =>
          block === Disclosure.OTHERS
            ? rowOf({ by, group: null, kind: 'others' }, members, least)
            : rowOf({ by, group: block, kind: 'group' }, members, least)
        )
    })
  ]
}
