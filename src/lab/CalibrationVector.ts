/**
 * The parameters that are fitted as one row of numbers without bounds: slip, guess and correlation by their logits, sd and
 * spread by their logs. Steps are measured, extrapolated and drawn there, and standard errors are those of these numbers
 * first.
 *
 * Laws
 * 1. unpacking what was packed gives the same parameters
 * 2. parameters of any row are inside their bounds, and what is not in it stays
 * 3. slopes are those of the way back
 * 4. the row holds what is fitted of what was answered, each once; skips are no answers
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import type { Parameters } from '../knowledge/Parameters'
import { logistic, logit } from '../math/Logistic'
import * as CalibrationPrior from './CalibrationPrior'
import {
  FURTHEST,
  GAP,
  LEAST,
  LEAST_CORRELATION,
  MOST_CORRELATION,
  MOST_DISCRIMINATION,
  type Name,
  type Settings
} from './CalibrationSettings'

export type Kind =
  'slip' | 'guess' | 'discrimination' | 'difficulty' | 'mean' | 'sd' | 'spread' | 'correlation'

/** One number of the row: which parameter, and of which item, or which acquis. */
export interface Entry {
  readonly kind: Kind
  readonly index: number
  /** Further items that share it. */
  readonly others: ReadonlyArray<number>
}

/** What is fitted, and of which items and acquis: those with answers, and items that share theirs. */
export interface Scope {
  /** Items that share slip, guess and discrimination; most often one alone. */
  readonly groups: ReadonlyArray<ReadonlyArray<number>>
  readonly acquis: Uint8Array
  readonly fit: ReadonlyArray<Name>
}

export const entriesOf = ({ groups, acquis, fit }: Scope): ReadonlyArray<Entry> => {
  const each = (kind: Kind): ReadonlyArray<Entry> =>
    groups.map(([index = 0, ...others]) => ({ kind, index, others }))
  const single = (kind: Kind, index = 0): Entry => ({ kind, index, others: [] })
  return [
    ...(fit.includes('ability') ? [single('mean'), single('sd')] : []),
    ...(fit.includes('spread') ? [single('spread')] : []),
    ...(fit.includes('correlation') ? [single('correlation')] : []),
    ...(fit.includes('slip') ? each('slip') : []),
    ...(fit.includes('guess') ? each('guess') : []),
    ...(fit.includes('discrimination') ? each('discrimination') : []),
    ...(fit.includes('difficulty')
      ? Array.from(acquis).flatMap((has, a) => (has === 1 ? [single('difficulty', a)] : []))
      : [])
  ]
}

/** The value of a parameter as it is printed. */
export const valueOf = (at: Parameters, { kind, index }: Entry): number => {
  const of = at[kind]
  return typeof of === 'number' ? of : (of[index] ?? 0)
}

/** From a parameter to its number in the row, back, and the slope of the way back. */
export const scaleOf = (kind: Kind) => {
  switch (kind) {
    case 'slip':
    case 'guess':
    case 'correlation':
      return { to: logit, from: logistic, slope: (p: number): number => p * (1 - p) }
    case 'sd':
    case 'spread':
      return { to: Math.log, from: Math.exp, slope: (x: number): number => x }
    default:
      return { to: (x: number): number => x, from: (x: number): number => x, slope: (): number => 1 }
  }
}

export const pack = (entries: ReadonlyArray<Entry>, at: Parameters): Float64Array =>
  Float64Array.from(entries, (entry) => scaleOf(entry.kind).to(valueOf(at, entry)))

/** The same parameters, where items that share theirs have those of the first. */
export const shared = (entries: ReadonlyArray<Entry>, at: Parameters): Parameters => {
  const rows = {
    slip: at.slip.slice(),
    guess: at.guess.slice(),
    discrimination: at.discrimination.slice()
  }
  for (const { index, others } of entries)
    for (const each of others) for (const row of Object.values(rows)) row[each] = row[index] ?? 0
  return { ...at, ...rows }
}

const clamp = (x: number, least: number, most: number): number => Math.min(most, Math.max(least, x))

/** The parameters of a row, kept inside their bounds; what is not in it is as it was. */
export const unpack = (entries: ReadonlyArray<Entry>, row: Float64Array, before: Parameters): Parameters => {
  const [slip, guess] = [before.slip.slice(), before.guess.slice()]
  const [discrimination, difficulty] = [before.discrimination.slice(), before.difficulty.slice()]
  let { mean, sd, spread, correlation } = before
  entries.forEach(({ kind, index, others }, i) => {
    const value = scaleOf(kind).from(row[i] ?? 0)
    const all = (of: Float64Array, x: number): void => {
      of[index] = x
      for (const other of others) of[other] = x
    }
    if (kind === 'slip') all(slip, clamp(value, LEAST, 1 - LEAST))
    else if (kind === 'guess') all(guess, clamp(value, LEAST, 1 - LEAST))
    else if (kind === 'discrimination') all(discrimination, clamp(value, 0, MOST_DISCRIMINATION))
    else if (kind === 'difficulty') difficulty[index] = clamp(value, -FURTHEST, FURTHEST)
    else if (kind === 'mean') mean = clamp(value, -FURTHEST, FURTHEST)
    else if (kind === 'sd') sd = clamp(value, 0.05, 20)
    else if (kind === 'spread') spread = clamp(value, 0.05, 20)
    else correlation = clamp(value, LEAST_CORRELATION, MOST_CORRELATION)
  })
  // Where guess would reach 1 − slip, both stay as they were.
  slip.forEach((each, i) => {
    if (each + (guess[i] ?? 0) <= 1 - GAP) return
    slip[i] = before.slip[i] ?? 0
    guess[i] = before.guess[i] ?? 0
  })
  return { slip, guess, discrimination, difficulty, mean, sd, spread, correlation }
}

/** Which items and acquis have answers, skips being none; where challenges are alike, all of a format if one has. */
export const scopeOf = (model: Model, codes: Uint32Array, { fit, alike }: Settings): Scope => {
  const items = new Uint8Array(model.items.length)
  const acquis = new Uint8Array(model.competences.reduce((sum, { levels }) => sum + levels.length, 0))
  for (const code of codes) {
    const item = model.items[code >>> 2]
    if (item === undefined || (code & 3) === 2) continue
    items[item.index] = 1
    acquis[(model.competences[item.competence]?.acquisOffset ?? 0) + item.acquis] = 1
  }
  const by = new Map<string, Array<number>>()
  for (const { index, challenge } of model.items) {
    const kind = alike ? CalibrationPrior.kindOf(challenge) : String(index)
    const group = by.get(kind)
    if (group === undefined) by.set(kind, [index])
    else group.push(index)
  }
  const groups = [...by.values()].filter((group) => group.some((i) => items[i] === 1))
  return { groups, acquis, fit }
}
