import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Grading from '../../src/assessment/Grading'
import * as Challenge from '../../src/bank/Challenge'

type Part = Pick<Challenge.Challenge, 'format'> & Partial<Challenge.Challenge>

const challenge = (part: Part): Challenge.Challenge => ({
  id: 'c',
  slip: 0.1,
  guess: 0.1,
  discrimination: 0,
  seconds: 90,
  timed: false,
  locales: ['fr', 'en'],
  status: 'active',
  enemies: [],
  ...part
})

const options = (...ids: ReadonlyArray<string>): ReadonlyArray<readonly [string, string]> =>
  ids.map((id) => [id, `the text of ${id}`])

const one = (option: string, ...ids: ReadonlyArray<string>): Challenge.Challenge =>
  challenge({ format: 'choice', options: options(...ids), solution: { _tag: 'option', option } })

const several = (solution: ReadonlyArray<string>, ...ids: ReadonlyArray<string>): Challenge.Challenge =>
  challenge({ format: 'choices', options: options(...ids), solution: { _tag: 'options', options: solution } })

const text = (accept: ReadonlyArray<string>, ignore: ReadonlyArray<Challenge.Leniency> = [], distance = 0) =>
  challenge({ format: 'text', solution: { _tag: 'text', accept, ignore, distance } })

const number = (value: number, tolerance = 0): Challenge.Challenge =>
  challenge({ format: 'number', solution: { _tag: 'number', value, tolerance } })

const outcome = (c: Challenge.Challenge, input: Grading.Input): string =>
  E.match<Grading.Ungradable, Grading.Verdict, string>(
    ({ reason }) => reason,
    (verdict) => verdict.outcome
  )(Grading.grade(c)(input))

/** `tag field`, in order. */
const faults = (c: Challenge.Challenge, input: Grading.Input): ReadonlyArray<string> =>
  E.match<Grading.Ungradable, Grading.Verdict, ReadonlyArray<string>>(
    ({ reason }) => [reason],
    (verdict) => verdict.faults.map(({ _tag, field }) => `${_tag} ${field}`)
  )(Grading.grade(c)(input))

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,7}$/)
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 6 })
const chosen = ids.chain((all) => fc.tuple(fc.constant(all), fc.subarray(all, { minLength: 1 })))
const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const words = fc.array(
  fc.string({ unit: 'binary', minLength: 1 }).map((s) => `x${s}`),
  { minLength: 1, maxLength: 3 }
)

const ofOne = chosen.map(([all, some]) => one(some[0] ?? '', ...all))
const ofSeveral = chosen.map(([all, some]) => several(some, ...all))
const ofText = fc
  .tuple(words, fc.subarray([...Challenge.leniencies]), fc.nat({ max: 5 }))
  .map(([accept, ignore, distance]) => text(accept, ignore, distance))
const ofNumber = fc.tuple(finite, finite.map(Math.abs)).map(([value, tolerance]) => number(value, tolerance))
const gradable = fc.oneof(ofOne, ofSeveral, ofText, ofNumber)
const anyChallenge = fc.oneof(
  gradable,
  gradable.map(({ options: _options, ...rest }) => rest),
  gradable.map(({ solution: _solution, ...rest }) => rest),
  fc.constantFrom(...Challenge.formats).map((format) => challenge({ format }))
)

const string = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)), // lone surrogates too
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,; %€-eE')) })
)
const input: fc.Arbitrary<Grading.Input> = fc.oneof(string, fc.array(string), id, fc.array(id))

/** The inputs that say what a solution says. */
const solutions = (c: Challenge.Challenge): ReadonlyArray<Grading.Input> => {
  switch (c.solution?._tag) {
    case undefined:
      return []
    case 'option':
      return [c.solution.option, [c.solution.option], ` ${c.solution.option}\n`]
    case 'options':
      return [c.solution.options, c.solution.options.join(','), c.solution.options.join(' ; ')]
    case 'text':
      return c.solution.accept.flatMap((accepted) => [accepted, [accepted], ` ${accepted}\u00a0`])
    case 'number':
      return [String(c.solution.value), [String(c.solution.value)], `${c.solution.value} %`]
  }
}

