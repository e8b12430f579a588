/**
 * Everything that is measured of a replay: the engine's predictions, on all answers and on first attempts, by group, beside
 * those of baselines, by n-th answer and by challenge.
 *
 * Laws
 * 1. however the learners are split and ordered, the same bytes come out
 * 2. the groups of a column share out all responses
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import type { Seed } from '../math/Random'
import type { Vector } from '../math/Vector'
import type { Answers, Items, Setting } from './Baseline'
import * as Baselines from './Baselines'
import type { Grouping } from './Grouping'
import * as Learning from './Learning'
import * as Metrics from './Metrics'
import type { Encoded } from './Replay'
import * as Residuals from './Residuals'

export interface Plan {
  /** Of the bootstrap and of the folds. */
  readonly seed: Seed
  readonly items: Items
  readonly groupings: ReadonlyArray<Grouping>
  readonly rivals: ReadonlyArray<Baselines.Rival>
  /** Whether anybody wants to see predictions by n-th answer and by challenge. */
  readonly detailed: boolean
}

/** A learner that was replayed. */
export interface Subject {
  readonly learner: string
  readonly responses: Encoded
  /** P(correct) of each response. */
  readonly predictions: Vector
  /** What is noted of each response: column by column. */
  readonly notes: ReadonlyArray<Vector>
}

export interface Sums {
  readonly engine: Metrics.Sums
  /** Answers to challenges that the learner had been asked before; undefined where there are none. */
  readonly later: Metrics.Sums | undefined
  /** By grouping and group. */
  readonly groups: ReadonlyArray<ReadonlyMap<number, Metrics.Sums>>
  readonly rivals: ReadonlyArray<Metrics.Sums>
  /** Where they are wanted. */
  readonly details: Details | undefined
}

export interface Details {
  readonly learning: Learning.Sums
  readonly residuals: Residuals.Sums
}

interface Part extends Metrics.Scored, Residuals.Answered {}

interface Growing extends Part {
  readonly p: Array<number>
  readonly correct: Array<number>
  readonly items: Array<number>
  skips: number
}

const blank = (learner: string): Growing => ({ learner, p: [], correct: [], items: [], skips: 0 })

const add = (part: Growing, { responses, predictions }: Subject, response: number): void => {
  const outcome = outcomes[responses.outcomes[response] ?? -1]
  if (outcome === 'skipped') part.skips++
  else {
    part.p.push(predictions[response] ?? 0)
    part.correct.push(outcome === 'correct' ? 1 : 0)
    part.items.push(responses.items[response] ?? 0)
  }
}

/** A learner's responses, apart by group. */
const parted = (subject: Subject, groupOf: (response: number) => number): ReadonlyMap<number, Part> => {
  const parts = new Map<number, Growing>()
  for (let i = 0; i < subject.responses.items.length; i++) {
    const group = groupOf(i)
    const part = parts.get(group) ?? blank(subject.learner)
    parts.set(group, part)
    add(part, subject, i)
  }
  return parts
}

const whole = (subject: Subject): Part => {
  const part = blank(subject.learner)
  for (let i = 0; i < subject.responses.items.length; i++) add(part, subject, i)
  return part
}

/** The answers of a learner as baselines see them. */
export const answersOf = ({ items, outcomes: codes }: Encoded): Answers => {
  const answered: Array<number> = []
  const correct: Array<number> = []
  for (let i = 0; i < items.length; i++) {
    const outcome = outcomes[codes[i] ?? -1]
    if (outcome === 'skipped') continue
    answered.push(items[i] ?? 0)
    correct.push(outcome === 'correct' ? 1 : 0)
  }
  return { items: answered, correct }
}

const FIRST = 0
const LATER = 1

/** Whether a learner was asked one of so many challenges twice. */
const hasRepeats = (count: number) => {
  // Marked by the number of the learner, so that nothing has to be cleared.
  const marks = new Uint32Array(count)
  let number = 0
  return ({ responses: { items } }: Subject): boolean => {
    number++
    for (let i = 0; i < items.length; i++) {
      const item = items[i] ?? 0
      if (marks[item] === number) return true
      marks[item] = number
    }
    return false
  }
}

/** Whether each response is the first to its challenge; to be asked in order. */
const attempts = ({ responses: { items } }: Subject): ((response: number) => number) => {
  const seen = new Set<number>()
  return (i) => {
    const item = items[i] ?? 0
    if (seen.has(item)) return LATER
    seen.add(item)
    return FIRST
  }
}

const groupOf =
  ({ by, groupOf: groups }: Grouping, { responses, notes }: Subject) =>
  (response: number): number =>
    groups[(by === 'challenge' ? responses.items : notes[by])?.[response] ?? 0] ?? 0

