import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import * as Issue from '../../src/bank/Issue'
import * as PoliciesFile from '../../src/lab/PoliciesFile'
import { id } from '../support/arbitraries'

const policy: fc.Arbitrary<Omit<PoliciesFile.Policy, 'id'>> = fc.oneof(
  fc.record({
    method: fc.constant('engine' as const),
    rules: fc.record(
      {
        among: fc.integer({ min: 1, max: 9 }),
        criterion: fc.constantFrom('random' as const, 'accuracy' as const)
      },
      { requiredKeys: [] }
    )
  }),
  fc.record({
    method: fc.constantFrom('order' as const, 'form' as const),
    rules: fc.record({ maxQuestions: fc.integer({ min: 1, max: 9 }) }, { requiredKeys: [] })
  }),
  fc.record({ title: fc.constant('T'), method: fc.constant('thumb' as const), rules: fc.constant({}) })
)

const policies = fc
  .uniqueArray(id(), { minLength: 1, maxLength: 4 })
  // Numbers as keys of an object come first, whatever the order of a file.
  .map((ids) => ids.filter((each) => !/^\d+$/.test(each)))
  .filter((ids) => ids.length > 0)
  .chain((ids) =>
    fc.tuple(...ids.map((each) => policy.map((rest): PoliciesFile.Policy => ({ id: each, ...rest }))))
  )

const messages = (u: unknown): ReadonlyArray<string> =>
  PoliciesFile.check(u).map((issue) => `${Issue.showPath(issue.path)}: ${Issue.message(issue)}`)

describe('laws', () => {
  test.prop([policies])('1. decode ∘ encode = identity', (all) => {
    expect(PoliciesFile.decode(PoliciesFile.encode(all))).toEqual(E.right(all))
  })
})

describe('decode', () => {
  it('takes a policy that says nothing as the engine by its defaults', () => {
    expect(PoliciesFile.decode({ format: PoliciesFile.FORMAT, policies: { a: {} } })).toEqual(
      E.right([{ id: 'a', method: 'engine', rules: {} }])
    )
  })

  it('names everything that is wrong', () => {
    const found = messages({
      format: PoliciesFile.FORMAT,
      policies: {
        a: { method: 'thumbs' },
        b: { method: 'thumb', rules: { among: 2 } },
        c: { method: 'form', rules: { maxQuestions: 4, streak: 2 } },
        d: { rules: { maxQuestion: 3 } }
      }
    })
    expect(found).toHaveLength(4)
    expect(found.join('\n')).toContain('no rules: `thumb` has none')
    expect(found.join('\n')).toContain('of the rules maxQuestions alone')
    expect(found.join('\n')).toContain('maxQuestion')
  })

  it('wants a policy', () => {
    expect(messages({ format: PoliciesFile.FORMAT, policies: {} })).toHaveLength(1)
  })

  it('is right about its own defaults', () => {
    expect(PoliciesFile.check(PoliciesFile.encode(PoliciesFile.defaults))).toEqual([])
  })
})