describe('laws', () => {
  test.prop([gradable])('1. a solution is graded correct', (c) => {
    for (const solution of solutions(c))
      expect([solution, outcome(c, solution)]).toEqual([solution, 'correct'])
  })

  test.prop([
    gradable,
    fc.constantFrom('', ' ', '\t\n', '\u00a0\u202f', '\u200b', [], [''], [' ', '\u3000'])
  ])('2. an empty input is a skip', (c, empty) => {
    expect(Grading.grade(c)(empty)).toEqual(E.right({ outcome: 'skipped', faults: [] }))
    expect(Grading.readable(c)(empty)).toEqual([])
  })

  test.prop([ofSeveral, fc.array(id), fc.nat(), fc.constantFrom(' ', ',', ';', ', ', ' ;\t')])(
    '3. the order and repetition of chosen options do not matter',
    (c, extra, turn, separator) => {
      const given = [
        ...extra,
        ...(c.options ?? []).flatMap(([option], i) => ((turn >> i) % 2 === 0 ? [option] : []))
      ]
      if (given.length === 0) return
      const shuffled = [...given].reverse().concat(given.slice(0, 2))
      const [once, again, typed] = [given, shuffled, shuffled.join(separator)].map((way) =>
        [...faults(c, way)].sort()
      )
      expect(again).toEqual(once)
      expect(typed).toEqual(once)
    }
  )

  test.prop([anyChallenge, input], { numRuns: 2000 })(
    '4. whatever the input, a verdict, never an exception',
    (c, given) => {
      const graded = Grading.grade(c)(given)
      if (E.isRight(graded)) expect(Challenge.isOutcome(graded.right.outcome)).toBe(true)
      else expect(graded.left).toMatchObject({ _tag: 'ungradable', challenge: c.id })
      expect(Array.isArray(Grading.readable(c)(given))).toBe(true)
    }
  )

  test.prop([gradable, input])('5. an answer is incorrect exactly where it has a fault', (c, given) => {
    expect(faults(c, given).length > 0).toBe(outcome(c, given) === 'incorrect')
  })

  test.prop([gradable, input])(
    '6. what makes an answer unreadable is among the faults of its verdict',
    (c, given) => {
      const graded = Grading.grade(c)(given)
      expect(E.isRight(graded) && graded.right.faults).toEqual(
        expect.arrayContaining([...Grading.readable(c)(given)])
      )
    }
  )

  test.prop([input, fc.constantFrom(...Challenge.formats)])(
    '7. a practical challenge and one without a solution are ungradable',
    (given, format) => {
      const reason = format === 'practical' ? 'practical' : 'no-solution'
      expect(Grading.grade(challenge({ format }))(given)).toEqual(
        E.left({ _tag: 'ungradable', challenge: 'c', reason })
      )
    }
  )

  test.each([several([], 'a', 'b'), text([]), text(['', ' \u200b'])])(
    '7. a practical challenge and one without a solution are ungradable: what only an empty input would match',
    (c) => {
      expect(outcome(c, 'a')).toBe('no-solution')
      expect(outcome(c, '')).toBe('no-solution')
    }
  )
})

