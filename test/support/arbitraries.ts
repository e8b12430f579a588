/**
 * One fast-check arbitrary a type. Files are plain JSON values, as `JSON.parse` would give them; what is optional in a
 * file is sometimes there and sometimes not.
 */
import { fc } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import * as Bank from '../../src/bank/Bank'
import * as Challenge from '../../src/bank/Challenge'
import * as Issue from '../../src/bank/Issue'

export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

type Maybe<A> = A | undefined

/** As a file has it: without the keys that are undefined. */
const written = <A>(value: A): Json => JSON.parse(JSON.stringify(value)) as Json

const maybe = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<Maybe<A>> =>
  fc.option(arbitrary, { nil: undefined })

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })

/** Ids that are alike but for a number. Objects put those that are whole numbers first, and know some of the others. */
const idStems = ['a', 'x.', 'A_', '9-', '', 'toString', 'constructor', 'hasOwnProperty', `${'l'.repeat(58)}-`]

const numbered = (stem: string, n: number): string =>
  n === 0 && stem !== '' ? stem.replace(/-$/, '') : `${stem}${n}`

/** Any id that is valid. */
export const id = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(fc.constantFrom(...idStems), fc.nat(20)).map(([stem, n]) => numbered(stem, n)),
    fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
  )

export const locales = (): fc.Arbitrary<ReadonlyArray<string>> =>
  fc.constantFrom<ReadonlyArray<string>>(['fr'], ['fr', 'en'], ['en', 'fr-CA', 'zh-Hant-TW'])

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('Trier un tableau', '__proto__', 'é', ' ', '🙂', '\u0000', '=1+1', '<b>')
)

/** A text in all of some locales, or in one string for them all. */
export const text = (all: ReadonlyArray<string>): fc.Arbitrary<string | Readonly<Record<string, string>>> =>
  fc.oneof(
    words,
    fc
      .tuple(...all.map(() => words))
      .map((texts) => Object.fromEntries(all.map((locale, i) => [locale, texts[i] ?? ''])))
  )

export const resourceFile = (all: ReadonlyArray<string>) =>
  fc.record({
    title: maybe(text(all)),
    url: fc.constantFrom(
      'https://example.org/a?b=c#d',
      'pages/a.html',
      'mailto:a@example.org',
      '#a:b',
      '//cdn/x'
    ),
    kind: maybe(fc.constantFrom('video', 'page', '')),
    seconds: maybe(between(0.001, 1e5)),
    locale: maybe(fc.constantFrom(...all, 'de'))
  })

const nextTimeFile = (all: ReadonlyArray<string>) =>
  fc.oneof(text(all), fc.array(resourceFile(all), { maxLength: 2 }))

const optionsFile = (all: ReadonlyArray<string>) =>
  fc
    .array(text(all), { minLength: 2, maxLength: 4 })
    .chain((texts) =>
      fc.constantFrom(...idStems).map((stem) => texts.map((each, i) => [numbered(stem, i), each] as const))
    )

/** The keys that belong to one format: its options and a solution that fits them. */
const gradableFile = (format: Challenge.Format, all: ReadonlyArray<string>): fc.Arbitrary<object> => {
  switch (format) {
    case 'choice':
      return optionsFile(all).chain((options) =>
        fc.record({
          options: fc.constant(Object.fromEntries(options)),
          solution: fc.constantFrom(...options.map(([option]) => option))
        })
      )
    case 'choices':
      return optionsFile(all).chain((options) =>
        fc.record({
          options: fc.constant(Object.fromEntries(options)),
          solution: fc.subarray(options.map(([option]) => option))
        })
      )
    case 'text':
      return fc.record({
        solution: fc.oneof(
          words,
          fc.array(words, { minLength: 1, maxLength: 3 }),
          fc.record({
            accept: fc.array(words, { minLength: 1, maxLength: 3 }),
            ignore: maybe(fc.subarray([...Challenge.leniencies])),
            distance: maybe(fc.nat(5))
          })
        )
      })
    case 'number':
      return fc.record({
        solution: fc.oneof(
          between(-1e6, 1e6),
          fc.record({ value: fc.oneof(fc.integer(), between(-1, 1)), tolerance: maybe(between(0, 10)) })
        )
      })
    case 'practical':
      return fc.constant({})
  }
}

