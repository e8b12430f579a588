/**
 * A bank to begin with, from the items of a log: a topic for each skill, an acquis for each level of it, the items as its
 * challenges. Levels are quantiles of difficulty over all items: what most get right is at the lowest.
 *
 * Laws
 * 1. it is a bank: `Bank.decode` takes it
 * 2. every item that was answered is a challenge, once, by the id that its name makes
 * 3. of two items, the one with the smaller share of right answers is at no lower level
 * 4. the order of the items does not matter
 *
 * @since 0.2.0
 */
import * as BankFile from '../bank/BankFile'
import * as Ids from './Ids'
import * as Loss from './Loss'

/** What a log says of an item. */
export interface Item {
  /** As the log calls it. */
  readonly name: string
  readonly right: number
  readonly wrong: number
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

/** Numbers by size, then all else by code unit. */
const compare = (a: string, b: string): number => {
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

interface Topic {
  readonly title: string
  readonly wishes: ReadonlyArray<string>
  readonly levels: ReadonlyArray<readonly [string, ReadonlyArray<Placed>]>
}

const topicsOf = (placed: ReadonlyArray<Placed>): ReadonlyArray<Topic> =>
  grouped(placed, skillOf).map(([skill, own], _, all) => {
    const title = skill !== '' ? skill : all.length === 1 ? 'Items' : 'Other items'
    return { title, wishes: [title, Ids.slug(title)], levels: grouped(own, ({ level }) => String(level)) }
  })

const challenges = (placed: ReadonlyArray<Placed>): NonNullable<BankFile.AcquisDraft['challenges']> =>
  placed
    .map(({ item }) => item.name)
    .sort(compare)
    .map((name) => [Ids.ofName(name), { format: 'practical' }] as const)

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
  const bankId = Ids.distinct([[...(id === undefined ? [] : [id]), title, Ids.slug(title)]], 'log').join('')
  const competences = grouped(placed, ({ item }) => item.competence).map(([name, own], _, every) => ({
    title: name !== '' ? name : every.length === 1 ? title : 'Other items',
    topics: topicsOf(own)
  }))
  const competenceIds = Ids.distinct(
    competences.map((competence) => [competence.title, Ids.slug(competence.title)]),
    'competence'
  )
  const topicIds = competences.map(({ topics }) =>
    Ids.distinct(
      topics.map(({ wishes }) => wishes),
      'topic'
    )
  )
  const named = competences.flatMap(({ topics }, c) =>
    topics.flatMap((topic, t) =>
      topic.levels.map(([at, members]) => ({ c, topic: topicIds[c]?.[t] ?? '', at, members }))
    )
  )
  const acquisIds = Ids.distinct(
    named.map(({ c, topic, at }) => [`${topic}-${at}`, `${competenceIds[c] ?? ''}-${topic}-${at}`]),
    'acquis'
  )
  const acquis = named.map((each, i) => ({ ...each, id: acquisIds[i] ?? '' }))
  return {
    bank: BankFile.codec.encode({
      format: BankFile.FORMAT,
      id: bankId,
      title,
      competences: competences.map((competence, c) => [
        competenceIds[c] ?? '',
        {
          title: competence.title,
          topics: competence.topics.map((topic, t) => [topicIds[c]?.[t] ?? '', { title: topic.title }]),
          levels: grouped(
            acquis.filter((each) => each.c === c),
            ({ at }) => at
          ).map(([at, own]) => [
            at,
            own.map(({ id: acquisId, topic, members }) => [
              acquisId,
              { topic, challenges: challenges(members) }
            ])
          ])
        }
      ])
    }),
    losses: Loss.named(
      'items that nobody answered',
      unanswered.map(({ name }) => name).sort(compare),
      'nothing is known of their difficulty'
    ),
    collisions: collisionsOf(items)
  }
}
