/**
 * How well a calibrated model fits the log it was calibrated to: all statistics, part by part so that whoever waits can be
 * told, and of each what an author should look at, the worst first.
 *
 * A finding is marked where it is beyond chance (p, adjusted for the number of tests of its kind, at most `LEVEL`) and large
 * enough to matter: with enough answers anything is beyond chance.
 *
 * Laws
 * 1. what is marked comes first, and the larger before the smaller
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import type { Answers } from '../knowledge/Patterns'
import type { Seed } from '../math/Random'
import * as Dif from './Dif'
import * as DiscriminationTest from './DiscriminationTest'
import * as Drift from './Drift'
import * as Foresight from './Foresight'
import * as ItemFit from './ItemFit'
import * as LevelOrder from './LevelOrder'
import * as LocalDependence from './LocalDependence'
import * as StateViolation from './StateViolation'

export interface Input {
  readonly model: Model
  readonly answers: Answers
  readonly seed: Seed
  /** By which learners are compared. */
  readonly column?: Dif.Column & { readonly name: string }
  /** Of all answers, milliseconds since 1970; not finite where there is none. */
  readonly times?: Float64Array
}

export interface Fit {
  readonly items: ReadonlyArray<ItemFit.ItemFit>
  readonly dependence: LocalDependence.LocalDependence
  readonly orders: ReadonlyArray<LevelOrder.Order>
  readonly violations: ReadonlyArray<StateViolation.StateViolation>
  readonly discrimination: ReadonlyArray<DiscriminationTest.DiscriminationTest>
  /** Undefined where no column was named. */
  readonly dif: (Dif.Dif & { readonly name: string }) | undefined
  /** Undefined where the log has no times, or all in one period. */
  readonly drift: Drift.Drift | undefined
}

/** Where nothing was looked at. */
export const none: Fit = {
  items: [],
  dependence: { pairs: [], eligible: 0, compared: 0 },
  orders: [],
  violations: [],
  discrimination: [],
  dif: undefined,
  drift: undefined
}

const surprises = ({ model, answers }: Input): Pick<Fit, 'items' | 'dependence'> => {
  const predictions = Foresight.of(model, answers)
  return {
    items: ItemFit.of(model, answers, predictions),
    dependence: LocalDependence.of(model, answers, predictions)
  }
}

/** What is made one after the other. */
export const parts = {
  surprises,
  orders: ({ model, answers }: Input) => ({ orders: LevelOrder.of(model, answers) }),
  violations: ({ model, answers, seed }: Input) => ({ violations: StateViolation.of(model, answers, seed) }),
  discrimination: ({ model, answers }: Input) => ({ discrimination: DiscriminationTest.of(model, answers) }),
  dif: ({ model, answers, column }: Input) => ({
    dif: column === undefined ? undefined : { ...Dif.of(model, answers, column), name: column.name }
  }),
  drift: ({ model, answers, times }: Input) => ({
    drift: times === undefined ? undefined : Drift.of(model, answers, times)
  })
} as const

export const of = (input: Input): Fit => ({
  ...parts.surprises(input),
  ...parts.orders(input),
  ...parts.violations(input),
  ...parts.discrimination(input),
  ...parts.dif(input),
  ...parts.drift(input)
})

/** Of adjusted p-values. */
export const LEVEL = 0.05

/** Less than this is of no use to an author: differences of probabilities, Q3, d per level. */
export const LEAST = { misfit: 0.05, q3: 0.2, difference: 0.03, discrimination: 0.2, dif: 0.05 } as const

export type Marked<A> = A & { readonly marked: boolean }

const worstFirst = <A extends { readonly adjusted: number; readonly p: number }>(
  all: ReadonlyArray<A>,
  least: number,
  size: (a: A) => number
): ReadonlyArray<Marked<A>> =>
  all
    .map((each) => ({ ...each, marked: each.adjusted <= LEVEL && size(each) >= least }))
    .sort((a, b) => Number(b.marked) - Number(a.marked) || size(b) - size(a) || a.p - b.p)

/** Everything marked, and the worst first. */
export const findings = (fit: Fit) => ({
  items: worstFirst(fit.items, LEAST.misfit, ({ misfit }) => misfit),
  pairs: worstFirst(fit.dependence.pairs, LEAST.q3, ({ q3 }) => Math.abs(q3)),
  orders: worstFirst(
    fit.orders,
    LEAST.difference,
    ({ easierKnown, harderKnown }) => harderKnown - easierKnown
  ),
  violations: worstFirst(
    fit.violations,
    LEAST.difference,
    ({ violations, expected }) => violations - expected
  ),
  discrimination: worstFirst(
    fit.discrimination,
    LEAST.discrimination,
    ({ discrimination }) => discrimination
  ),
  dif: worstFirst(fit.dif?.findings ?? [], LEAST.dif, ({ difference }) => Math.abs(difference)),
  drift: worstFirst(fit.drift?.compared.findings ?? [], LEAST.dif, ({ difference }) => Math.abs(difference))
})

export type Findings = ReturnType<typeof findings>
