/**
 * A bank to begin with, from the items of a log: a topic for each skill, an acquis for each level of it, the items as its
 * challenges. Levels are quantiles of difficulty over all items: what most get right is at the lowest.
 *
 * Laws
 * 1. it is a bank: `Bank.decode` takes it
 * 2. every item that was answered is a challenge, once, by the id that its name makes
 * 3. of two items, the one with the smaller share of right answers is at no lower level
 * 4. the order of the items does not matter
 * 5. where nobody skipped, an answer says nothing by not being a skip
 *
 * @since 0.2.0
 */
import * as Ids from './Ids'
import * as Loss from './Loss'
import type * as Skeleton from './Skeleton'
import * as SkeletonBank from './SkeletonBank'

/** What a log says of an item. */
export interface Item {
  /** As the log calls it. */
  readonly name: string
  readonly right: number
  readonly wrong: number
  readonly skipped: number
  /** All that it asks for. */
  readonly skills: ReadonlyArray<string>
  /** Empty where there is none. */
  readonly competence: string
}

export interface Plan {
  readonly id: string | undefined
  readonly title: string
  /** How many levels, 1 … 8. */
  readonly levels: number
}

export interface Made {
  /** As a file has it: what is left to default is left out. */
  readonly bank: unknown
  readonly losses: ReadonlyArray<Loss.Loss>
  /** Names that make the same id, and so cannot be told apart. */
  readonly collisions: ReadonlyArray<readonly [string, string]>
}

/** So many answers, right as often as all answers are, stand for what is not known of an item yet. */
const PRIOR = 5

const isNumber = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text)

/** Numbers by size, then all else by code unit, nothing at the end. */
const compare = (a: string, b: string): number => {
  if (a === '' || b === '') return Number(a === '') - Number(b === '')
  const [left, right] = [isNumber(a), isNumber(b)]
  if (left !== right) return left ? -1 : 1
  if (left && Number(a) !== Number(b)) return Number(a) - Number(b)
  return a < b ? -1 : a > b ? 1 : 0
}

const grouped = <A>(
  all: ReadonlyArray<A>,
  keyOf: (a: A) => string
): ReadonlyArray<readonly [string, ReadonlyArray<A>]> => {
  const groups = new Map<string, Array<A>>()
  for (const each of all) {
    const group = groups.get(keyOf(each))
    if (group === undefined) groups.set(keyOf(each), [each])
    else group.push(each)
  }
  return [...groups].sort(([a], [b]) => compare(a, b))
}

/**
 * The lowest level: the levels lie around 3, where the prior of ability has its mean, or half a level below.
 * Four levels are 1 … 4, three 2 … 4.
 */
const lowest = (levels: number): number => Math.max(1, Math.floor(3 - (levels - 1) / 2))

/** The level of every item by its share of right answers: quantiles, items that are equally difficult together. */
const levelsOf = (items: ReadonlyArray<Item>, levels: number): ReadonlyArray<number> => {
  const sum = (of: (item: Item) => number): number => items.reduce((total, item) => total + of(item), 0)
  const right = sum((item) => item.right)
  const mean = right / (right + sum((item) => item.wrong))
  const shares = items.map((item) => (item.right + PRIOR * mean) / (item.right + item.wrong + PRIOR))
  const order = items.map((_, i) => i).sort((i, j) => (shares[j] ?? 0) - (shares[i] ?? 0))
  const found = new Array<number>(items.length).fill(0)
  for (let from = 0; from < order.length;) {
    const share = shares[order[from] ?? 0]
    let to = from
    while (to < order.length && shares[order[to] ?? 0] === share) to++
    // Where the middle of those that are equal is among all.
    const quantile = (from + to) / 2 / order.length
    for (const i of order.slice(from, to)) found[i] = lowest(levels) + Math.floor(levels * quantile)
    from = to
  }
  return found
}

interface Placed {
  readonly item: Item
  readonly level: number
}

const skillOf = ({ item }: Placed): string => [...item.skills].sort(compare).join(' + ')

/** What stands for a group that has no name: all there is, or the rest. */
const titleOf = (name: string, whole: string, isWhole: boolean): string =>
  name !== '' ? name : isWhole ? whole : 'Other items'

const part = (title: string): Skeleton.TitledPart => ({ title, wishes: [title, Ids.slug(title)], origin: [] })

/** Topics by skill, in each an acquis a level. */
const competenceOf = (title: string, placed: ReadonlyArray<Placed>): Skeleton.CompetencePart => {
  const skills = grouped(placed, skillOf)
  const topics = skills.map(([skill]) => part(titleOf(skill, 'Items', skills.length === 1)))
  return {
    ...part(title),
    domain: undefined,
    topics,
    acquis: skills.flatMap(([, own], topic) =>
      grouped(own, ({ level }) => String(level)).map(([level, members]): Skeleton.AcquisPart => ({
        topic,
        level: Number(level),
        title: undefined,
        wishes: (topics[topic]?.wishes ?? []).flatMap((wish) => [
          `${wish}-${level}`,
          `${Ids.slug(title)}-${wish}-${level}`
        ]),
        origin: [],
        requires: undefined,
        challenges: members
          .map(({ item }) => item.name)
          .sort(compare)
          .map(Ids.ofName)
      }))
    )
  }
}

/** Two names of one id are one of them too many. */
const collisionsOf = (items: ReadonlyArray<Item>): Made['collisions'] => {
  const names = new Map<string, string>()
  return items.flatMap(({ name }) => {
    const id = Ids.ofName(name)
    const before = names.get(id)
    names.set(id, before ?? name)
    return before === undefined ? [] : [[before, name] as const]
  })
}

export const of = (all: ReadonlyArray<Item>, { id, title, levels }: Plan): Made => {
  const items = all.filter(({ right, wrong }) => right + wrong > 0)
  const unanswered = all.filter(({ right, wrong }) => right + wrong === 0)
  const level = levelsOf(items, levels)
  const placed = items.map((item, i): Placed => ({ item, level: level[i] ?? 1 }))
  const competences = grouped(placed, ({ item }) => item.competence)
  const { bank, losses } = SkeletonBank.toBank({
    wishes: [...(id === undefined ? [] : [id]), title, Ids.slug(title)],
    title,
    domains: [],
    skips: all.some(({ skipped }) => skipped > 0),
    competences: competences.map(([name, own]) =>
      competenceOf(titleOf(name, title, competences.length === 1), own)
    )
  })
  return {
    bank,
    losses: [
      ...losses,
      ...Loss.named(
        'items that nobody answered',
        unanswered.map(({ name }) => name).sort(compare),
        'nothing is known of their difficulty'
      )
    ],
    collisions: collisionsOf(items)
  }
}
