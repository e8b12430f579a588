import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Model from '../../src/knowledge/Model'
import { type Answers, type Baseline, corpusOf, type Items, part } from '../../src/lab/Baseline'
import { bkt } from '../../src/lab/BaselineBkt'
import { elo, eloSkill } from '../../src/lab/BaselineElo'
import { item, mean } from '../../src/lab/BaselineMean'
import { pfa } from '../../src/lab/BaselinePfa'
import { rasch } from '../../src/lab/BaselineRasch'
import { said, SAID, thumb } from '../../src/lab/BaselineThumb'
import * as Baselines from '../../src/lab/Baselines'
import * as Thumb from '../../src/lab/Thumb'
import * as Random from '../../src/math/Random'
import { fixture } from '../support/banks'

const COUNT = 6
const ITEMS: Items = {
  count: COUNT,
  skillOf: [0, 0, 1, 1, 2, 2],
  skills: 4,
  levelOf: [1, 2, 1, 8, 3, 5],
  competenceOf: [0, 0, 0, 1, 1, 1],
  competences: 2
}

const answers = fc
  .array(fc.tuple(fc.nat(COUNT - 1), fc.nat(1)), { maxLength: 15 })
  .map((all): Answers => ({ items: all.map(([i]) => i), correct: all.map(([, y]) => y) }))
const learners = fc.array(answers, { maxLength: 8 })

const of = (...pairs: ReadonlyArray<readonly [number, number]>): Answers => ({
  items: pairs.map(([i]) => i),
  correct: pairs.map(([, y]) => y)
})

const fitted = <P>(baseline: Baseline<P>, setting: number, ...fit: ReadonlyArray<Answers>) =>
  baseline.predict(ITEMS, baseline.fit(ITEMS, baseline.settings[setting]!, corpusOf(fit)))

describe.each(Baselines.all.map((baseline) => [baseline.name, baseline] as const))(
  'laws: %s',
  (_, baseline) => {
    test.prop([learners, answers, answers, fc.nat(20)], { numRuns: 30 })(
      '1. a prediction depends on nothing that came later',
      (fit, one, other, at) => {
        const predict = fitted(baseline, at % baseline.settings.length, ...fit)
        const n = Math.min(one.items.length, 1 + (at % 16))
        const begin = (xs: Answers['items'], length: number): ReadonlyArray<number> =>
          Array.from(xs).slice(0, length)
        // The n-th item is the same, its outcome and all that follows are not.
        const changed: Answers = {
          items: [...begin(one.items, n), ...begin(other.items, 99)],
          correct: [
            ...begin(one.correct, n - 1),
            ...(n > 0 ? [1 - one.correct[n - 1]!] : []),
            ...begin(other.correct, 99)
          ]
        }
        expect(predict(changed).slice(0, n)).toEqual(predict(one).slice(0, n))
      }
    )

    test.prop([learners, answers, fc.nat(20)], { numRuns: 30 })(
      '2. predictions lie strictly between 0 and 1, whatever it was fitted to',
      (fit, own, at) => {
        const p = fitted(baseline, at % baseline.settings.length, ...fit)(own)
        expect(p).toHaveLength(own.items.length)
        for (const each of p) expect(each > 0 && each < 1).toBe(true)
      }
    )

    it('stays finite where all answers are right, or wrong, many times over', () => {
      for (const y of [0, 1]) {
        const all = of(...Array.from({ length: 300 }, (_, i) => [i % 2, y] as const))
        for (const p of fitted(baseline, 0, all, all)(all)) {
          expect(p > 0 && p < 1).toBe(true)
          if (baseline !== eloSkill && baseline !== elo) expect(Math.abs(p - y)).toBeLessThan(0.51)
        }
      }
    })
  }
)