/** A challenge of a file, without enemies: whether these exist is a matter of the whole bank. */
export const challengeFile = (all: ReadonlyArray<string>): fc.Arbitrary<object> =>
  fc.constantFrom(...Challenge.formats).chain((format) =>
    fc
      .tuple(
        fc.option(fc.tuple(text(all), gradableFile(format, all)), { nil: undefined }),
        fc.record({
          slip: maybe(between(0.01, 0.4)),
          guess: maybe(between(0.01, 0.5)),
          discrimination: maybe(fc.oneof(fc.constant(0), between(0, 3))),
          seconds: maybe(between(0.001, 3600)),
          timed: maybe(fc.boolean()),
          locales: maybe(fc.subarray([...all])),
          status: maybe(fc.constantFrom(...Challenge.statuses)),
          attachment: maybe(fc.constantFrom('towns.csv', './a/b c.ods', '..a/b..', 'é.csv', 'a\\b')),
          nextTime: maybe(nextTimeFile(all))
        })
      )
      .map(([asked, rest]) => ({
        format,
        ...(asked === undefined ? {} : { prompt: asked[0], ...asked[1] }),
        ...rest
      }))
  )

/** What an acquis requires, in numbers that stand for some of the acquis that may come before it. */
const picks = maybe(fc.array(fc.nat(1000), { maxLength: 3 }))

const acquisFile = (all: ReadonlyArray<string>, challenge: fc.Arbitrary<object>) =>
  fc.record({
    level: fc.integer({ min: 1, max: 8 }),
    topic: fc.nat(1000),
    picks,
    body: fc.record({
      title: maybe(text(all)),
      difficulty: maybe(between(-2, 10)),
      nextTime: maybe(nextTimeFile(all)),
      learnMore: maybe(fc.array(resourceFile(all), { maxLength: 2 }))
    }),
    challenges: maybe(
      fc.array(fc.tuple(challenge, fc.array(fc.nat(1000), { maxLength: 2 })), { maxLength: 3 })
    )
  })

interface AcquisPlan {
  readonly level: number
  readonly topic: number
  readonly picks: Maybe<ReadonlyArray<number>>
  readonly body: object
  readonly challenges: Maybe<ReadonlyArray<readonly [object, ReadonlyArray<number>]>>
}

interface CompetencePlan {
  readonly domain: Maybe<number>
  readonly body: object
  readonly topics: ReadonlyArray<object>
  readonly acquis: ReadonlyArray<AcquisPlan>
}

/** The levels of a competence. Acquis require those that come before them by level, then number: never in a circle. */
const levelsOf = (
  { topics, acquis }: CompetencePlan,
  acquisId: (n: number) => string,
  challengeIds: ReadonlyArray<string>,
  challengeId: (acquis: number, n: number) => string,
  first: number
): Json => {
  const inOrder = acquis
    .map((plan, i) => ({ plan, n: first + i }))
    .sort((a, b) => a.plan.level - b.plan.level || a.n - b.n)
  const levels: Record<string, Record<string, unknown>> = {}
  inOrder.forEach(({ plan, n }, at) => {
    const requires =
      at === 0 ? plan.picks && [] : plan.picks?.map((pick) => acquisId(inOrder[pick % at]?.n ?? first))
    const challenges = plan.challenges?.map(([challenge, enemies], i) => {
      const own = challengeId(n, i)
      const others = challengeIds.filter((each) => each !== own)
      const named = enemies.flatMap((enemy) => (others.length === 0 ? [] : [others[enemy % others.length]]))
      return [own, { ...challenge, ...(enemies.length === 0 ? {} : { enemies: named }) }] as const
    })
    const level = (levels[String(plan.level)] ??= {})
    level[acquisId(n)] = {
      topic: `topic-${plan.topic % topics.length}`,
      ...plan.body,
      requires,
      challenges: challenges && Object.fromEntries(challenges)
    }
  })
  return written(levels)
}

