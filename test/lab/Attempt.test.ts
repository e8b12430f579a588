import { describe, expect, it } from 'vitest'
import * as Assessment from '../../src/assessment/Assessment'
import type { Outcome } from '../../src/bank/Challenge'
import * as Level from '../../src/bank/Level'
import * as Attempt from '../../src/lab/Attempt'
import * as Comparison from '../../src/lab/Comparison'
import type { Policy } from '../../src/lab/PoliciesFile'
import * as Population from '../../src/lab/Population'
import * as Tally from '../../src/lab/Tally'
import * as Capacity from '../../src/lab/Capacity'
import * as Profile from '../../src/profile/Profile'
import { fixture, session } from '../support/banks'

const bank = fixture('digital-skills.yaml')
const information: Policy = { id: 'information', method: 'engine', rules: { maxQuestions: 8 } }
const thumb: Policy = { id: 'thumb', method: 'thumb', rules: {} }
const plan: Comparison.Plan = {
  bank,
  seed: 's',
  policies: [information, thumb],
  population: Population.prior
}
const attempts = (of: Comparison.Plan, first: number, last: number) => Comparison.all(of)({ first, last })

const { COLUMN } = Attempt

describe('laws', () => {
  it('1. adding a learner changes no other learner’s attempts, nor does another policy', () => {
    const all = attempts(plan, 0, 5)
    expect(attempts(plan, 2, 4)).toEqual(all.slice(2, 4))
    // The lengths of the curve are those of the longest policy.
    const alone = attempts({ ...plan, policies: [thumb, information] }, 3, 4)
    expect(alone[0]).toEqual([...all[3]!].reverse())
    expect(all[2]).not.toEqual(all[3])
  })

  it('2. intervals, levels and bands are those that a profile prints', () => {
    const { model, scope } = Comparison.startOf(plan, information)
    for (const [n, [attempt]] of attempts(plan, 0, 12).entries()) {
      const sitter = Population.sitters(model, plan.population, plan.seed)(n)
      const outcome = (ask: Assessment.Ask): Outcome =>
        sitter.answer(model.items[model.itemOf.get(ask.challenge)!]!, ask.number)[0]
      const states = session(
        Assessment.start(bank, { seed: `s/${n}/test`, rules: information.rules }),
        outcome
      )
      const end = states.at(-1)!
      const { learner } = sitter
      const profile = Profile.of(end)
      const { score } = profile.overall
      const columns = new Map<keyof typeof COLUMN, number>()
      const add = (name: keyof typeof COLUMN, x: number): void =>
        void columns.set(name, (columns.get(name) ?? 0) + x)
      let truth = 0
      for (const c of scope.competences) {
        const { competence, acquisOffset, scoreWeights, levels } = model.competences[c]!
        const printed = profile.competences[competence.id]!
        const known = Array.from(levels, (_, a) => learner.known[acquisOffset + a]!)
        const own = known.reduce((sum, is, a) => sum + is * scoreWeights[a]!, 0)
        truth += own
        const level = Math.floor(own + 1e-9)
        const band = Level.bands.indexOf(Level.band(level))
        add('scoreError', printed.score.mean - own)
        add('scoreSquare', (printed.score.mean - own) ** 2)
        const [low, high] = printed.score.interval
        add('scoreCovered', own >= low - 1e-9 && own <= high + 1e-9 ? 1 : 0)
        const miss = printed.ability.mean - learner.abilities[c]!
        add('abilityError', miss)
        add('abilitySquare', miss ** 2)
        add('abilityCovered', Math.abs(miss) <= 1.6448536269514722 * printed.ability.sd ? 1 : 0)
        add('levelExact', printed.level === level ? 1 : 0)
        add('levelAdjacent', Math.abs(printed.level - level) <= 1 ? 1 : 0)
        const apart = Math.abs(Level.bands.indexOf(printed.band) - band)
        add('bandExact', apart === 0 ? 1 : 0)
        add('bandAdjacent', apart <= 1 ? 1 : 0)
        add('bandSure', Math.max(...Object.values(printed.bands)))
        const best = Level.bands.find(
          (each) => printed.bands[each] === Math.max(...Object.values(printed.bands))
        )
        add('bandHit', best === Level.bands[band] ? 1 : 0)
        for (const [a, { id }] of competence.acquis.entries()) {
          const { mastery } = printed.acquis[id]!
          const says = mastery >= 0.5
          add(known[a] === 1 ? (says ? 'both' : 'missed') : says ? 'held' : 'neither', 1)
          add('sure', Math.max(mastery, 1 - mastery))
        }
      }
      add('learners', 1)
      add('competences', scope.competences.length)
      add('overallError', score.mean - truth)
      add('overallSquare', (score.mean - truth) ** 2)
      add('overallCovered', truth >= score.interval[0] && truth <= score.interval[1] ? 1 : 0)
      const asks = states.slice(0, -1).map(({ step }) => step as Assessment.Ask)
      const asked = asks.map((ask) => model.items[model.itemOf.get(ask.challenge)!]!)
      add('questions', asks.length)
      add(
        'minutes',
        asked.reduce((sum, { challenge }) => sum + challenge.seconds / 60, 0)
      )
      add(
        'bits',
        asks.reduce((sum, { gain }) => sum + gain / Math.LN2, 0)
      )
      add(
        'capacity',
        asked.reduce((sum, item) => sum + Capacity.ofItem(item), 0)
      )
      const marks = end.responses.map((each) => (each.outcome === 'correct' ? '+' : '-')).join('')
      const longest = Math.max(...marks.split('+').map((run) => run.length))
      add('failures', longest)
      add('manyFailures', longest >= 5 ? 1 : 0)
      expect(attempt!.asked).toEqual(asked.map(({ index }) => index))
      for (const [name, column] of Object.entries(COLUMN))
        if (name !== 'reasons')
          expect(attempt!.row[column], name).toBeCloseTo(columns.get(name as keyof typeof COLUMN) ?? 0, 9)
      Tally.reasons.forEach((reason, i) => {
        const count = [...end.stopped.values()].filter((each) => each === reason).length
        expect(attempt!.row[COLUMN.reasons + i]).toBe(count)
      })
      expect(attempt!.overall).toEqual([score.mean, ...score.interval, expect.closeTo(truth, 9)])
    }
  })
})

