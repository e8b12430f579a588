/** Everything that the engine computes of a learner, against enumeration of all joint states (agreement to 1e-10). */
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Selection from '../../src/assessment/Selection'
import * as Belief from '../../src/knowledge/Belief'
import * as Model from '../../src/knowledge/Model'
import * as Prediction from '../../src/knowledge/Prediction'
import * as Moments from '../../src/knowledge/Moments'
import * as Profile from '../../src/profile/Profile'
import * as Oracle from '../support/enumeration'
import { bankOf, history, world } from '../support/worlds'

const TOLERANCE = 1e-10

/** A failing world shrinks for minutes; what is left after one is small enough to read. */
const settings = { interruptAfterTimeLimit: 60_000 } as const

const close = (actual: number, expected: number, what: string): void => {
  expect(
    Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)),
    `${what}: ${actual} is not ${expected}`
  ).toBe(true)
}

/** A root magnifies the last digits of a nearly vanishing variance: those are compared as they are. */
const closeSd = (actual: number, expected: number, what: string): void => {
  if (expected > 1e-3) close(actual, expected, what)
  else close(actual ** 2, expected ** 2, what)
}

const observed = (model: Model.Model, answers: ReadonlyArray<Oracle.WorldAnswer>): Belief.Belief =>
  answers.reduce((belief, { challenge, outcome }) => {
    const item = model.items[model.itemOf.get(challenge)!]!
    return Belief.observe(model, item, outcome)(belief)
  }, Belief.prior(model))

const compare = (each: Oracle.World, answers: ReadonlyArray<Oracle.WorldAnswer>): void => {
  const model = Model.of(bankOf(each))
  const belief = observed(model, answers)
  const expected = Oracle.enumerate(each, answers)
  close(Belief.logEvidence(model, belief), expected.logEvidence, 'log evidence')
  const views = Prediction.views(model, belief)
  const profile = Profile.of({
    model,
    belief,
    responses: answers,
    seed: 's',
    locale: undefined,
    scope: { competences: model.competences.map((_, c) => c) },
    campaign: undefined,
    stopped: new Map()
  })
  model.competences.forEach((competence, c) => {
    const { id, acquis } = competence.competence
    const view = views[c]!
    const alone = Belief.focusOn(model, c)(belief)
    const moments = Moments.ofCompetence(competence, view.belief, view.ability)
    const own = profile.competences[id]!
    close(own.ability.mean, expected.ability.get(id)!.mean, `ability of ${id}`)
    closeSd(own.ability.sd, expected.ability.get(id)!.sd, `sd of ability of ${id}`)
    close(own.score.mean, expected.score.get(id)!.mean, `score of ${id}`)
    closeSd(own.score.sd, expected.score.get(id)!.sd, `sd of score of ${id}`)
    const focused = Belief.masteries(competence, alone.competences[c]!, Belief.abilityInFocus(model, alone))
    acquis.forEach(({ id: a }, i) => {
      close(view.mastery[i]!, expected.mastery.get(a)!, `mastery of ${a}`)
      close(focused[i]!, expected.mastery.get(a)!, `mastery of ${a} in focus`)
      close(moments.mastery[i]!, expected.mastery.get(a)!, `mastery of ${a} by states`)
      close(own.acquis[a]!.mastery, expected.mastery.get(a)!, `mastery of ${a} in the profile`)
      close(moments.readiness[i]!, expected.readiness.get(a)!, `readiness of ${a}`)
    })
  })
  close(profile.overall.score.mean, expected.overall.mean, 'overall score')
  closeSd(profile.overall.score.sd, expected.overall.sd, 'sd of overall score')
}

