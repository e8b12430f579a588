import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import type { Bank } from '../../src/bank/Bank'
import * as DigComp from '../../src/exchange/DigCompFramework'
import * as DigCompGraph from '../../src/exchange/DigCompGraph'
import { decoded } from '../support/arbitraries'
import * as frameworks from './frameworks'

const code = fc.constantFrom('1', '1.1', 'CS1', '__proto__', 'x y', 'l'.repeat(70))
const distinct = <A>(of: fc.Arbitrary<A>) =>
  fc.uniqueArray(fc.tuple(code, of), { selector: ([each]) => each, maxLength: 4 })

const framework = fc
  .tuple(
    distinct(fc.constantFrom('Fire', '')),
    distinct(fc.tuple(fc.constantFrom('light', 'keep'), fc.option(fc.nat(10), { nil: undefined }))),
    fc.array(
      fc.tuple(
        fc.constantFrom('statement' as const, 'outcome' as const),
        fc.nat(10),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(undefined, 'Knowledge', 'Skill', '!')
      ),
      { maxLength: 40 }
    )
  )
  .map(([areas, competences, descriptors]): DigComp.Framework => ({
    locale: 'en',
    areas: areas.map(([each, text], i) => ({ code: each, text, origin: ['area', i] })),
    competences: competences.map(([each, [text, pick]], i) => ({
      code: each,
      text,
      area: pick === undefined ? undefined : areas[pick % Math.max(1, areas.length)]?.[0],
      origin: ['competence', i]
    })),
    descriptors: descriptors.flatMap(([kind, pick, low, group], i) => {
      const competence = competences[pick % Math.max(1, competences.length)]?.[0]
      return competence === undefined
        ? []
        : [
            {
              kind,
              code: `D${i}`,
              text: `Do ${i}`,
              origin: ['d', i],
              competence,
              span: [low, low + 1],
              group
            }
          ]
    })
  }))

const options = fc.record({
  title: fc.constantFrom('DigComp', '數學', ''),
  acquis: fc.constantFrom(...DigComp.choices),
  end: fc.constantFrom(...DigComp.ends),
  ladder: fc.boolean()
})

const bankOf = (
  given: DigComp.Framework,
  own: Partial<DigComp.Options> = {},
  translations = DigComp.untranslated
): Bank => decoded(DigComp.toBank(given, { ...DigComp.defaults, ...own }, translations).bank)

const acquisOf = (bank: Bank) => bank.competences.flatMap(({ acquis }) => acquis)

test.prop([framework, options])('law 1: it gives a bank that `Bank.decode` takes', (given, own) => {
  bankOf(given, own)
})

test.prop([framework, options])(
  'law 2: every statement and outcome is an acquis of its competence, or is counted among what was not asked for',
  (given, own) => {
    const { bank, losses } = DigComp.toBank(given, own, DigComp.untranslated)
    const found = new Map(
      decoded(bank).competences.flatMap((competence, c) =>
        competence.acquis.map(({ id }) => [id, given.competences[c]!.code] as const)
      )
    )
    // Competences with ids that are whole numbers change places in a file.
    const inOrder = decoded(bank).competences.every(({ id }) => !/^\d+$/.test(id))
    const unasked = losses.filter(({ why }) => why.startsWith('not asked for'))
    expect(found.size + unasked.reduce((sum, { count }) => sum + count, 0)).toBe(given.descriptors.length)
    for (const each of given.descriptors)
      if (inOrder && found.has(each.code)) expect(found.get(each.code)).toBe(each.competence)
  }
)

test.prop([framework, options])(
  'law 3: an acquis has a level of those that its proficiency level spans',
  (given, own) => {
    const spans = new Map(given.descriptors.map((each) => [each.code, each.span]))
    for (const { id, level } of acquisOf(bankOf(given, own)))
      expect(level).toBe(spans.get(id)![own.end === 'upper' ? 1 : 0])
  }
)

describe('an invented one', () => {
  const cooking = DigCompGraph.read(frameworks.cooking, 'en').framework

  const outline = (bank: Bank) =>
    bank.competences.map(({ id, domain, topics, acquis }) => [
      `${domain} > ${id}`,
      topics.map((topic) => topic.id).join(' '),
      acquis.map((each) => `${each.id} ${each.topic} ${each.level} [${each.requires.join(' ')}]`)
    ])

  test('statements stand under their competence as one topic, and require nothing', () => {
    expect(outline(bankOf(cooking))).toEqual([
      ['1 > 1.1', '1.1', ['CS1.1.01 1.1 2 []', 'CS1.1.02 1.1 8 []']],
      ['1 > 1.2', '', []],
      ['2 > 2.1', '2.1', ['CS2.1.01 2.1 2 []']]
    ])
  })

  test('outcomes have a topic for knowledge, one for skills', () => {
    expect(outline(bankOf(cooking, { acquis: 'outcomes', end: 'lower', ladder: true }))).toEqual([
      [
        '1 > 1.1',
        'knowledge skill',
        ['LO1.1.01 knowledge 1 []', 'LO1.1.02 skill 1 []', 'LO1.1.03 knowledge 7 [LO1.1.01]']
      ],
      ['1 > 1.2', '', []],
      ['2 > 2.1', '', []]
    ])
  })

  test('both at once', () => {
    expect(outline(bankOf(cooking, { acquis: 'both' }))[0]![1]).toBe('knowledge skill 1.1')
  })

  test('texts in the language of the file, and in others where there are translations', () => {
    const bank = bankOf(
      cooking,
      { title: 'Cooking' },
      {
        locales: ['fr'],
        of: (kind, of) =>
          kind === 'statement' && of === 'CS1.1.01'
            ? new Map([['fr', 'Reconnaître du bois sec.']])
            : new Map()
      }
    )
    expect(bank.id).toBe('cooking')
    expect(bank.title).toEqual({ en: 'Cooking', fr: 'Cooking' })
    expect(acquisOf(bank).map(({ title }) => title)).toEqual([
      { en: 'Recognise dry wood.', fr: 'Reconnaître du bois sec.' },
      { en: 'Light a fire in the rain.' },
      { en: 'Tell a blunt knife from a sharp one.' }
    ])
  })

  test('issues of the bank lead back to the node', () => {
    const { originOf } = DigComp.toBank(cooking, DigComp.defaults, DigComp.untranslated)
    expect(originOf(['competences', '1.1', 'levels', '2', 'CS1.1.01', 'title'])).toEqual(['@graph', 9])
    expect(originOf(['domains', '2'])).toEqual(['@graph', 1])
  })
})
