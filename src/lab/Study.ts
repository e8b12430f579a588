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
import type { Answers, Items, Setting } from './Baseline'
import * as Baselines from './Baselines'
import type { Grouping } from './Grouping'
import * as Learning from './Learning'
import * as Metrics from './Metrics'
import type { Encoded } from './Replay'
import * as Residuals from './Residuals'
import * as Scoring from './Scoring'

export interface Plan {
  /** Of the bootstrap and of the folds. */
  readonly seed: Seed
  readonly items: Items
  readonly groupings: ReadonlyArray<Grouping>
  readonly rivals: ReadonlyArray<Baselines.Rival>
  /** Whether anybody wants to see predictions by n-th answer and by challenge. */
  readonly detailed: boolean
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

const groupOf =
  ({ by, groupOf: groups }: Grouping, { responses, notes }: Scoring.Subject) =>
  (response: number): number =>
    groups[(by === 'challenge' ? responses.items : notes[by])?.[response] ?? 0] ?? 0

export const of = ({
  seed,
  items,
  groupings,
  rivals,
  detailed
}: Plan): ((subjects: ReadonlyArray<Scoring.Subject>) => Sums) => {
  const predictors = rivals.map((rival) => Baselines.predictor(items, rival))
  const all = Metrics.of(seed)
  const rough = Metrics.of(seed, Metrics.ROUGH)
  return (subjects) => {
    const scored = subjects.map(Scoring.whole)
    const repeats = subjects
      .filter(Scoring.hasRepeats(items.count))
      .flatMap((subject) => Scoring.parted(subject, Scoring.attempts(subject)).get(Scoring.LATER) ?? [])
    const groups = groupings.map((grouping) => {
      const parts = new Map<number, Array<Scoring.Part>>()
      for (const subject of subjects)
        for (const [group, part] of Scoring.parted(subject, groupOf(grouping, subject))) {
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