const compareItems = (each: Oracle.World, answers: ReadonlyArray<Oracle.WorldAnswer>): void => {
  const model = Model.of(bankOf(each))
  const belief = observed(model, answers)
  const views = Prediction.views(model, belief)
  for (const item of model.items.filter((_, i) => i % 3 === 0)) {
    const { id } = item.challenge
    const view = views[item.competence]!
    const value = Prediction.gain(model, view, item)
    expect(value).toBeGreaterThanOrEqual(0)
    expect(value).toBeLessThanOrEqual(Math.LN2)
    expect(Prediction.gainBound(model.noise, view.mastery, item.index)).toBeGreaterThanOrEqual(value - 1e-12)
    close(value, Oracle.gain(each, answers, id), `gain of ${id}`)
    close(Prediction.correct(model, view, item), Oracle.predicted(each, answers, id), `prediction of ${id}`)
    close(
      Selection.expectedFall(model, belief)(view, item),
      Oracle.expectedFall(each, answers, id),
      `expected fall of ${id}`
    )
  }
}

/** The criterion `accuracy` as it is written down, with nothing worked out once for several challenges. */
const plainFall = (
  model: Model.Model,
  belief: Belief.Belief,
  view: Prediction.View,
  item: Model.Item
): number => {
  const sure = { ...model, skip: { known: 0, unknown: 0 } }
  const errors = (of: Belief.Belief): number => {
    let total = 0
    for (const { mastery } of Prediction.views(model, of))
      for (const m of mastery) total += Math.min(m, 1 - m)
    return total
  }
  const q = Prediction.correctIfAnswered(model, view, item)
  const after = (outcome: 'correct' | 'incorrect'): number =>
    errors(Belief.observe(sure, item, outcome)(belief))
  return errors(belief) - q * after('correct') - (1 - q) * after('incorrect')
}

describe('the expected fall of misjudged acquis', () => {
  test.prop(
    [fc.boolean().chain((discrimination) => history({ competences: 2, acquis: 6, discrimination }, 12))],
    {
      numRuns: 30,
      ...settings
    }
  )('is the same to the last bit, however many challenges are alike', ([each, answers]) => {
    const twins = each.challenges.map((challenge) => ({ ...challenge, id: `${challenge.id}.twin` }))
    const model = Model.of(bankOf({ ...each, challenges: [...each.challenges, ...twins] }))
    const belief = observed(model, answers)
    const views = Prediction.views(model, belief)
    const fall = Selection.expectedFall(model, belief)
    for (const item of model.items) {
      const view = views[item.competence]!
      expect(fall(view, item)).toBe(plainFall(model, belief, view, item))
    }
  })
})

describe('agrees with enumeration', () => {
  test.prop([history({ competences: 1, acquis: 7, discrimination: false }, 25)], {
    numRuns: 30,
    ...settings
  })('in one competence: chains and posets', ([each, answers]) => {
    compare(each, answers)
  })
  test.prop([history({ competences: 3, acquis: 4, discrimination: false }, 30)], {
    numRuns: 30,
    ...settings
  })('in several competences, ρ from 0 to 0.9', ([each, answers]) => {
    compare(each, answers)
  })
  test.prop([history({ competences: 2, acquis: 4, discrimination: true }, 20)], { numRuns: 30, ...settings })(
    'with discrimination',
    ([each, answers]) => {
      compare(each, answers)
    }
  )
  test.prop([history({ competences: 2, acquis: 3, discrimination: true }, 12)], { numRuns: 20, ...settings })(
    'in what a challenge will bring: gain, prediction, expected fall',
    ([each, answers]) => {
      compareItems(each, answers)
    }
  )
  test.prop([world({ competences: 2, acquis: 5, discrimination: true }), fc.nat(), fc.boolean()], {
    numRuns: 12,
    ...settings
  })('after 500 contradictory answers to one acquis', (each, pick, blockwise) => {
    const { acquis } = each.challenges[pick % each.challenges.length]!
    const own = each.challenges.filter((challenge) => challenge.acquis === acquis)
    compare(
      each,
      Array.from({ length: 500 }, (_, i) => ({
        challenge: own[i % own.length]!.id,
        outcome: (blockwise ? i < 250 : i % 2 === 0) ? ('correct' as const) : ('incorrect' as const)
      }))
    )
  })
})