describe('by hand', () => {
  const train = [of([0, 1], [1, 0]), of([0, 1], [2, 0]), of([0, 0])]

  it('the mean and the share of an item', () => {
    expect(fitted(mean, 0, ...train)(of([0, 1], [5, 1]))).toEqual(Float64Array.of(0.4, 0.4))
    const p = fitted(item, 0, ...train)(of([0, 1], [5, 1]))
    expect(p[0]).toBeCloseTo((2 + 5 * 0.4) / (3 + 5), 12)
    expect(p[1]).toBeCloseTo(0.4, 12)
  })

  it('Elo', () => {
    const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
    // One learner, two answers to the item 0: d moves twice, θ once in between.
    const p2 = logistic(0.5 + 0.5)
    const d = -0.5 + p2 / 1.06
    const p = fitted(elo, 0, of([0, 1], [0, 0]))(of([0, 1], [1, 0]))
    expect(p[0]).toBeCloseTo(logistic(-d), 12)
    expect(p[1]).toBeCloseTo(logistic(1 - logistic(-d)), 12)
    expect(fitted(eloSkill, 0, of([0, 1], [0, 0]))(of([1, 1]))[0]).toBeCloseTo(logistic(-d), 12)
  })

  it('performance factors: the slope is nought at the weights that were found', () => {
    const fit = [of([0, 1], [1, 1], [0, 0], [2, 1]), of([0, 0], [0, 1], [2, 0], [3, 1])]
    const ridge = pfa.settings[0]['ridge']!
    const cost = (parameters: { readonly intercept: number; readonly weights: Float64Array }): number => {
      const predict = pfa.predict(ITEMS, parameters)
      return (
        fit.reduce(
          (sum, each) =>
            sum - predict(each).reduce((s, p, i) => s + Math.log(each.correct[i] === 1 ? p : 1 - p), 0),
          0
        ) +
        (ridge / 2) * parameters.weights.reduce((sum, w) => sum + w * w, 0)
      )
    }
    const best = pfa.fit(ITEMS, pfa.settings[0], corpusOf(fit))
    const least = cost(best)
    for (const step of [-0.01, 0.01]) {
      expect(cost({ ...best, intercept: best.intercept + step })).toBeGreaterThan(least)
      best.weights.forEach((_, at) => {
        const weights = best.weights.map((w, i) => (i === at ? w + step : w))
        expect(cost({ ...best, weights })).toBeGreaterThan(least)
      })
    }
  })

  it('the rule of thumb: how often answers were right where the same was said', () => {
    // Two pseudo-answers put the level at 3.5, so 1 is held to be known; a wrong answer decides the levels above.
    const learner = of([0, 1], [0, 1], [0, 0], [1, 0], [1, 0])
    const { heldKnown, known, unknown } = SAID
    expect([...said(ITEMS)(learner)]).toEqual([heldKnown, known, known, unknown, unknown])
    expect([...fitted(thumb, 0, learner)(learner)]).toEqual([2 / 3, 2 / 4, 2 / 4, 1 / 4, 1 / 4])
  })
})

describe('3. where its model holds, it predicts what the model does', () => {
  const N = 4000
  const draw = (n: number) => Random.source(`world/${n}`)

  it('Rasch', () => {
    const d = [-1.5, -0.5, 0, 0.5, 1, 2]
    const worlds = Array.from({ length: N }, (_, n) => {
      const next = draw(n)
      const theta = 1.2 * (Array.from({ length: 12 }, next).reduce((s, x) => s + x, 0) - 6)
      return of(...d.map((b, i) => [i, next() < 1 / (1 + Math.exp(b - theta)) ? 1 : 0] as const))
    })
    const { difficulties, sd } = rasch.fit(ITEMS, {}, corpusOf(worlds))
    expect(Math.abs(sd - 1.2)).toBeLessThan(0.12)
    d.forEach((b, i) => expect(Math.abs(Math.log(difficulties[i]!) - b)).toBeLessThan(0.2))
  })

  it('knowledge tracing', () => {
    const worlds = Array.from({ length: N }, (_, n) => {
      const next = draw(n)
      let known = next() < 0.3
      return of(
        ...Array.from({ length: 8 }, () => {
          const y = next() < (known ? 0.92 : 0.15) ? 1 : 0
          known ||= next() < 0.2
          return [0, y] as const
        })
      )
    })
    const [known, learn, slip, guess] = bkt.fit(ITEMS, { weight: 0 }, corpusOf(worlds))
    expect(Math.abs(known! - 0.3)).toBeLessThan(0.05)
    expect(Math.abs(learn! - 0.2)).toBeLessThan(0.03)
    expect(Math.abs(slip! - 0.08)).toBeLessThan(0.03)
    expect(Math.abs(guess! - 0.15)).toBeLessThan(0.05)
  })
})

