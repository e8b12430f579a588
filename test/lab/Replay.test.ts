import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type { Rules } from '../../src/assessment/Rules'
import type { Response } from '../../src/bank/Challenge'
import * as Belief from '../../src/knowledge/Belief'
import * as Model from '../../src/knowledge/Model'
import * as Learner from '../../src/lab/Learner'
import * as Replay from '../../src/lab/Replay'
import * as Random from '../../src/math/Random'
import * as PersonFit from '../../src/profile/PersonFit'
import * as Profile from '../../src/profile/Profile'
import { responses, smallBank } from '../support/arbitraries'
import { fixture } from '../support/banks'

const model = Model.of(fixture('digital-skills.yaml'))

/** A session from beginning to end, and what was predicted of each answer. */
const session = (seed: number, order: Rules['order']) => {
  const learner = Learner.nth(model, Learner.fromPrior, 'replay', seed)
  const source = Random.source(seed)
  const predicted: Array<number> = []
  let assessment = Assessment.start(model.bank, { seed, locale: 'en', rules: { order } })
  for (;;) {
    const step = Assessment.next(assessment)
    if (step._tag === 'Finished') return { assessment, predicted }
    predicted.push(step.predicted)
    const item = model.items[model.itemOf.get(step.challenge)!]!
    const outcome = Learner.answer(model, learner, item, source, { skips: true })
    const next = Assessment.answer(assessment, { challenge: step.challenge, outcome })
    if (E.isLeft(next)) throw new Error(next.left._tag)
    assessment = next.right
  }
}

const replayed = (of: Model.Model, learner: string, list: ReadonlyArray<Response>, locale?: string) => {
  const context = Replay.context(of, locale)
  const encoded = Replay.encode(of, list)
  const folded = Replay.fold(context, encoded)
  return { folded, profile: Replay.profile(context, learner, encoded, folded) }
}

describe('laws', () => {
  it.each(['sequential', 'interleaved'] as const)(
    '1. replay = live: the log of a finished session gives its profile, to the last byte (%s)',
    (order) => {
      for (let seed = 0; seed < 8; seed++) {
        const { assessment, predicted } = session(seed, order)
        const { folded, profile } = replayed(model, String(seed), assessment.responses, 'en')
        expect(JSON.stringify(profile)).toBe(JSON.stringify(Profile.of(assessment)))
        predicted.forEach((p, i) => expect(folded.predictions[i]).toBeCloseTo(p, 12))
      }
    }
  )

  test.prop([
    smallBank({ discrimination: true }).chain((bank) => fc.tuple(fc.constant(bank), responses(bank)))
  ])('2. a prediction depends on nothing that came later', ([bank, list]) => {
    const of = Model.of(bank)
    const all = replayed(of, 'l', list).folded.predictions
    list.forEach((_, i) => {
      const before = replayed(of, 'l', list.slice(0, i + 1)).folded.predictions
      expect(before[i]).toBe(all[i])
    })
    const given = list.flatMap(({ outcome }, i) => (outcome === 'skipped' ? [] : [all[i]!]))
    PersonFit.predictions(of, list).forEach(({ p }, i) => expect(given[i]).toBeCloseTo(p, 12))
  })

  it('3. the same challenge answered twice counts twice', () => {
    const challenge = model.items[0]!.challenge.id
    const once: ReadonlyArray<Response> = [{ challenge, outcome: 'correct' }]
    const { folded, profile } = replayed(model, 'l', [...once, ...once])
    expect(profile.responses).toBe(2)
    const evidence = ({ sums }: typeof folded): number =>
      Belief.logEvidence(model, Belief.ofSums(model, sums))
    expect(evidence(folded)).toBeLessThan(evidence(replayed(model, 'l', once).folded))
    expect(folded.predictions[1]).toBeGreaterThan(folded.predictions[0]!)
  })
})

describe('profile', () => {
  it('is the prior, and nothing was stopped, where nothing was answered', () => {
    const { profile } = replayed(model, 'nobody', [])
    expect(profile).toMatchObject({ learner: 'nobody', responses: 0 })
    expect(profile.logEvidence).toBeCloseTo(0, 12)
    for (const { stopped, asked } of Object.values(profile.competences))
      expect([stopped, asked]).toEqual([null, 0])
  })

  it('speaks the language asked for, or the first of the bank', () => {
    const wrong: ReadonlyArray<Response> = [{ challenge: model.items[0]!.challenge.id, outcome: 'incorrect' }]
    const text = (locale?: string): string =>
      replayed(model, 'l', wrong, locale).profile.recommendations.toSucceedNextTime[0]!.text
    expect(text('en')).not.toBe(text('fr'))
    expect(text()).toBe(text(model.bank.locales[0]))
  })
})
