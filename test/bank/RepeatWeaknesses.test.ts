import { describe, expect, test } from 'vitest'
import * as Places from '../../src/bank/Places'
import * as RepeatWeaknesses from '../../src/bank/RepeatWeaknesses'
import * as arbitrary from '../support/arbitraries'

/** What is found among challenges, as `code id first`. */
const found = (challenges: object, locales: ReadonlyArray<string> = []): ReadonlyArray<string> => {
  const bank = arbitrary.decoded({
    format: 'acquis-bank/1',
    id: 'repeats',
    title: 'Repeats',
    locales,
    competences: {
      c: { title: 'C', topics: { t: { title: 'T' } }, levels: { 2: { a: { topic: 't', challenges } } } }
    }
  })
  return RepeatWeaknesses.of(Places.of(bank)).map((each) =>
    each._tag === 'repeated-prompt' || each._tag === 'duplicate-question'
      ? [each._tag, each.path[6], each.first, ...each.locales].join(' ')
      : ''
  )
}

const number = (solution: number, rest: object = {}) => ({
  format: 'number',
  prompt: 'How many?',
  solution,
  ...rest
})

const choice = (options: object, solution: string) => ({
  format: 'choice',
  prompt: 'Which one?',
  options,
  solution
})

describe('the same prompt', () => {
  test('is told of each but the first', () => {
    expect(found({ x: number(1), y: number(2), z: number(3) })).toEqual([
      'repeated-prompt y x',
      'repeated-prompt z x'
    ])
  })
  test('is told of those whom an enemy does not keep apart', () => {
    expect(
      found({ x: number(1), y: number(2, { enemies: ['x'] }), z: number(3, { enemies: ['x'] }) })
    ).toEqual(['repeated-prompt z y'])
    expect(
      found({ x: number(1, { enemies: ['y', 'z'] }), y: number(2), z: number(3, { enemies: ['y'] }) })
    ).toEqual([])
  })
  test('is told by locale where it is not the same in all', () => {
    const prompt = (fr: string, en: string) => ({ prompt: { fr, en } })
    expect(
      found(
        { x: number(1, prompt('A', 'B')), y: number(2, prompt('A', 'C')), z: number(3, prompt('D', 'C')) },
        ['fr', 'en']
      )
    ).toEqual(['repeated-prompt y x fr', 'repeated-prompt z y en'])
  })
  test('is none where nobody is asked both', () => {
    expect(
      found({ x: number(1, { locales: ['fr'] }), y: number(2, { locales: ['en'] }) }, ['fr', 'en'])
    ).toEqual([])
  })
})

describe('the same question', () => {
  test('is one whatever the ids and the order of its options', () => {
    expect(
      found({ x: choice({ a: 'One', b: 'Two' }, 'a'), y: choice({ p: 'two ', q: 'ONE' }, 'q') })
    ).toEqual(['duplicate-question y x'])
  })
  test('is another one with another solution, or other options', () => {
    expect(
      found({
        x: choice({ a: 'One', b: 'Two' }, 'a'),
        y: choice({ a: 'One', b: 'Two' }, 'b'),
        z: choice({ a: 'One', b: 'Three' }, 'a')
      })
    ).toEqual(['repeated-prompt y x', 'repeated-prompt z x'])
  })
  test('is told even of enemies', () => {
    expect(found({ x: number(1), y: number(1, { enemies: ['x'] }) })).toEqual(['duplicate-question y x'])
  })
  test('names the one that it repeats, not the first with its prompt', () => {
    expect(found({ x: number(1), y: number(2), z: number(2) })).toEqual([
      'repeated-prompt y x',
      'duplicate-question z y'
    ])
  })
  test('is one for texts, numbers and things to do', () => {
    const text = (accept: ReadonlyArray<string>) => ({ format: 'text', prompt: 'Who?', solution: accept })
    const practical = { format: 'practical', prompt: 'Do it.' }
    expect(
      found({
        a: text(['Ada', 'Bob']),
        b: text(['bob', 'ada']),
        c: number(1),
        d: number(1),
        e: practical,
        f: practical
      })
    ).toEqual(['duplicate-question b a', 'duplicate-question d c', 'duplicate-question f e'])
  })
})

test('twenty thousand of one prompt, each the enemy of the one before it', () => {
  const challenges = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, i) => [`x${i}`, number(i, i === 0 ? {} : { enemies: [`x${i - 1}`] })])
  )
  expect(found(challenges)).toHaveLength(19_998)
})
