import { test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Rules from '../../src/assessment/Rules'
import * as RulesFile from '../../src/assessment/RulesFile'
import * as Codec from '../../src/bank/Codec'
import { settings } from '../support/courses'

const read = (u: unknown) => Codec.examine(RulesFile.codec)(u)

describe('settings', () => {
  test('the defaults are those of the documentation', () => {
    expect(Rules.of()).toEqual({
      criterion: 'information',
      per: 'question',
      repeats: 3,
      jump: 2,
      streak: 3,
      among: 1,
      maxQuestions: 20,
      maxSeconds: Infinity,
      precision: 0.05,
      minGain: 0.01,
      order: 'sequential'
    })
  })

  test('the later ones go before the earlier ones, and those before the defaults', () => {
    expect(Rules.of({ repeats: 1, jump: 5 }, { jump: 0 })).toEqual({ ...Rules.defaults, repeats: 1, jump: 0 })
  })

  test('one that plain JavaScript has as undefined is left out', () => {
    const loose = { precision: undefined } as unknown as Rules.Settings
    expect(Rules.of({ precision: 0.2 }, loose)).toEqual({ ...Rules.defaults, precision: 0.2 })
  })

  test.prop([settings])('what differs from the defaults makes the same rules again', (given) => {
    const rules = Rules.of(given)
    expect(Rules.of(Rules.settings(rules))).toEqual(rules)
    expect(Rules.settings(Rules.defaults)).toEqual({})
  })

  test.prop([settings, settings])('and what differs from other settings, on top of these', (base, given) => {
    const rules = Rules.of(base, given)
    expect(Rules.of(base, Rules.settings(rules, base))).toEqual(rules)
  })

  test.prop([settings])('are read from a file as they stand there', (given) => {
    const { issues, value } = read(JSON.parse(JSON.stringify(given)))
    expect(issues).toEqual([])
    expect(value).toEqual(given)
    expect(E.isRight(RulesFile.codec.decode(given))).toBe(true)
  })
})

describe('a file', () => {
  test.each<[object, string]>([
    [{ criterion: 'best' }, 'wrong-value'],
    [{ per: 'hour' }, 'wrong-value'],
    [{ order: 1 }, 'wrong-type'],
    [{ repeats: 0 }, 'wrong-value'],
    [{ repeats: 1.5 }, 'wrong-value'],
    [{ jump: -1 }, 'wrong-value'],
    [{ streak: -1 }, 'wrong-value'],
    [{ among: 0 }, 'wrong-value'],
    [{ maxQuestions: 0 }, 'wrong-value'],
    [{ maxQuestions: '20' }, 'wrong-type'],
    [{ maxSeconds: 0 }, 'wrong-value'],
    [{ precision: 1.01 }, 'wrong-value'],
    [{ precision: NaN }, 'wrong-value'],
    [{ minGain: -0.01 }, 'wrong-value']
  ])('with %j has one problem, at its place', (rules, tag) => {
    const { issues } = read(rules)
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatchObject({ _tag: tag, path: Object.keys(rules) })
  })

  test('with a misspelt name is told the right one', () => {
    const { issues } = read({ maxquestion: 5, presicion: 0.1 })
    expect(issues).toMatchObject([
      { _tag: 'unknown-key', path: ['maxquestion'], suggestion: 'maxQuestions' },
      { _tag: 'unknown-key', path: ['presicion'], suggestion: 'precision' }
    ])
  })
})
