/**
 * The answers to each challenge with what the other answers of the same learner say: what `ItemLikelihood` is made from.
 * What all answers say is divided by what this one said. Challenges are taken some at a time, so that at most 50 MB are
 * held; of a challenge with more answers than that, evenly spaced ones.
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import * as Patterns from '../knowledge/Patterns'
import * as Foresight from './Foresight'
import * as Hindsight from './Hindsight'
import type { Rows } from './ItemLikelihood'

/** Learners of one kind: their model, which may have another prior of ability than those of others. */
export interface Kind {
  readonly model: Model
  readonly answers: Patterns.Answers
  /** Where the answers of each of these learners begin among those of all. */
  readonly places: Uint32Array
}

/** All learners as one kind. */
export const whole = (model: Model, answers: Patterns.Answers): Kind => ({
  model,
  answers,
  places: answers.starts.subarray(0, Patterns.learnersOf(answers))
})

export interface Plan {
  readonly kinds: ReadonlyArray<Kind>
  /** Of each answer among those of all; −1 where it is left out. */
  readonly group: Int16Array
  readonly groups: number
  /** Challenges whose answers in these groups are too few are passed over. */
  readonly isWanted: (counts: Uint32Array) => boolean
  /** Whether θ is wanted of challenges that do not discriminate, too. */
  readonly byNode: boolean
}

/** Numbers held at a time: 48 MB. */
const HELD = 12 * 2 ** 20

interface Making {
  readonly rows: Rows
  readonly every: number
  readonly given: Float32Array
  readonly right: Uint8Array
  readonly group: Uint8Array
  readonly kind: Uint8Array
  seen: number
  count: number
}

/** Answers by item and group. */
const countsOf = ({ kinds, group, groups }: Plan, items: number): ReadonlyArray<Uint32Array> => {
  const counts = Array.from({ length: items }, () => new Uint32Array(groups))
  for (const { answers, places } of kinds)
    places.forEach((place, l) => {
      const [first = 0, last = 0] = answers.starts.subarray(l, l + 2)
      for (let i = first; i < last; i++) {
        const g = group[place + i - first] ?? -1
        const code = answers.codes[i] ?? 0
        const own = counts[Patterns.itemOf(code)]
        if (g >= 0 && own !== undefined && !Foresight.isSkip(code)) own[g] = (own[g] ?? 0) + 1
      }
    })
  return counts
}

/** Calls back for each wanted challenge, in the order of the bank, with its answers, and how many there are of each group. */
export const each = (plan: Plan, visit: (item: number, rows: Rows, counts: Uint32Array) => void): void => {
  const { kinds, group, groups, isWanted, byNode } = plan
  const [first] = kinds
  if (first === undefined) return
  const { items } = first.model
  const nodes = first.model.abilities.length
  const counts = countsOf(plan, items.length)
  const passes = kinds.map(({ model, answers }) => Hindsight.of(model, answers))
  let making = new Map<number, Making>()
  let held = 0

  const run = (): void => {
    if (making.size === 0) return
    kinds.forEach(({ model, answers, places }, kind) => {
      const { starts, codes } = answers
      const isHere = (l: number): boolean => {
        for (let i = starts[l] ?? 0; i < (starts[l + 1] ?? 0); i++)
          if (making.has(Patterns.itemOf(codes[i] ?? 0))) return true
        return false
      }
      passes[kind]?.((view) => {
        const l = view.learner
        for (let i = starts[l] ?? 0; i < (starts[l + 1] ?? 0); i++) {
          const code = codes[i] ?? 0
          const own = making.get(Patterns.itemOf(code))
          const g = group[(places[l] ?? 0) + i - (starts[l] ?? 0)] ?? -1
          if (own === undefined || g < 0 || Foresight.isSkip(code)) continue
          if (own.seen++ % own.every > 0) continue
          own.right[own.count] = Foresight.isRight(code) ? 1 : 0
          own.group[own.count] = g
          own.kind[own.count] = kind
          fill(model, view, code, own)
          own.count++
        }
      }, isHere)
    })
    for (const [item, { rows, count }] of making)
      visit(item, { ...rows, count }, counts[item] ?? new Uint32Array(groups))
    making = new Map()
    held = 0
  }

  for (const { index, competence, acquis, curve } of items) {
    const own = counts[index] ?? new Uint32Array(groups)
    if (!isWanted(own)) continue
    const all = own.reduce((sum, n) => sum + n, 0)
    const width = byNode || curve !== undefined ? nodes : 1
    const every = Math.ceil((2 * width * all) / HELD)
    const most = Math.ceil(all / every)
    if (held > 0 && held + 2 * width * most > HELD) run()
    held += 2 * width * most
    const x = kinds.map(({ model }) => {
      const b = model.competences[competence]?.competence.acquis[acquis]?.difficulty ?? 0
      return width === 1 ? new Float64Array(1) : model.abilities.map((θ) => θ - b)
    })
    const given = new Float32Array(2 * width * most)
    const [right, kind, groupOf] = [new Uint8Array(most), new Uint8Array(most), new Uint8Array(most)]
    const rows: Rows = { width, count: 0, given, right, group: groupOf, groups, x, kind }
    making.set(index, { rows, every, given, right, group: groupOf, kind, seen: 0, count: 0 })
  }
  run()
}

/** What the other answers say, into the next row. */
const fill = (
  model: Model,
  view: Hindsight.View,
  code: number,
  { given, count, rows: { width } }: Making
): void => {
  const item = model.items[Patterns.itemOf(code)]
  const own = model.competences[item?.competence ?? -1]
  if (item === undefined || own === undefined) return
  const block = own.blockOf[item.acquis] ?? 0
  const mastery = view.masteryOf(item.competence, block) ?? []
  const from = view.abilityAt(item.competence)
  const nodes = model.abilities.length
  const place = (own.placeOf[item.acquis] ?? 0) * nodes
  const isRight = Foresight.isRight(code)
  const begin = 2 * width * count
  let total = 0
  for (let k = 0; k < nodes; k++) {
    const p = item.curve?.known[k] ?? 1 - item.slip
    const q = item.curve?.unknown[k] ?? item.guess
    const weight = view.abilities[from + k] ?? 0
    const m = mastery[place + k] ?? 0
    const known = (weight * m) / (isRight ? p : 1 - p)
    const unknown = (weight * (1 - m)) / (isRight ? q : 1 - q)
    total += known + unknown
    const cell = begin + (width === 1 ? 0 : k)
    given[cell] = (given[cell] ?? 0) + known
    given[cell + width] = (given[cell + width] ?? 0) + unknown
  }
  for (let i = begin; i < begin + 2 * width; i++) given[i] = (given[i] ?? 0) / total
}
