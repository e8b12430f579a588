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
import {
  FURTHEST,
  GAP,
  LEAST,
  LEAST_CORRELATION,
  MOST_CORRELATION,
  MOST_DISCRIMINATION,
  type Name
} from './CalibrationSettings'

export type Kind =
  'slip' | 'guess' | 'discrimination' | 'difficulty' | 'mean' | 'sd' | 'spread' | 'correlation'

/** One number of the row: which parameter, and of which item, or which acquis. */
export interface Entry {
  readonly kind: Kind
  readonly index: number
}

/** What is fitted, and of which items and acquis: those with answers. */
export interface Scope {
  readonly items: Uint8Array
  readonly acquis: Uint8Array
  readonly fit: ReadonlyArray<Name>
}

export const entriesOf = ({ items, acquis, fit }: Scope): ReadonlyArray<Entry> => {
  const each = (kind: Kind, of: Uint8Array): ReadonlyArray<Entry> =>
    Array.from(of).flatMap((has, index) => (has === 1 ? [{ kind, index }] : []))
  const single = (kind: Kind): ReadonlyArray<Entry> => [{ kind, index: 0 }]
  return [
    ...(fit.includes('ability') ? [...single('mean'), ...single('sd')] : []),
    ...(fit.includes('spread') ? single('spread') : []),
    ...(fit.includes('correlation') ? single('correlation') : []),
    ...(fit.includes('slip') ? each('slip', items) : []),
    ...(fit.includes('guess') ? each('guess', items) : []),
    ...(fit.includes('discrimination') ? each('discrimination', items) : []),
    ...(fit.includes('difficulty') ? each('difficulty', acquis) : [])
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

const clamp = (x: number, least: number, most: number): number => Math.min(most, Math.max(least, x))

/** The parameters of a row, kept inside their bounds; what is not in it is as it was. */
export const unpack = (entries: ReadonlyArray<Entry>, row: Float64Array, before: Parameters): Parameters => {
  const [slip, guess] = [before.slip.slice(), before.guess.slice()]
  const [discrimination, difficulty] = [before.discrimination.slice(), before.difficulty.slice()]
  let { mean, sd, spread, correlation } = before
  entries.forEach(({ kind, index }, i) => {
    const value = scaleOf(kind).from(row[i] ?? 0)
    if (kind === 'slip') slip[index] = clamp(value, LEAST, 1 - LEAST)
    else if (kind === 'guess') guess[index] = clamp(value, LEAST, 1 - LEAST)
    else if (kind === 'discrimination') discrimination[index] = clamp(value, 0, MOST_DISCRIMINATION)
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

/** Which items and acquis have answers; skips are none. */
export const scopeOf = (model: Model, codes: Uint32Array, fit: ReadonlyArray<Name>): Scope => {
  const items = new Uint8Array(model.items.length)
  const acquis = new Uint8Array(model.competences.reduce((sum, { levels }) => sum + levels.length, 0))
  for (const code of codes) {
    const item = model.items[code >>> 2]
    if (item === undefined || (code & 3) === 2) continue
    items[item.index] = 1
    acquis[(model.competences[item.competence]?.acquisOffset ?? 0) + item.acquis] = 1
  }
  return { items, acquis, fit }
}
