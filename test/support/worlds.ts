/**
 * Random small worlds for the oracle, and the bank file that says the same: what `enumeration` computes from a world,
 * the engine must compute from its file.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type { Bank } from '../../src/bank/Bank'
import * as Banks from '../../src/bank/Bank'
import type { World, WorldAcquis, WorldAnswer, WorldChallenge } from './enumeration'

interface Shape {
  readonly competences: number
  readonly acquis: number
  readonly discrimination: boolean
  readonly correlation?: number
}

/** Each acquis requires some of those before it, at its level or below: chains, forks, joins and lone ones. */
const acquisOf = (competence: number, most: number): fc.Arbitrary<ReadonlyArray<WorldAcquis>> =>
  fc
    .array(
      fc.record({
        rise: fc.constantFrom(0, 1, 1, 2),
        shift: fc.constantFrom(0, 0, 0.3, -0.4),
        requires: fc.array(fc.nat(5), { maxLength: 2 })
      }),
      { minLength: 1, maxLength: most }
    )
    .map((drafts) => {
      let level = 1
      return drafts.map(({ rise, shift, requires }, i): WorldAcquis => {
        level = Math.min(8, level + (i === 0 ? 0 : rise))
        const below = i === 0 ? [] : [...new Set(requires.map((r) => r % i))]
        return {
          id: `a${competence}-${i}`,
          level,
          difficulty: level + shift,
          requires: below.map((j) => `a${competence}-${j}`)
        }
      })
    })

const challengesOf = (
  acquis: ReadonlyArray<WorldAcquis>,
  discrimination: boolean
): fc.Arbitrary<ReadonlyArray<WorldChallenge>> =>
  fc
    .array(
      fc.record({
        slip: fc.double({ min: 0.01, max: 0.35, noNaN: true }),
        guess: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        discrimination: discrimination ? fc.constantFrom(0, 0.4, 1.3) : fc.constant(0)
      }),
      { minLength: acquis.length * 2, maxLength: acquis.length * 2 }
    )
    .map((drafts) =>
      drafts.map((draft, i) => {
        const { id } = acquis[i % acquis.length]!
        return { ...draft, id: `${id}-c${Math.floor(i / acquis.length)}`, acquis: id }
      })
    )

/** A world on the engine's own grid. */
export const world = ({ competences, acquis, discrimination, correlation }: Shape): fc.Arbitrary<World> =>
  fc.tuple(...Array.from({ length: competences }, (_, c) => acquisOf(c, acquis))).chain((lists) =>
    fc.record({
      mean: fc.constantFrom(3, 2.2),
      sd: fc.constantFrom(1.5, 0.8),
      correlation: correlation === undefined ? fc.constantFrom(0, 0.3, 0.5, 0.9) : fc.constant(correlation),
      spread: fc.constantFrom(1, 0.5, 2),
      nodes: fc.constant(49),
      halfWidth: fc.constant(6),
      skip: fc.constantFrom({ known: 0.02, unknown: 0.3 }, { known: 0.2, unknown: 0.1 }),
      competences: fc.constant(lists.map((list, c) => ({ id: `k${c}`, acquis: list }))),
      challenges: fc
        .tuple(...lists.map((list) => challengesOf(list, discrimination)))
        .map((challenges) => challenges.flat())
    })
  )

/** Answers to challenges of a world, to the same one more than once too. */
export const answers = ({ challenges }: World, most: number): fc.Arbitrary<ReadonlyArray<WorldAnswer>> =>
  fc.array(
    fc.record({
      challenge: fc.constantFrom(...challenges.map(({ id }) => id)),
      outcome: fc.constantFrom(
        'correct' as const,
        'correct' as const,
        'incorrect' as const,
        'skipped' as const
      )
    }),
    { maxLength: most }
  )

/** A world with some answers. */
export const history = (
  shape: Shape,
  most: number
): fc.Arbitrary<readonly [World, ReadonlyArray<WorldAnswer>]> =>
  world(shape).chain((each) => answers(each, most).map((given) => [each, given] as const))

/** The bank file of a world; every acquis in a topic of its own, every requirement explicit. */
export const fileOf = ({ mean, sd, correlation, spread, skip, competences, challenges }: World): unknown => ({
  format: 'acquis-bank/1',
  id: 'world',
  title: 'World',
  model: { mean, sd, correlation, spread },
  defaults: { skip },
  competences: Object.fromEntries(
    competences.map(({ id, acquis }) => [
      id,
      {
        title: id,
        topics: Object.fromEntries(acquis.map((each) => [`t-${each.id}`, { title: each.id }])),
        levels: Object.fromEntries(
          [...new Set(acquis.map(({ level }) => level))].map((level) => [
            level,
            Object.fromEntries(
              acquis
                .filter((each) => each.level === level)
                .map((each) => [
                  each.id,
                  {
                    topic: `t-${each.id}`,
                    difficulty: each.difficulty,
                    requires: each.requires,
                    challenges: Object.fromEntries(
                      challenges
                        .filter(({ acquis: own }) => own === each.id)
                        .map(({ id: challenge, slip, guess, discrimination }) => [
                          challenge,
                          { format: 'practical', slip, guess, discrimination }
                        ])
                    )
                  }
                ])
            )
          ])
        )
      }
    ])
  )
})

/** The decoded bank of a world. */
export const bankOf = (each: World): Bank => {
  const decoded = Banks.decode(fileOf(each))
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
  return decoded.right
}
