/**
 * A bank to calibrate, out of a Q-matrix (Tatsuoka 1983): which attributes each item needs. Items that need the same are
 * the challenges of one acquis. Whoever can do what needs more can do what needs less, so an acquis requires those whose
 * attributes are some of its own, and the knowledge states are what such learners can know.
 *
 * Laws
 * 1. it is a bank, or has too many states: `Bank.decode` finds nothing else wrong with it
 * 2. every item is a challenge, once, by the id that its name makes, of the acquis of its attributes
 * 3. an acquis requires another, itself or through others, exactly where it needs all that the other needs, and more
 * 4. nothing is required that follows from the rest
 * 5. an acquis is one level above the highest that it requires, at 1 where there is none, and at 8 at most
 *
 * @since 0.2.0
 */
import * as BankFile from '../bank/BankFile'
import { STATES } from '../bank/Checks'
import type { Path } from '../bank/Issue'
import * as Ids from './Ids'
import * as Loss from './Loss'
import { TELLING_NOTHING } from './SkeletonBank'

export interface Item {
  readonly name: string
  /** Of each attribute, whether the item needs it; it needs at least one. */
  readonly needs: ReadonlyArray<boolean>
}

export interface Matrix {
  readonly attributes: ReadonlyArray<string>
  readonly items: ReadonlyArray<Item>
}

/** Items that need the same. */
export interface Group extends Pick<Item, 'needs'> {
  readonly names: ReadonlyArray<string>
  /** The place of its first item among all. */
  readonly first: number
}

export interface Plan {
  readonly id: string | undefined
  readonly title: string
}

export interface Made {
  /** As a file has it: what is left to default is left out. */
  readonly bank: unknown
  /** The place of the first item of the acquis that a path leads to. */
  readonly itemAt: (path: Path) => number | undefined
  readonly losses: ReadonlyArray<Loss.Loss>
}

/** So many groups at most: a block of so many acquis, and the empty state, has as many states as it may, be it a chain. */
export const MOST = STATES - 1

/** The highest level that a bank has. */
const HIGHEST = 8

const bits = (needs: ReadonlyArray<boolean>): string => needs.map(Number).join('')

/** In the order of their first items. */
export const groups = (items: ReadonlyArray<Item>): ReadonlyArray<Group> => {
  const found = new Map<string, Group & { readonly names: Array<string> }>()
  items.forEach(({ name, needs }, first) => {
    const key = bits(needs)
    const group = found.get(key)
    if (group === undefined) found.set(key, { needs, names: [name], first })
    else group.names.push(name)
  })
  return [...found.values()]
}

interface Placed {
  readonly requires: ReadonlyArray<number>
  readonly level: number
}

/** What each group requires, by place, and its level. */
const placed = (all: ReadonlyArray<Group>): ReadonlyArray<Placed> => {
  const needs = all.map((group) => BigInt(`0b0${bits(group.needs)}`))
  const size = all.map((group) => group.needs.filter(Boolean).length)
  const order = all.map((_, i) => i).sort((i, j) => (size[i] ?? 0) - (size[j] ?? 0))
  const made = all.map((): Placed => ({ requires: [], level: 1 }))
  // Of each, a bit for everything that it requires, itself or through others.
  const below = all.map(() => 0n)
  order.forEach((at, rank) => {
    const requires: Array<number> = []
    let known = 0n
    // The largest first, so that what follows from one is known before its turn comes.
    for (const other of order.slice(0, rank).reverse()) {
      const own = needs[other] ?? 0n
      if (((needs[at] ?? 0n) & own) !== own || ((known >> BigInt(other)) & 1n) === 1n) continue
      requires.push(other)
      known |= (below[other] ?? 0n) | (1n << BigInt(other))
    }
    below[at] = known
    const highest = requires.reduce((most, other) => Math.max(most, made[other]?.level ?? 0), 0)
    made[at] = { requires: requires.sort((i, j) => i - j), level: Math.min(highest + 1, HIGHEST) }
  })
  return made
}

/** The bank of at most `MOST` groups: an acquis for each, with a topic of its own. */
export const toBank = (
  { attributes, items }: Matrix,
  all: ReadonlyArray<Group>,
  { id, title }: Plan
): Made => {
  const joined = (names: ReadonlyArray<string>, between: string): ReadonlyArray<string> =>
    all.map(({ needs }) => names.filter((_, a) => needs[a]).join(between))
  const titles = joined(attributes, ', ')
  const ids = Ids.distinct(
    joined(attributes.map(Ids.ofName), '-').map((wish, i) => [wish, Ids.ofName(titles[i] ?? '')]),
    'acquis'
  )
  const wishes = [title, Ids.slug(title)]
  const places = new Map(ids.map((own, i) => [own, all[i]?.first]))
  const acquis = placed(all).map(({ requires, level }, i) => ({
    level,
    entry: [
      ids[i] ?? '',
      {
        topic: ids[i] ?? '',
        title: titles[i] ?? '',
        requires: requires.map((other) => ids[other] ?? ''),
        challenges: (all[i]?.names ?? []).map((name) => [Ids.ofName(name), { format: 'practical' }] as const)
      }
    ] as const
  }))
  return {
    bank: BankFile.codec.encode({
      format: BankFile.FORMAT,
      id: Ids.distinct([[...(id === undefined ? [] : [id]), ...wishes]], 'bank').join(''),
      title,
      defaults: { skip: TELLING_NOTHING },
      competences: [
        [
          Ids.distinct([wishes], 'competence').join(''),
          {
            title,
            topics: ids.map((own, i) => [own, { title: titles[i] ?? '' }] as const),
            levels: Array.from({ length: HIGHEST }, (_, i) => i + 1).flatMap((level) => {
              const own = acquis.flatMap((each) => (each.level === level ? [each.entry] : []))
              return own.length === 0 ? [] : [[String(level), own] as const]
            })
          }
        ]
      ]
    }),
    itemAt: (path) => places.get(String(path[4])),
    losses: Loss.named(
      'attributes that no item needs',
      attributes.filter((_, a) => !items.some(({ needs }) => needs[a])),
      'they are in no acquis'
    )
  }
}
