import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { outcomes, type Response } from '../../src/bank/Challenge'
import * as Filter from '../../src/knowledge/Filter'
import type { Item } from '../../src/knowledge/Model'
import * as Model from '../../src/knowledge/Model'
import * as Run from '../../src/knowledge/Run'
import * as Learner from '../../src/lab/Learner'
import * as Random from '../../src/math/Random'
import { responses, smallBank } from '../support/arbitraries'
import { fixture } from '../support/banks'

const runOf = (model: Model.Model, list: ReadonlyArray<Response>): Run.Run => ({
  items: list.map(({ challenge }) => model.itemOf.get(challenge)!),
  outcomes: list.map(({ outcome }) => outcomes.indexOf(outcome))
})

/** What there is to compare of sums: a belief's blocks have more. */
const told = ({ sums }: Run.Filtered) =>
  sums.map((blocks) => blocks.map(({ answers, base, ratio }) => ({ answers, base, ratio })))

const expectSame = (found: Run.Filtered, wanted: Run.Filtered): void => {
  expect(told(found)).toEqual(told(wanted))
  expect(found.predictions.length).toBe(wanted.predictions.length)
  found.predictions.forEach((p, i) => expect(Math.abs(p - wanted.predictions[i]!)).toBeLessThan(1e-9))
}

const bankAndAnswers = (discrimination: boolean) =>
  smallBank({ discrimination }).chain((bank) => fc.tuple(fc.constant(Model.of(bank)), responses(bank)))

describe('laws', () => {
  test.prop([bankAndAnswers(false)])('1. it agrees with the plain way', ([model, list]) => {
    const run = runOf(model, list)
    expectSame(Filter.of(model).all(run), Run.plain(model)(run))
  })

  test.prop([bankAndAnswers(true)])('1. where challenges discriminate, too', ([model, list]) => {
    const run = runOf(model, list)
    expectSame(Filter.of(model).all(run), Run.plain(model)(run))
  })

  it.each(['sequential', 'interleaved'])('1. on a whole framework, %s', (order) => {
    const model = Model.of(fixture('framework.yaml'))
    const filter = Filter.of(model)
    for (let n = 0; n < 3; n++) {
      const learner = Learner.nth(model, Learner.fromPrior, 'filter', n)
      const source = Random.source(`filter/${n}`)
      const asked = Array.from({ length: 300 }, () => Math.floor(source() * model.items.length))
      if (order === 'sequential') asked.sort((i, j) => i - j)
      const given = asked.map((i) => Learner.answer(model, learner, model.items[i]!, source, { skips: true }))
      const run = { items: asked, outcomes: given.map((outcome) => outcomes.indexOf(outcome)) }
      expectSame(filter.all(run), Run.plain(model)(run))
    }
  })

  it('1. five hundred answers that contradict as many before', () => {
    const model = Model.of(fixture('digital-skills.yaml'))
    const [first, other] = [model.items[0]!, model.items[model.items.length - 1]!]
    const items = [
      ...new Array<number>(500).fill(first.index),
      other.index,
      ...new Array<number>(500).fill(first.index)
    ]
    const run = { items, outcomes: items.map((_, i) => (i < 500 ? 0 : 1)) }
    expectSame(Filter.of(model).all(run), Run.plain(model)(run))
  })

  // What is left of a block is a small difference of large masses then.
  it.each(['correct', 'incorrect'] as const)(
    '1. where one challenge contradicts all others, which were %s',
    (most) => {
      const model = Model.of(fixture('framework.yaml'))
      const filter = Filter.of(model)
      const blockOf = model.competences[0]!.blockOf
      const own = model.items.filter(({ competence }) => competence === 0)
      const [usual, contrary] = [most, most === 'correct' ? 'incorrect' : 'correct'].map((outcome) =>
        outcomes.findIndex((each) => each === outcome)
      )
      for (const turn of own) {
        const others = own.filter(({ acquis }) => blockOf[acquis] !== blockOf[turn.acquis])
        const related = own.filter(({ acquis }) => blockOf[acquis] === blockOf[turn.acquis])
        const again = new Array<Item>(30).fill(turn)
        const asked = [...others, ...others, ...again, ...related, ...again, ...related]
        const from = 2 * others.length
        const run = {
          items: asked.map(({ index }) => index),
          outcomes: asked.map((_, i) => (i < from || i >= from + again.length ? usual! : contrary!))
        }
        expectSame(filter.all(run), Run.plain(model)(run))
      }
    }
  )

  test.prop([bankAndAnswers(true), fc.array(fc.nat())])(
    '2. what was filtered before does not matter',
    ([model, list], other) => {
      const run = runOf(model, list)
      const filter = Filter.of(model)
      const first = filter.all(run)
      filter.predictions({
        items: other.map((i) => i % model.items.length),
        outcomes: other.map((i) => i % 3)
      })
      expect(filter.all(run)).toEqual(first)
      expect(filter.predictions(run)).toEqual(first.predictions)
    }
  )
})
