import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outcomes } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as Patterns from '../../src/knowledge/Patterns'
import * as Worlds from '../support/worlds'

/** Learners by their codes: in any order, the same one more than once, or none. */
type Codes = ReadonlyArray<ReadonlyArray<number>>

const packed = (learners: Codes): Patterns.Answers => {
  let end = 0
  return {
    starts: Uint32Array.from([0, ...learners.map((own) => (end += own.length))]),
    codes: Uint32Array.from(learners.flat())
  }
}

const people = fc
  .record({ competences: fc.integer({ min: 1, max: 3 }), acquis: fc.integer({ min: 1, max: 4 }) })
  .chain((shape) => Worlds.world({ ...shape, discrimination: false }))
  .chain((world) => {
    const model = Model.of(Worlds.bankOf(world))
    const code = fc.nat(model.items.length * 4 - 2).filter((each) => (each & 3) < outcomes.length)
    const some = fc.array(fc.array(code, { maxLength: 8 }), { minLength: 1, maxLength: 8 })
    // Some learners a second time, their answers in another order.
    return fc.record({
      model: fc.constant(model),
      learners: some.chain((all) =>
        fc.subarray(all).map((again) => [...all, ...again.map((own) => [...own].reverse())])
      )
    })
  })

const ascending = (xs: Iterable<number>): ReadonlyArray<number> => [...xs].sort((a, b) => a - b)

/** The block of a code, by the number of its place. */
const blockOf = (model: Model.Model, code: number): number => {
  const { competence, acquis } = model.items[Patterns.itemOf(code)]!
  const block = model.competences[competence]!.blockOf[acquis]!
  return Patterns.places(model).findIndex((each) => each.competence === competence && each.block === block)
}

const codesOf = ({ codes, codeStarts }: Patterns.Patterns, pattern: number): ReadonlyArray<number> =>
  Array.from(codes.subarray(codeStarts[pattern], codeStarts[pattern + 1]))

const touchesOf = ({ touches, starts }: Patterns.Patterns, learner: number): ReadonlyArray<number> =>
  Array.from(touches.subarray(starts[learner], starts[learner + 1]))

describe('Patterns', () => {
  test('1. the patterns of a learner hold its answers, each once', () => {
    fc.assert(
      fc.property(people, ({ model, learners }) => {
        const answers = packed(learners)
        const patterns = Patterns.of(model, answers)
        expect([patterns.learners, patterns.answers]).toEqual([learners.length, learners.flat().length])
        expect(Patterns.learnersOf(answers)).toBe(learners.length)
        expect(patterns.places).toEqual(Patterns.places(model))
        learners.forEach((own, l) => {
          const touches = touchesOf(patterns, l)
          const blocks = touches.map((pattern) => patterns.block[pattern]!)
          expect(blocks).toEqual(ascending(new Set(own.map((code) => blockOf(model, code)))))
          touches.forEach((pattern, t) => {
            expect(codesOf(patterns, pattern)).toEqual(
              ascending(own.filter((code) => blockOf(model, code) === blocks[t]))
            )
          })
        })
      })
    )
  })

  test('2. learners with the same answers in a block share its pattern, others do not', () => {
    fc.assert(
      fc.property(people, ({ model, learners }) => {
        const patterns = Patterns.of(model, packed(learners))
        const numbers = new Map<string, number>()
        const used = new Set<number>()
        learners.forEach((_, l) => {
          for (const pattern of touchesOf(patterns, l)) {
            const key = codesOf(patterns, pattern).join()
            expect(numbers.get(key) ?? pattern).toBe(pattern)
            numbers.set(key, pattern)
            used.add(pattern)
          }
        })
        expect(numbers.size).toBe(used.size)
        // No pattern that nobody has.
        expect(used.size).toBe(patterns.block.length)
      })
    )
  })

  test('3. the patterns that several learners have come first', () => {
    fc.assert(
      fc.property(people, ({ model, learners }) => {
        const patterns = Patterns.of(model, packed(learners))
        const uses = Array.from(patterns.block, () => 0)
        for (const pattern of patterns.touches) uses[pattern]!++
        uses.forEach((n, pattern) => expect(n > 1).toBe(pattern < patterns.shared))
      })
    )
  })

  test('a code is an item and an outcome', () => {
    fc.assert(
      fc.property(fc.nat(1 << 20), fc.nat(2), (item, outcome) => {
        const code = item * 4 + outcome
        expect([Patterns.itemOf(code), Patterns.outcomeOf(code)]).toEqual([item, outcome])
      })
    )
  })
})