/** The whole file, out of plans whose numbers become ids here. */
const assembled = (
  plans: ReadonlyArray<CompetencePlan>,
  domains: ReadonlyArray<object>,
  stem: string,
  rest: object
): Json => {
  const firsts = plans.map((_, c) => plans.slice(0, c).reduce((sum, { acquis }) => sum + acquis.length, 0))
  const acquisId = (n: number): string => numbered(stem, n)
  const challengeId = (acquis: number, n: number): string => `${acquis}.${n}${stem.slice(0, 8)}`
  const challengeIds = plans.flatMap(({ acquis }, c) =>
    acquis.flatMap(({ challenges = [] }, i) => challenges.map((_, n) => challengeId((firsts[c] ?? 0) + i, n)))
  )
  const competences = plans.map((plan, c) => [
    `1.${c}`,
    {
      domain:
        plan.domain === undefined || domains.length === 0
          ? undefined
          : `domain-${plan.domain % domains.length}`,
      ...plan.body,
      topics: Object.fromEntries(plan.topics.map((topic, i) => [`topic-${i}`, topic])),
      levels: levelsOf(plan, acquisId, challengeIds, challengeId, firsts[c] ?? 0)
    }
  ])
  return written({
    format: 'acquis-bank/1',
    ...rest,
    domains:
      domains.length === 0
        ? undefined
        : Object.fromEntries(domains.map((domain, i) => [`domain-${i}`, domain])),
    competences: Object.fromEntries(competences)
  })
}

/** A valid item bank as a file: every feature of the format, in few acquis. */
export const bankFile = (): fc.Arbitrary<Json> =>
  locales().chain((all) => {
    const competence = fc.record({
      domain: maybe(fc.nat(10)),
      body: fc.record({ title: text(all) }),
      topics: fc.array(
        fc.record({ title: text(all), learnMore: maybe(fc.array(resourceFile(all), { maxLength: 1 })) }),
        { minLength: 1, maxLength: 3 }
      ),
      acquis: fc.array(acquisFile(all, challengeFile(all)), { maxLength: 6 })
    })
    const title = fc
      .tuple(...all.map(() => words))
      .map((texts) => Object.fromEntries(all.map((l, i) => [l, texts[i] ?? ''])))
    return fc
      .tuple(
        fc.array(competence, { maxLength: 3 }),
        fc.array(fc.record({ title: maybe(text(all)) }), { maxLength: 2 }),
        fc.constantFrom(...idStems),
        fc.record({
          id: id(),
          title,
          locales: maybe(fc.constant(all)),
          model: maybe(
            fc.record({
              mean: maybe(between(0, 8)),
              sd: maybe(between(0.1, 4)),
              correlation: maybe(between(0, 0.9)),
              spread: maybe(between(0.1, 5))
            })
          ),
          defaults: maybe(
            fc.record({
              slip: maybe(between(0.01, 0.4)),
              guess: maybe(between(0.01, 0.5)),
              seconds: maybe(between(1, 600)),
              skip: maybe(
                fc.record({ known: maybe(between(0.01, 0.99)), unknown: maybe(between(0.01, 0.99)) })
              )
            })
          )
        })
      )
      .map(([plans, domains, stem, rest]) => assembled(plans, domains, stem, rest))
  })

/** What an inference test asks of a bank. Numbers that are left out vary. */
export interface SmallBank {
  /** How many competences there are; 1 or 2 where left out. */
  readonly competences?: number
  /** The most acquis of a competence, at most 7; 5 where left out. */
  readonly acquis?: number
  /** 0, or 0 < ρ ≤ 0.9, where left out. */
  readonly correlation?: number
  /** Whether some challenges discriminate beyond the state; none does where left out. */
  readonly discrimination?: boolean
  /** 0.3 … 3 where left out. */
  readonly spread?: number
}

