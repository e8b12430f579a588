import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import * as Parameters from '../../src/knowledge/Parameters'
import {
  defaults,
  FURTHEST,
  GAP,
  LEAST,
  LEAST_CORRELATION,
  MOST_CORRELATION,
  MOST_DISCRIMINATION,
  names
} from '../../src/lab/CalibrationSettings'
import * as CalibrationVector from '../../src/lab/CalibrationVector'
import * as Worlds from '../support/worlds'

/** A model, some of its items answered, some of its parameters fitted. */
const fitted = Worlds.world({ competences: 2, acquis: 3, discrimination: true, correlation: 0.5 }).chain(
  (world) => {
    const model = Model.of(Worlds.bankOf(world))
    const code = fc.record({ item: fc.nat(model.items.length - 1), outcome: fc.nat(2) })
    return fc.record({
      model: fc.constant(model),
      answers: fc.array(code, { maxLength: 8 }),
      fit: fc.subarray([...names])
    })
  }
)

type Fitted = typeof fitted extends fc.Arbitrary<infer A> ? A : never

const scopeOf = ({ model, answers, fit }: Fitted): CalibrationVector.Scope =>
  CalibrationVector.scopeOf(
    model,
    Uint32Array.from(answers, ({ item, outcome }) => 4 * item + outcome),
    { ...defaults, fit }
  )

const KEYS = ['slip', 'guess', 'discrimination', 'difficulty'] as const
const SINGLE = ['mean', 'sd', 'spread', 'correlation'] as const

describe('CalibrationVector', () => {
  test('1. unpacking what was packed gives the same parameters', () => {
    fc.assert(
      fc.property(fitted, (given) => {
        const at = Parameters.of(given.model)
        const entries = CalibrationVector.entriesOf(scopeOf(given))
        // Whatever is not in the row comes from the parameters before, here of another bank.
        const other = { ...at, slip: at.slip.map((x) => x / 2), mean: at.mean + 1 }
        const back = CalibrationVector.unpack(entries, CalibrationVector.pack(entries, at), other)
        const isFitted = (kind: CalibrationVector.Kind, index: number): boolean =>
          entries.some((entry) => entry.kind === kind && entry.index === index)
        for (const key of KEYS)
          back[key].forEach((x, i) => expect(x).toBeCloseTo((isFitted(key, i) ? at : other)[key][i]!, 9))
        for (const key of SINGLE) expect(back[key]).toBeCloseTo((isFitted(key, 0) ? at : other)[key], 9)
      })
    )
  })

  test('2. parameters of any row are inside their bounds, and what is not in it stays', () => {
    const rows = fitted.chain((given) => {
      const entries = CalibrationVector.entriesOf(scopeOf(given))
      const number = fc.double({ min: -60, max: 60, noNaN: true })
      return fc.record({
        before: fc.constant(Parameters.of(given.model)),
        entries: fc.constant(entries),
        row: fc.array(number, { minLength: entries.length, maxLength: entries.length })
      })
    })
    fc.assert(
      fc.property(rows, ({ before, entries, row }) => {
        const at = CalibrationVector.unpack(entries, Float64Array.from(row), before)
        at.slip.forEach((slip, i) => {
          const guess = at.guess[i]!
          expect(Math.min(slip, guess)).toBeGreaterThanOrEqual(LEAST)
          expect(slip + guess <= 1 - GAP || slip === before.slip[i]).toBe(true)
          expect(slip + guess).toBeLessThan(1)
        })
        at.discrimination.forEach((d) => expect(d >= 0 && d <= MOST_DISCRIMINATION).toBe(true))
        at.difficulty.forEach((b) => expect(Math.abs(b)).toBeLessThanOrEqual(FURTHEST))
        expect(Math.abs(at.mean)).toBeLessThanOrEqual(FURTHEST)
        for (const x of [at.sd, at.spread]) expect(x >= 0.05 && x <= 20).toBe(true)
        expect(at.correlation).toBeGreaterThanOrEqual(Math.min(before.correlation, LEAST_CORRELATION))
        expect(at.correlation).toBeLessThanOrEqual(MOST_CORRELATION)
        const kinds = new Set(entries.map(({ kind }) => kind))
        for (const key of [...KEYS, ...SINGLE]) if (!kinds.has(key)) expect(at[key]).toEqual(before[key])
      })
    )
  })

  test('3. slopes are those of the way back', () => {
    const kind = fc.constantFrom(...KEYS, ...SINGLE)
    fc.assert(
      fc.property(kind, fc.double({ min: -4, max: 3, noNaN: true }), (of, x) => {
        const { to, from, slope } = CalibrationVector.scaleOf(of)
        const h = 1e-6
        expect(to(from(x))).toBeCloseTo(x, 9)
        // The row has no bounds, whatever the parameter has.
        if (['slip', 'guess', 'correlation'].includes(of)) expect(from(x) > 0 && from(x) < 1).toBe(true)
        if (['sd', 'spread'].includes(of)) expect(from(x)).toBeGreaterThan(0)
        expect(slope(from(x))).toBeCloseTo((from(x + h) - from(x - h)) / (2 * h), 6)
      })
    )
  })

  test('4. the row holds what is fitted of what was answered, each once; skips are no answers', () => {
    fc.assert(
      fc.property(fitted, (given) => {
        const { model, answers, fit } = given
        const entries = CalibrationVector.entriesOf(scopeOf(given))
        const items = new Set(answers.filter(({ outcome }) => outcome !== 2).map(({ item }) => item))
        const acquis = new Set(
          [...items].map((item) => {
            const { competence, acquis: a } = model.items[item]!
            return model.competences[competence]!.acquisOffset + a
          })
        )
        const expected = [
          ...(fit.includes('ability') ? ['mean 0', 'sd 0'] : []),
          ...(['spread', 'correlation'] as const).flatMap((name) =>
            fit.includes(name) ? [`${name} 0`] : []
          ),
          ...(['slip', 'guess', 'discrimination'] as const).flatMap((name) =>
            fit.includes(name) ? [...items].map((item) => `${name} ${item}`) : []
          ),
          ...(fit.includes('difficulty') ? [...acquis].map((a) => `difficulty ${a}`) : [])
        ]
        const found = entries.map(({ kind, index }) => `${kind} ${index}`)
        expect([...found].sort()).toEqual(expected.sort())
        const at = Parameters.of(model)
        entries.forEach((entry) => {
          const own = at[entry.kind]
          expect(CalibrationVector.valueOf(at, entry)).toBe(typeof own === 'number' ? own : own[entry.index])
        })
      })
    )
  })
})
