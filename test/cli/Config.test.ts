import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Issue from '../../src/bank/Issue'
import * as Thresholds from '../../src/bank/Thresholds'
import * as Weakness from '../../src/bank/Weakness'
import * as Config from '../../src/cli/Config'
import type { Problem } from '../../src/cli/Source'

/** Some of what makes a file unusable. */
const errors = ['wrong-type', 'unknown-reference', 'refused-response', 'syntax', 'alias-bomb'] as const

const codes = [...errors, ...Weakness.codes, 'missing-locale'] as const

const problem = (code: Problem['code'], severity: Issue.Severity): Problem => ({
  file: 'bank.yaml',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  path: [],
  code,
  severity,
  message: 'x'
})

const problems = fc.array(
  fc
    .tuple(fc.constantFrom(...codes), fc.constantFrom<Issue.Severity>('error', 'warning'))
    .map(([code, severity]) => problem(code, severity))
)

const config = fc
  .dictionary(
    fc.constantFrom(...codes),
    fc.constantFrom('error' as const, 'warning' as const, 'off' as const)
  )
  .map((severity): Config.Config => ({ ...Config.none, severity: new Map(Object.entries(severity)) }))

describe('problems under a configuration', () => {
  test.prop([problems, config])(
    'law 1: a problem has the severity that its code is given, else its own',
    (all, wanted) => {
      const kept = all.filter(({ code }) => wanted.severity.get(code) !== 'off')
      expect(Config.applied(wanted)(all).map(({ severity }) => severity)).toEqual(
        kept.map(({ code, severity }) => wanted.severity.get(code) ?? severity)
      )
    }
  )

  test.prop([problems, config])('law 2: what is off is gone, and nothing else', (all, wanted) => {
    expect(Config.applied(wanted)(all).map(({ code }) => code)).toEqual(
      all.map(({ code }) => code).filter((code) => wanted.severity.get(code) !== 'off')
    )
  })

  test('without one they stay as they are', () => {
    const all = [problem('few-challenges', 'warning')]
    expect(Config.applied(Config.none)(all)).toBe(all)
  })
})

const decoded = (rest: object) => Config.decode({ format: 'acquis-config/1', ...rest })

const sentences = (rest: object): ReadonlyArray<string> =>
  E.match(
    (issues: ReadonlyArray<Issue.Issue>) =>
      issues.map((issue) =>
        [Issue.showPath(issue.path), Issue.message(issue), Issue.suggestion(issue)].filter(Boolean).join(': ')
      ),
    () => []
  )(decoded(rest))

describe('a configuration', () => {
  test('may be empty', () => {
    expect(decoded({})).toEqual(E.right(Config.none))
  })

  test('names severities and thresholds', () => {
    const severity = { 'few-challenges': 'error', 'missing-locale': 'off', syntax: 'error' }
    const found = decoded({ severity, thresholds: { minimumGain: 0.1 } })
    expect(found).toEqual(
      E.right({
        severity: new Map(Object.entries(severity)),
        thresholds: { ...Thresholds.defaults, minimumGain: 0.1 }
      })
    )
  })

  test.each(errors)('law 3: what makes a file unusable stays an error: %s', (code) => {
    for (const severity of ['warning', 'off'])
      expect(sentences({ severity: { [code]: severity } })).toEqual([
        `severity.${code}: expected \`error\`, since a file that has it cannot be used, found \`${severity}\``
      ])
    expect(E.isRight(decoded({ severity: { [code]: 'error' } }))).toBe(true)
  })

  test.each([...Weakness.codes, 'missing-locale', 'requires-higher-level', 'changed-bank'])(
    'takes every severity for %s',
    (code) => {
      for (const severity of ['error', 'warning', 'off'])
        expect(E.isRight(decoded({ severity: { [code]: severity } }))).toBe(true)
    }
  )

  test.each<readonly [object, string]>([
    [
      { severity: { 'few-chalenges': 'off' } },
      'severity.few-chalenges: unknown key `few-chalenges`: did you mean `few-challenges`?'
    ],
    [
      { severity: { 'few-challenges': 'of' } },
      'severity.few-challenges: expected one of error, warning, off, found `of`: did you mean `off`?'
    ],
    [
      { severity: { 'few-challenges': false } },
      'severity.few-challenges: expected one of error, warning, off, found false'
    ],
    [
      { thresholds: { minimumChallenge: 2 } },
      'thresholds.minimumChallenge: unknown key `minimumChallenge`: did you mean `minimumChallenges`?'
    ],
    [
      { thresholds: { minimumChallenges: 1.5 } },
      'thresholds.minimumChallenges: expected a whole number, 0 or more, found 1.5'
    ],
    [
      { thresholds: { minimumGain: 0.7 } },
      'thresholds.minimumGain: expected a number, 0 or more and at most 0.69, found 0.7'
    ],
    [{ rules: {} }, 'rules: unknown key `rules`'],
    [
      { format: 'acquis-config/2' },
      'format: this file is of version 2, this program reads up to 1: update acquis'
    ]
  ])('with %o has a problem', (rest, sentence) => {
    expect(sentences(rest)).toEqual([sentence])
  })
})