describe('the curve', () => {
  it('begins with what is believed without a question, ends as the test ends, and counts what was asked by then', () => {
    const lengths = Comparison.lengthsOf(plan)
    for (const all of attempts(plan, 0, 10))
      for (const { row, asked } of all) {
        const last = Attempt.curveAt(lengths.length - 1)
        expect(row[last.right]).toBe(row[COLUMN.both]! + row[COLUMN.neither]!)
        expect(row[last.asked]).toBe(asked.length)
        const counts = lengths.map((_, i) => row[Attempt.curveAt(i).asked]!)
        expect(counts[0]).toBe(0)
        expect(counts).toEqual([...counts].sort((a, b) => a - b))
      }
  })

  it('stands after k questions of a competence where a session of k questions ends', () => {
    const one = { ...plan, policies: [information] }
    const cut = { ...plan, policies: [{ ...information, rules: { maxQuestions: 3 } }] }
    const at = Attempt.curveAt(Comparison.lengthsOf(one).indexOf(3)).right
    // The first competence alone: what comes before the second one is longer.
    const scope = {
      campaign: {
        id: 'c',
        bank: bank.id,
        scope: [{ competence: bank.competences[0]!.id }],
        expected: [],
        rules: {}
      }
    }
    const [long, short] = [attempts({ ...one, ...scope }, 0, 30), attempts({ ...cut, ...scope }, 0, 30)]
    long.forEach(([attempt], n) => {
      const end = short[n]![0]!.row
      expect(attempt!.row[at]).toBe(end[COLUMN.both]! + end[COLUMN.neither]!)
    })
  })
})

describe('of', () => {
  it('says nothing of a rule of thumb that it does not say itself', () => {
    for (const [, attempt] of attempts(plan, 0, 5)) {
      const { row, overall } = attempt!
      expect(overall.slice(1, 3)).toEqual([NaN, NaN])
      for (const name of ['scoreCovered', 'abilitySquare', 'bandSure', 'overallCovered'] as const)
        expect(row[COLUMN[name]]).toBe(0)
      expect(row[COLUMN.sure]).toBe(
        row[COLUMN.both]! + row[COLUMN.held]! + row[COLUMN.missed]! + row[COLUMN.neither]!
      )
      expect(row[COLUMN.bits]).toBeGreaterThan(0)
      expect(row[COLUMN.bits]).toBeLessThan(row[COLUMN.capacity]!)
    }
  })

  it('judges what learners know at the end, where they learn on the way', () => {
    const learning = { ...plan, population: { who: plan.population.who, how: { learning: 1 } } }
    const known = (of: Comparison.Plan): number =>
      attempts(of, 0, 20).reduce(
        (sum, [first]) => sum + first!.row[COLUMN.both]! + first!.row[COLUMN.missed]!,
        0
      )
    expect(known(learning)).toBeGreaterThan(known(plan) + 20)
  })
})