test.each<[Challenge.Challenge, Grading.Input, ReadonlyArray<string>]>([
  [one('b', 'a', 'b', 'c'), 'b', []],
  [one('b', 'a', 'b', 'c'), ' B ', []],
  [one('b', 'a', 'b', 'c'), 'a', ['wrong-option a']],
  [one('b', 'a', 'b', 'c'), 'A', ['wrong-option a']],
  [one('b', 'a', 'b', 'c'), 'd', ['unknown-option d']],
  [one('b', 'a', 'b', 'c'), 'a b', ['unknown-option a b']],
  [one('b', 'a', 'b', 'c'), 'constructor', ['unknown-option constructor']],
  [one('b', 'a', 'b', 'c'), ['b', 'b'], []],
  [one('b', 'a', 'b', 'c'), ['b', 'a'], ['extra-option a']],
  [one('b', 'a', 'b', 'c'), ['a', 'c'], ['wrong-option a', 'wrong-option c']],
  [one('b', 'b', 'B'), 'B', ['wrong-option B']],
  [one('Bc', 'Bc', 'bC'), 'bc', ['unknown-option bc']],
  [challenge({ format: 'choice', solution: { _tag: 'option', option: 'b' } }), 'B', []],
  [challenge({ format: 'choice', solution: { _tag: 'option', option: 'b' } }), 'z', ['wrong-option z']],
  [several(['a', 'c'], 'a', 'b', 'c'), 'a,c', []],
  [several(['a', 'c'], 'a', 'b', 'c'), 'C;  A', []],
  [several(['a', 'c'], 'a', 'b', 'c'), ['c', 'a', 'a', 'A'], []],
  [several(['a', 'c'], 'a', 'b', 'c'), ['a c'], []],
  [several(['a', 'c'], 'a', 'b', 'c'), 'a', ['missing-option c']],
  [several(['a', 'c'], 'a', 'b', 'c'), 'a b c', ['extra-option b']],
  [several(['a', 'c'], 'a', 'b', 'c'), 'b', ['missing-option a', 'missing-option c', 'extra-option b']],
  [several(['a', 'c'], 'a', 'b', 'c'), 'a c x', ['unknown-option x']],
  [several(['a', 'c'], 'a', 'b', 'c'), ',', ['unknown-option ,', 'missing-option a', 'missing-option c']],
  [
    challenge({ format: 'choices', solution: { _tag: 'options', options: ['a'] } }),
    'a z',
    ['extra-option z']
  ],
  [text(['navigateur', 'fureteur']), 'fureteur', []],
  [text(['navigateur', 'fureteur'], ['case'], 1), 'Navigatuer', []],
  [text(['navigateur', 'fureteur']), 'Fureteur', ['different-text text']],
  [text(['mot de passe']), ['mot', 'de'], ['different-text text']],
  [number(12), 'douze', ['not-a-number number']],
  [number(12), ['1', '2'], ['not-a-number number']],
  [number(12), '11', ['too-low number']],
  [number(12), '13', ['too-high number']],
  [number(12), '1e400', ['too-high number']],
  [number(12), '-1e400', ['too-low number']]
])('the faults of an answer: %#', (c, given, expected) => {
  expect(faults(c, given)).toEqual(expected)
})

test.each<[number, number, string, boolean]>([
  [3.5, 0, '3,5', true],
  [3.5, 0, '3.50', true],
  [3.5, 0.05, '3,55', true],
  [3.5, 0.05, '3.45', true],
  [3.5, 0.05, '3,551', false],
  [3.5, 0.05, '3.4499', false],
  [0.1 + 0.2, 0, '0,3', true],
  [0.3, 0.1, '0.2', true],
  [0.3, 0.1, '0.4', true],
  [1.1, 0.1, '1.2', true],
  [0, 0, '-0', true],
  [0, 0, '1e-300', false],
  [1_000_000, 0, '1000000,0000001', false],
  [1234, 0, '1,234', true],
  [1.234, 0, '1,234', true],
  [1234, 0, '1.234', true],
  [123.4, 0, '1,234', false],
  [-12.5, 0, '−12,5', true],
  [12, 0, '12 %', true],
  [0.12, 0, '12 %', false],
  [1234.5, 0, '1 234,50 €', true]
])('%d ± %d takes %j: %j', (value, tolerance, given, right) => {
  expect(outcome(number(value, tolerance), given)).toBe(right ? 'correct' : 'incorrect')
})

test('what is not an answer can be asked again', () => {
  const ask = (c: Challenge.Challenge, given: Grading.Input) =>
    Grading.readable(c)(given).map(({ _tag }) => _tag)
  expect(ask(one('b', 'a', 'b'), 'q')).toEqual(['unknown-option'])
  expect(ask(one('b', 'a', 'b'), 'a')).toEqual([])
  expect(ask(several(['b'], 'a', 'b'), 'a x y x')).toEqual(['unknown-option', 'unknown-option'])
  expect(ask(number(1), 'un')).toEqual(['not-a-number'])
  expect(ask(number(1), '2')).toEqual([])
  expect(ask(challenge({ format: 'choice' }), 'anything')).toEqual([])
  expect(ask(challenge({ format: 'number' }), 'un')).toEqual(['not-a-number'])
  expect(ask(text(['a']), '?')).toEqual([])
  expect(ask(challenge({ format: 'practical' }), 'done')).toEqual([])
})

test('a very long input is graded like any other', () => {
  for (const piece of ['a', '1', 'a ', '1,', "1'", ' 1', '\u0301', '%', '-'])
    for (const c of [
      one('a', 'a', 'b'),
      several(['b'], 'a', 'b'),
      text(['mot'], Challenge.leniencies, 5),
      number(1)
    ])
      expect(outcome(c, piece.repeat(100_000))).toBe('incorrect')
})
