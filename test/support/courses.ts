/** Random sessions: a world, what its challenges are like, a campaign, rules, and what the learner makes of it. */
import { fc } from '@fast-check/vitest'
import type { Campaign } from '../../src/assessment/Campaign'
import type { Settings } from '../../src/assessment/Rules'
import type { Bank } from '../../src/bank/Bank'
import type { Outcome } from '../../src/bank/Challenge'
import { decoded } from './arbitraries'
import { campaign } from './banks'
import type { World } from './enumeration'
import type { Course, Policy, Trait } from './policy'
import { fileOf, world } from './worlds'

export interface Plan extends Course {
  readonly bank: Bank
  readonly campaign: Campaign
  readonly rules: Settings
  readonly order: 'sequential' | 'interleaved'
  readonly seed: number
  /** The outcome of the n-th answer, from 0, and the seconds that it took, where they are known. */
  readonly outcome: (n: number) => Outcome
  readonly seconds: (n: number) => number | undefined
}

/** The usual, or one of the others once in ten times. */
const mostly = <A>(usual: A, ...others: ReadonlyArray<A>): fc.Arbitrary<A> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })

const trait = (ids: ReadonlyArray<string>): fc.Arbitrary<Trait> =>
  fc.record({
    timed: fc.constantFrom(false, false, true),
    seconds: fc.constantFrom(30, 60, 90, 240),
    status: mostly('active' as const, 'draft' as const, 'retired' as const),
    locales: mostly(['fr', 'en'], ['fr'], ['en']),
    enemies: fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray([...ids], { maxLength: Math.min(2, ids.length) }) }
    )
  })

const policy: fc.Arbitrary<Policy> = fc.record({
  criterion: fc.constantFrom('information', 'information', 'information', 'random'),
  per: fc.constantFrom('question', 'minute'),
  repeats: fc.constantFrom(1, 2, 3),
  jump: fc.constantFrom(0, 1, 2, 8),
  streak: fc.constantFrom(0, 1, 2, 3),
  among: fc.constantFrom(1, 1, 1, 2, 4),
  maxQuestions: fc.constantFrom(3, 20, 50),
  maxSeconds: mostly(Infinity, 300, 900),
  precision: fc.constantFrom(0, 0, 0.02, 0.05, 0.2),
  minGain: fc.constantFrom(0, 0, 0.01, 0.1)
})

interface Part {
  readonly competence: string
  readonly topic?: string
  readonly upTo?: number
}

const parts = ({ competences }: World): fc.Arbitrary<ReadonlyArray<Part>> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: someParts(competences) })

const someParts = (competences: World['competences']): fc.Arbitrary<ReadonlyArray<Part>> =>
  fc.array(
    fc.constantFrom(...competences).chain(({ id, acquis }) =>
      fc.record(
        {
          competence: fc.constant(id),
          topic: fc.constantFrom(...acquis.map((each) => `t-${each.id}`)),
          upTo: fc.integer({ min: 1, max: 8 })
        },
        { requiredKeys: ['competence'] }
      )
    ),
    { minLength: 1, maxLength: 4 }
  )

/** A file's challenges, each with its traits. */
const withTraits = (file: unknown, traits: ReadonlyMap<string, Trait>): unknown =>
  JSON.parse(
    JSON.stringify({ ...(file as object), title: { fr: 'Monde', en: 'World' }, locales: ['fr', 'en'] }),
    (key, value: unknown) => {
      const own = traits.get(key)
      return own === undefined ? value : { ...(value as object), ...own }
    }
  )

/** JSON has no Infinity: no limit is no key. */
const settingsOf = ({ maxSeconds, ...rest }: Policy): Settings =>
  maxSeconds === Infinity ? rest : { ...rest, maxSeconds }

export const course = (competences: number, acquis: number): fc.Arbitrary<Plan> =>
  world({ competences, acquis, discrimination: false })
    .filter((each) => each.challenges.length > competences * acquis)
    .chain((each) => {
      const ids = each.challenges.map(({ id }) => id)
      return fc
        .record({
          traits: fc.tuple(...ids.map((id) => trait(ids.filter((other) => other !== id)))),
          rules: policy,
          scope: parts(each),
          order: fc.constantFrom('sequential' as const, 'interleaved' as const),
          locale: fc.constantFrom('fr', 'en'),
          seed: fc.nat(1000),
          outcomes: fc.array(
            fc.constantFrom<Outcome>('correct', 'correct', 'incorrect', 'incorrect', 'skipped'),
            {
              minLength: 7,
              maxLength: 7
            }
          ),
          seconds: fc.array(fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }), {
            minLength: 5,
            maxLength: 5
          })
        })
        .map(({ traits: list, rules: chosen, scope, order, locale, seed, outcomes, seconds }): Plan => {
          const traits = new Map(ids.map((id, i) => [id, list[i]!]))
          const bank = decoded(withTraits(fileOf(each), traits))
          return {
            world: each,
            traits,
            policy: chosen,
            locale,
            inScope: (competence, { id, level }) =>
              scope.length === 0 ||
              scope.some(
                (part) =>
                  part.competence === competence &&
                  (part.topic === undefined || part.topic === `t-${id}`) &&
                  level <= (part.upTo ?? 8)
              ),
            bank,
            campaign: campaign(bank, { scope, rules: { order } }),
            rules: settingsOf(chosen),
            order,
            seed,
            outcome: (n) => outcomes[n % outcomes.length]!,
            seconds: (n) => seconds[n % seconds.length]
          }
        })
    })

/** Any settings that a file may have. */
export const settings = fc.record(
  {
    criterion: fc.constantFrom('information' as const, 'accuracy' as const, 'random' as const),
    per: fc.constantFrom('question' as const, 'minute' as const),
    repeats: fc.integer({ min: 1, max: 5 }),
    jump: fc.double({ min: 0, max: 8, noNaN: true }).map((x) => x + 0),
    streak: fc.nat(5),
    among: fc.integer({ min: 1, max: 9 }),
    maxQuestions: fc.integer({ min: 1, max: 40 }),
    maxSeconds: fc.integer({ min: 1, max: 9999 }),
    precision: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
    minGain: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
    order: fc.constantFrom('sequential' as const, 'interleaved' as const)
  },
  { requiredKeys: [] }
)
