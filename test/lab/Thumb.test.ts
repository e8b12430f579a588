import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/bank/Challenge'
import * as Model from '../../src/knowledge/Model'
import * as Learner from '../../src/lab/Learner'
import * as Thumb from '../../src/lab/Thumb'
import { smallBank } from '../support/arbitraries'
import { bank, fixture, plain } from '../support/banks'

const run = (
  model: Model.Model,
  seed: string | number,
  outcome: (item: Model.Item) => Outcome
): { readonly thumb: Thumb.Thumb; readonly asked: ReadonlyArray<Model.Item> } => {
  let thumb = Thumb.start(model, seed)
  const asked: Array<Model.Item> = []
  for (let item = Thumb.next(thumb); item !== undefined; item = Thumb.next(thumb)) {
    asked.push(item)
    thumb = Thumb.answer(thumb, item, outcome(item))
  }
  return { thumb, asked }
}

describe('laws', () => {
  test.prop([
    smallBank(),
    fc.integer(),
    fc.infiniteStream(fc.constantFrom<Outcome>('correct', 'incorrect', 'skipped'))
  ])('1. every test ends, and decides every acquis that can be decided', (each, seed, outcomes) => {
    const model = Model.of(each)
    const { thumb, asked } = run(model, seed, () => outcomes.next().value as Outcome)
    expect(asked.length).toBeLessThanOrEqual(thumb.verdicts.length)
    model.competences.forEach(({ competence, acquisOffset }) => {
      competence.acquis.forEach(({ challenges }, a) => {
        if (challenges.some(({ status }) => status === 'active'))
          expect(thumb.verdicts[acquisOffset + a]).not.toBe(Thumb.UNDECIDED)
      })
    })
  })

  test.prop([smallBank(), fc.integer()])('2. no challenge is asked twice', (each, seed) => {
    const { asked } = run(Model.of(each), seed, () => 'incorrect')
    expect(new Set(asked).size).toBe(asked.length)
  })

  it('3. without slips and guesses a chain is classified without an error', () => {
    const model = Model.of(
      bank({
        c: Object.fromEntries(
          ['s', 't', 'u'].flatMap((topic) =>
            [1, 2, 3, 4, 5].map((level) => [
              `${topic}${level}`,
              {
                level,
                topic,
                requires: level > 1 ? [`${topic}${level - 1}`] : [],
                challenges: plain(`${topic}${level}-a`)
              }
            ])
          )
        )
      })
    )
    for (let n = 0; n < 50; n++) {
      const learner = Learner.nth(model, Learner.scattered, 'thumb', n)
      const { thumb } = run(model, n, (item) =>
        Learner.knows(model, learner, item) ? 'correct' : 'incorrect'
      )
      expect(Thumb.classification(thumb)).toEqual(learner.known)
    }
  })
})

describe('the estimate', () => {
  it('moves with the answers on the grid from 0.5 to 7.5', () => {
    const at = (level: number, right: boolean) => ({ level, right })
    expect(Thumb.level({ answers: [] })).toBe(3.5)
    expect(Thumb.level({ answers: [at(4, true)] })).toBeGreaterThan(3.5)
    expect(Thumb.level({ answers: [at(2, false)] })).toBeLessThan(3.5)
    expect(Thumb.level({ answers: Array.from({ length: 90 }, () => at(7, true)) })).toBe(7.5)
    expect(Thumb.level({ answers: Array.from({ length: 90 }, () => at(1, false)) })).toBe(0.5)
  })
})

describe('the questions', () => {
  it('are of what is allowed', () => {
    const model = Model.of(fixture('digital-skills.yaml'))
    const start = Thumb.start(model, 1)
    const first = Thumb.next(start)!
    const other = Thumb.next(start, ({ index }) => index !== first.index)!
    expect(other.index).not.toBe(first.index)
    expect(Thumb.next(start, ({ index }) => index === 0)!.index).toBe(0)
    expect(Thumb.next(start, () => false)).toBeUndefined()
  })

  it('begin at level 2 and take about twenty for a competence of the framework', () => {
    const model = Model.of(fixture('framework.yaml'))
    const learner = Learner.nth(model, Learner.fromPrior, 'framework', 0)
    const { asked } = run(model, 1, (item) => (Learner.knows(model, learner, item) ? 'correct' : 'skipped'))
    expect(model.competences[0]!.levels[asked[0]!.acquis]).toBe(2)
    expect(asked.length / model.competences.length).toBeGreaterThan(15)
    expect(asked.length / model.competences.length).toBeLessThan(27)
  })
})