export const of = ({
  seed,
  items,
  groupings,
  rivals,
  detailed
}: Plan): ((subjects: ReadonlyArray<Subject>) => Sums) => {
  const predictors = rivals.map((rival) => Baselines.predictor(items, rival))
  const all = Metrics.of(seed)
  const rough = Metrics.of(seed, Metrics.ROUGH)
  return (subjects) => {
    const scored = subjects.map(whole)
    const repeats = subjects
      .filter(hasRepeats(items.count))
      .flatMap((subject) => parted(subject, attempts(subject)).get(LATER) ?? [])
    const groups = groupings.map((grouping) => {
      const parts = new Map<number, Array<Part>>()
      for (const subject of subjects)
        for (const [group, part] of parted(subject, groupOf(grouping, subject))) {
          const own = parts.get(group)
          if (own === undefined) parts.set(group, [part])
          else own.push(part)
        }
      return new Map(Array.from(parts, ([group, own]) => [group, rough(own)]))
    })
    return {
      engine: all(scored),
      later: repeats.length === 0 ? undefined : all(repeats),
      groups,
      rivals: predictors.map((predict) =>
        all(
          scored.map((each) => ({
            ...each,
            p: predict(Baselines.placeOf(seed, each.learner).fold, each)
          }))
        )
      ),
      details: detailed
        ? { learning: Learning.of(scored), residuals: Residuals.of(items.count)(scored) }
        : undefined
    }
  }
}

export const empty = (plan: Plan): Sums => of(plan)([])

const either = <A>(a: A | undefined, b: A | undefined, both: (a: A, b: A) => A): A | undefined =>
  a === undefined ? b : b === undefined ? a : both(a, b)

const mergedGroups = (
  a: ReadonlyMap<number, Metrics.Sums>,
  b: ReadonlyMap<number, Metrics.Sums>
): ReadonlyMap<number, Metrics.Sums> => {
  const merged = new Map(a)
  for (const [group, sums] of b) {
    const before = merged.get(group)
    merged.set(group, before === undefined ? sums : Metrics.merge(before, sums))
  }
  return merged
}

const mergedDetails = (a: Details, b: Details): Details => ({
  learning: Learning.merge(a.learning, b.learning),
  residuals: Residuals.merge(a.residuals, b.residuals)
})

/** The sums over the learners of both, none of whom is in both. */
export const merge = (a: Sums, b: Sums): Sums => ({
  engine: Metrics.merge(a.engine, b.engine),
  later: either(a.later, b.later, Metrics.merge),
  groups: a.groups.map((groups, i) => mergedGroups(groups, b.groups[i] ?? new Map())),
  rivals: a.rivals.map((sums, i) => {
    const other = b.rivals[i]
    return other === undefined ? sums : Metrics.merge(sums, other)
  }),
  details: either(a.details, b.details, mergedDetails)
})

/** The measures of one value of a column; those of all other values together have none. */
export interface Group extends Metrics.Summary {
  readonly value?: string
}

export interface Column {
  readonly column: string
  /** How many values there are. */
  readonly distinct: number
  readonly values: ReadonlyArray<Group>
  readonly other?: Group
}

export interface Against extends Metrics.Summary {
  readonly name: string
  /** The engine's measures less its own. */
  readonly difference: Metrics.Difference
  /** By fold, or once. */
  readonly settings: ReadonlyArray<Setting>
}

export interface Summary extends Metrics.Summary {
  /** Answers to challenges that were new to the learner; where there are others. */
  readonly first?: Metrics.Summary
  readonly by?: ReadonlyArray<Column>
  readonly against?: ReadonlyArray<Against>
}

const columnOf = (
  { column, values, distinct }: Grouping,
  groups: ReadonlyMap<number, Metrics.Sums>
): Column => {
  const found = values.flatMap((value, group): ReadonlyArray<Group> => {
    const sums = groups.get(group)
    return sums === undefined ? [] : [{ ...(value === undefined ? {} : { value }), ...Metrics.summary(sums) }]
  })
  const other = found.find(({ value }) => value === undefined)
  return {
    column,
    distinct,
    values: found.filter(({ value }) => value !== undefined),
    ...(other === undefined ? {} : { other })
  }
}

const againstOf = (
  { baseline, byFold }: Baselines.Rival,
  own: Metrics.Sums,
  difference: (other: Metrics.Sums) => Metrics.Difference
): Against => ({
  name: Baselines.names[baseline] ?? '',
  ...Metrics.summary(own),
  difference: difference(own),
  settings: byFold.map(({ setting }) => setting)
})

export const summary = ({ groupings, rivals }: Plan, sums: Sums): Summary => {
  const { engine, later } = sums
  const by = groupings.map((grouping, i) => columnOf(grouping, sums.groups[i] ?? new Map()))
  const difference = Metrics.difference(engine)
  const against = rivals.flatMap((rival, i) => {
    const own = sums.rivals[i]
    return own === undefined ? [] : [againstOf(rival, own, difference)]
  })
  return {
    ...Metrics.summary(engine),
    ...(later === undefined ? {} : { first: Metrics.summary(Metrics.without(later, engine)) }),
    ...(by.length === 0 ? {} : { by }),
    ...(against.length === 0 ? {} : { against })
  }
}