/** A valid item bank of nothing but what the model page speaks of, small enough to enumerate its states. */
export const smallBankFile = ({
  competences,
  acquis = 5,
  correlation,
  discrimination = false,
  spread
}: SmallBank = {}): fc.Arbitrary<Json> => {
  const all = ['en']
  const challenge = fc.record({
    format: fc.constantFrom('text', 'practical'),
    slip: between(0.01, 0.4),
    guess: between(0.01, 0.5),
    ...(discrimination ? { discrimination: fc.oneof(fc.constant(0), between(0.1, 2.5)) } : {})
  })
  const competence = fc.record({
    domain: fc.constant(undefined),
    body: fc.constant({ title: 'A competence' }),
    topics: fc.array(fc.constant({ title: 'A topic' }), { minLength: 1, maxLength: 3 }),
    acquis: fc.array(
      fc.record({
        level: fc.integer({ min: 1, max: 8 }),
        topic: fc.nat(1000),
        picks,
        body: fc.record({ difficulty: maybe(between(0, 9)) }),
        challenges: fc.array(fc.tuple(challenge, fc.constant([])), { minLength: 1, maxLength: 2 })
      }),
      { minLength: 1, maxLength: Math.min(7, acquis) }
    )
  })
  return fc
    .tuple(
      fc.array(competence, { minLength: competences ?? 1, maxLength: competences ?? 2 }),
      fc.record({
        id: fc.constant('small'),
        title: text(all),
        model: fc.record({
          mean: between(1, 6),
          sd: between(0.5, 2.5),
          correlation:
            correlation === undefined
              ? fc.oneof(fc.constant(0), between(0.01, 0.9))
              : fc.constant(correlation),
          spread: spread === undefined ? between(0.3, 3) : fc.constant(spread)
        }),
        defaults: fc.record({ skip: fc.record({ known: between(0.01, 0.3), unknown: between(0.05, 0.6) }) })
      })
    )
    .map(([plans, rest]) => assembled(plans, [], 'a', rest))
}

/** The bank of a file that is right; a test whose file is wrong shall not go on. */
export const decoded = (file: unknown): Bank.Bank => {
  const result = Bank.decode(file)
  if (E.isRight(result)) return result.right
  const issues = result.left.map((issue) => `${Issue.showPath(issue.path)}: ${Issue.message(issue)}`)
  throw new Error(`not a bank:\n${issues.join('\n')}`)
}

export const bank = (): fc.Arbitrary<Bank.Bank> => bankFile().map(decoded)

export const smallBank = (wanted: SmallBank = {}): fc.Arbitrary<Bank.Bank> =>
  smallBankFile(wanted).map(decoded)

export const outcome = (): fc.Arbitrary<Challenge.Outcome> => fc.constantFrom(...Challenge.outcomes)

export const challengesOf = ({ competences }: Bank.Bank): ReadonlyArray<Challenge.Challenge> =>
  competences.flatMap(({ acquis }) => acquis.flatMap(({ challenges }) => challenges))

/** Answers to challenges of a bank in any order; one may be answered again. */
export const responses = (
  of: Bank.Bank,
  { min = 0, max = 12 }: { readonly min?: number; readonly max?: number } = {}
): fc.Arbitrary<ReadonlyArray<Challenge.Response>> => {
  const ids = challengesOf(of).map((challenge) => challenge.id)
  return ids.length === 0
    ? fc.constant([])
    : fc.array(fc.record({ challenge: fc.constantFrom(...ids), outcome: outcome() }), {
        minLength: min,
        maxLength: max
      })
}

/** Any JSON value, of which some look like parts of a bank. */
export const json = (): fc.Arbitrary<Json> =>
  fc.oneof(
    fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
    fc.constantFrom<Json>(
      null,
      {},
      [],
      '',
      'a',
      -0,
      1e308,
      0.5,
      true,
      'choice',
      ['a'],
      { fr: 'a' },
      'acquis-bank/2'
    ),
    fc.constant(JSON.parse('{"__proto__": {"title": "a"}, "constructor": 1, "toString": null}') as Json)
  )