it('4. the rule of thumb decides what `Thumb` decides', () => {
  const model = Model.of(fixture('digital-skills.yaml'))
  const items = Baselines.itemsOf(model)
  const walk = said(items)
  const next = Random.source('thumb')
  for (let n = 0; n < 5; n++) {
    let test = Thumb.start(model, n)
    const asked: Array<readonly [number, number]> = []
    for (let item = Thumb.next(test); item !== undefined; item = Thumb.next(test)) {
      const correct = next() < 0.5 ? 1 : 0
      asked.push([item.index, correct])
      test = Thumb.answer(test, item, correct === 1 ? 'correct' : 'incorrect')
    }
    const verdicts = walk(of(...asked, ...model.items.map(({ index }) => [index, 1] as const)))
    model.items.forEach(({ competence, acquis }, i) => {
      const verdict = test.verdicts[model.competences[competence]!.acquisOffset + acquis]
      const now = verdicts[asked.length + i]
      if (verdict === Thumb.KNOWN) expect(now).toBe(SAID.known)
      if (verdict === Thumb.UNKNOWN) expect(now).toBe(SAID.unknown)
    })
  }
})

describe('cross-fitting', () => {
  const everybody = Array.from({ length: 60 }, (_, n) => {
    const next = Random.source(n)
    return of(...Array.from({ length: 6 }, (_, i) => [i, next() < 0.2 + 0.1 * i ? 1 : 0] as const))
  })
  const places = everybody.map((_, n) => Baselines.placeOf('seed', `l${n}`))
  const material = (all: ReadonlyArray<Answers>, tuned = true): Baselines.Material => ({
    items: ITEMS,
    corpus: corpusOf(all),
    folds: Uint8Array.from(places, ({ fold }) => fold),
    judges: Uint8Array.from(places, ({ judges }) => (judges ? 1 : 0)),
    tuned
  })
  const wrong = ({ items, correct }: Answers): Answers => ({
    items,
    correct: Array.from(correct, (y) => 1 - y)
  })

  it('1. the answers of a fold change nothing of what its learners are predicted with', () => {
    const turned = everybody.map((each, n) => (places[n]!.fold === 2 ? wrong(each) : each))
    Baselines.names.forEach((_, baseline) => {
      const one = Baselines.fitted(material(everybody))
      const other = Baselines.fitted(material(turned))
      expect(other({ baseline, fold: 2 })).toEqual(one({ baseline, fold: 2 }))
      expect(other({ baseline, fold: 1 })).not.toEqual(one({ baseline, fold: 1 }))
    })
  })

  it('2. the fold of a learner depends on the seed and its id alone', () => {
    expect(Baselines.placeOf('seed', 'l1')).toEqual(Baselines.placeOf('seed', 'l1'))
    const counts = new Uint32Array(Baselines.FOLDS)
    for (let n = 0; n < 5000; n++) counts[Baselines.placeOf(1, `x${n}`).fold]!++
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })

  it('tries settings on learners set aside, and takes the usual one where it is told to', () => {
    const place = Baselines.names.indexOf('item')
    const task = { baseline: place, fold: undefined }
    expect(Baselines.fitted(material(everybody, false))(task).setting).toEqual({ weight: 5 })
    // Every item has a share of its own, of sixty answers: to hold them together costs.
    const apart = everybody.map(() => of([0, 1], [1, 0], [2, 1], [3, 0]))
    expect(Baselines.fitted(material(apart))(task).setting).toEqual({ weight: 1 })
  })

  it('takes the parts of a corpus that it is told to', () => {
    const corpus = corpusOf([of([0, 1]), of([1, 0], [2, 1]), of(), of([3, 1])])
    expect(part(corpus, (n) => n !== 0)).toEqual(corpusOf([of([1, 0], [2, 1]), of(), of([3, 1])]))
  })
})
