import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as BankFile from '../../src/bank/BankFile'
import * as Codec from '../../src/bank/Codec'
import * as BankText from '../../src/cli/BankText'
import * as Source from '../../src/cli/Source'
import * as YamlSize from '../../src/cli/YamlSize'
import * as arbitrary from '../support/arbitraries'
import { small } from './banks'

const draftOf = (file: unknown): BankFile.Draft => Codec.examine(BankFile.codec)(file).value

const back = async (text: string, name: string): Promise<unknown> => {
  const { problems, value } = await Source.parse(name, new TextEncoder().encode(text))
  expect(problems).toEqual([])
  return value
}

describe('law 1: reading the text gives the same bank', () => {
  test.prop([arbitrary.bankFile(), fc.constantFrom('bank.yaml', 'bank.json')], { numRuns: 100 })(
    'of any bank',
    async (file, name) => {
      expect(arbitrary.decoded(await back(BankText.of(draftOf(file), name), name))).toEqual(
        arbitrary.decoded(file)
      )
    }
  )

  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '',
      ' a',
      'a\n',
      '\na\n\n',
      '  a\nb',
      'a: b',
      '- a',
      '# a',
      'a #b',
      'null',
      'true',
      'no',
      '1.3',
      '0x1f',
      '2026-01-01',
      '~',
      '*a',
      '&a',
      '!a',
      '---',
      '...',
      '"',
      "'",
      '\u0000',
      '\u0085',
      'a\u2028b',
      '\ud800',
      '\ufeffa',
      'a\r\nb',
      '\t',
      'a\tb\n'
    )
  )

  test.prop([text, fc.constantFrom('bank.yaml', 'bank.json')], { numRuns: 500 })(
    'of texts that YAML might take for something else',
    async (title, name) => {
      const file = { format: 'acquis-bank/1', id: '1.10', title: { fr: title, en: title }, competences: {} }
      expect(await back(BankText.of(draftOf(file), name), name)).toEqual(file)
    }
  )
})

it('levels may also be the id of things', async () => {
  const levels = {
    2: { levels: { topic: 'levels', challenges: { levels: { format: 'text' }, '2': { format: 'text' } } } }
  }
  const file = {
    format: 'acquis-bank/1',
    id: 'levels',
    title: 'B',
    competences: { levels: { title: 'C', topics: { levels: { title: 'T' } }, levels } }
  }
  expect(await back(BankText.of(draftOf(file), undefined), 'bank.yaml')).toEqual(file)
})

describe('YAML', () => {
  it('is what a person would write: levels are numbers, ids are texts, keys have one order', () => {
    const yaml = BankText.of(
      draftOf({
        competences: {
          '1.3': {
            levels: {
              2: {
                a: {
                  challenges: { '7': { prompt: 'Why?\nHow?\n', format: 'text', solution: ['1', 'x'] } },
                  topic: 't'
                }
              }
            },
            topics: { t: { title: 'T' } },
            title: { fr: 'Traiter : des données', en: 'Process data' }
          }
        },
        defaults: { slip: 0.2 },
        title: 'levels',
        id: 'b',
        format: 'acquis-bank/1'
      }),
      undefined
    )
    expect(yaml).toBe(`format: acquis-bank/1
id: b
title: levels
defaults:
  slip: 0.2
competences:
  "1.3":
    title:
      fr: "Traiter : des données"
      en: Process data
    topics:
      t:
        title: T
    levels:
      2:
        a:
          topic: t
          challenges:
            "7":
              format: text
              prompt: |
                Why?
                How?
              solution:
                - "1"
                - x
`)
  })

  it('is so where the name of the file says nothing else', () => {
    for (const out of [undefined, 'bank.yaml', 'bank.yml', 'json', '/dev/stdout'])
      expect(BankText.of(draftOf(small), out)).toMatch(/^format: acquis-bank\/1\n/)
    for (const out of ['bank.json', 'BANK.JSON'])
      expect(BankText.of(draftOf(small), out)).toMatch(/^\{\n {2}"format"/)
  })

  it('of more than can be read again is worth a note', () => {
    const long = 'é\n'.repeat(YamlSize.MARKS)
    expect(BankText.notes(long, 'bank.yaml')).toEqual([])
    expect(BankText.notes(`${long}\n`, 'bank.yaml')).toHaveLength(1)
    expect(BankText.notes(`${long}\n`, 'bank.json')).toEqual([])
  })
})
