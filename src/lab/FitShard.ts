/**
 * What a thread does for the fit of a calibration: it holds the answers of all learners, and makes one part of the
 * statistics after the other.
 *
 * Laws
 * 1. all parts together are the fit
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as Model from '../knowledge/Model'
import * as Fit from './Fit'

/** As the input of a fit, of a bank instead of its model. */
export interface Context extends Omit<Fit.Input, 'model'> {
  readonly bank: Bank
}

export type Part = keyof typeof Fit.parts

export interface Made {
  readonly part: Part
  readonly made: Partial<Fit.Fit>
}

/** The parts that there is something for, those that take longest first: so threads end at about the same time. */
export const partsOf = ({ column, times }: Pick<Fit.Input, 'column' | 'times'>): ReadonlyArray<Part> => [
  'discrimination',
  'surprises',
  ...(column === undefined ? [] : (['dif'] as const)),
  'violations',
  ...(times === undefined ? [] : (['drift'] as const)),
  'orders'
]

export const of = ({ bank, ...rest }: Context): ((part: Part) => Made) => {
  const input: Fit.Input = { ...rest, model: Model.of(bank) }
  return (part) => ({ part, made: Fit.parts[part](input) })
}
