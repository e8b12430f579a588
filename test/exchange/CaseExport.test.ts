import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import type { Bank } from '../../src/bank/Bank'
import * as CaseExport from '../../src/exchange/CaseExport'
import * as Loss from '../../src/exchange/Loss'
import * as arbitrary from '../support/arbitraries'
import * as banks from '../support/banks'

interface Link {
  readonly title: string
  readonly identifier: string
  readonly uri: string
}

interface Package {
  readonly CFDocument: Link & {
    readonly lastChangeDateTime: string
    readonly language?: string
    readonly creator: string
  }
  readonly CFItems: ReadonlyArray<
    Link & {
      readonly fullStatement: string
      readonly humanCodingScheme: string
      readonly CFItemType: string
      readonly CFItemTypeURI: Link
      readonly language?: string
      readonly educationLevel?: ReadonlyArray<string>
    }
  >
  readonly CFAssociations: ReadonlyArray<
    Omit<Link, 'title'> & {
      readonly associationType: string
      readonly originNodeURI: Link
      readonly destinationNodeURI: Link
      readonly sequenceNumber?: number
    }
  >
  readonly CFDefinitions: { readonly CFItemTypes: ReadonlyArray<Link> }
}

const exported = (bank: Bank, options: Partial<CaseExport.Options> = {}): Package =>
  CaseExport.of({ ...CaseExport.defaults, ...options })(bank).file as Package

const lossesOf = (bank: Bank, options: Partial<CaseExport.Options> = {}): ReadonlyArray<string> =>
  CaseExport.of({ ...CaseExport.defaults, ...options })(bank).losses.map(Loss.sentence)

const small = banks.bank(
  {
    '1.1': {
      low: { level: 2, topic: 'sorting', title: 'Sort a column', challenges: banks.plain('q1', 'q2') },
      high: { level: 3, topic: 'sorting', title: { fr: 'Trier', en: 'Sort two columns' }, requires: ['low'] }
    }
  },
  { id: 'made', title: { fr: 'Fait', en: 'Made' }, domains: { d: { title: 'D' } } }
)

test.prop([arbitrary.bank()])(
  'law 1: the same bank and options give the same package, identifiers too',
  (bank) => {
    expect(JSON.stringify(exported(bank))).toBe(JSON.stringify(exported(structuredClone(bank))))
  }
)

describe('law 2: no two identifiers are the same', () => {
  test.prop([arbitrary.bank()])(
    'and every end leads to an item or the document, by the same address',
    (bank) => {
      const { CFDocument, CFItems, CFAssociations, CFDefinitions } = exported(bank)
      const all = [CFDocument, ...CFItems, ...CFAssociations, ...CFDefinitions.CFItemTypes]
      expect(new Set(all.map(({ identifier }) => identifier)).size).toBe(all.length)
      expect(new Set(all.map(({ uri }) => uri)).size).toBe(all.length)
      const known = new Map([CFDocument, ...CFItems].map(({ identifier, uri }) => [identifier, uri]))
      for (const { originNodeURI, destinationNodeURI } of CFAssociations)
        for (const { identifier, uri } of [originNodeURI, destinationNodeURI])
          expect(known.get(identifier)).toBe(uri)
    }
  )

  test('another bank has others', () => {
    const other = { ...small, id: 'other' }
    const of = (bank: Bank): ReadonlyArray<string> =>
      exported(bank).CFItems.map(({ identifier }) => identifier)
    expect(of(small).filter((identifier) => of(other).includes(identifier))).toEqual([])
  })
})

describe('law 3: what an acquis requires, precedes it', () => {
  test.prop([arbitrary.bank()])('of any bank', (bank) => {
    const { CFItems, CFAssociations } = exported(bank)
    const codes = new Map(CFItems.map(({ identifier, humanCodingScheme }) => [identifier, humanCodingScheme]))
    const written = CFAssociations.filter(({ associationType }) => associationType === 'precedes').map(
      ({ originNodeURI, destinationNodeURI }) => [
        codes.get(originNodeURI.identifier),
        codes.get(destinationNodeURI.identifier)
      ]
    )
    expect(written).toEqual(
      bank.competences.flatMap(({ acquis }) =>
        acquis.flatMap(({ id, requires }) => requires.map((before) => [before, id]))
      )
    )
  })
})

describe('law 5: every item lies below another or the document, and has a number there', () => {
  test.prop([arbitrary.bank()])('of any bank', (bank) => {
    const { CFItems, CFAssociations } = exported(bank)
    const childOf = CFAssociations.filter(({ associationType }) => associationType === 'isChildOf')
    expect(childOf.map(({ originNodeURI }) => originNodeURI.identifier)).toEqual(
      CFItems.map(({ identifier }) => identifier)
    )
    const numbers = new Map<string, number>()
    for (const { destinationNodeURI, sequenceNumber } of childOf) {
      const next = (numbers.get(destinationNodeURI.identifier) ?? 0) + 1
      expect(sequenceNumber).toBe(next)
      numbers.set(destinationNodeURI.identifier, next)
    }
  })

  test('in words', () => {
    const { CFItems, CFAssociations } = exported(small, { locale: 'en' })
    expect(
      CFItems.map(({ CFItemType, humanCodingScheme, fullStatement, educationLevel }) => [
        CFItemType,
        humanCodingScheme,
        fullStatement,
        educationLevel
      ])
    ).toEqual([
      ['Domain', 'd', 'D', undefined],
      ['Competence', '1.1', '1.1', undefined],
      ['Topic', 'sorting', 'sorting', undefined],
      ['Acquis', 'low', 'Sort a column', ['2']],
      ['Acquis', 'high', 'Sort two columns', ['3']]
    ])
    expect(
      CFAssociations.map(
        (each) => `${each.originNodeURI.title} ${each.associationType} ${each.destinationNodeURI.title}`
      )
    ).toEqual([
      'D isChildOf Made',
      '1.1 isChildOf Made',
      'sorting isChildOf 1.1',
      'Sort a column isChildOf sorting',
      'Sort two columns isChildOf sorting',
      'Sort a column precedes Sort two columns'
    ])
  })
})

describe('options', () => {
  test('the locale, which is said of texts that are in one', () => {
    const { CFDocument, CFItems } = exported(small)
    expect([CFDocument.language, CFDocument.title]).toEqual(['fr', 'Fait'])
    expect(CFItems.map(({ language, fullStatement }) => [language, fullStatement]).slice(3)).toEqual([
      [undefined, 'Sort a column'],
      ['fr', 'Trier']
    ])
    expect(exported(banks.bank({ a: {} })).CFDocument.language).toBeUndefined()
  })

  test('creator, time and base', () => {
    const { CFDocument, CFItems, CFAssociations } = exported(small, {
      creator: 'A ministry',
      changed: '2026-01-31T00:00:00.000Z',
      base: 'https://example.org/case'
    })
    expect(CFDocument).toMatchObject({
      creator: 'A ministry',
      lastChangeDateTime: '2026-01-31T00:00:00.000Z'
    })
    expect(CFDocument.uri).toBe(`https://example.org/case/CFDocuments/${CFDocument.identifier}`)
    expect(CFItems[0]!.uri).toBe(`https://example.org/case/CFItems/${CFItems[0]!.identifier}`)
    expect(CFAssociations[0]!.destinationNodeURI.uri).toBe(CFDocument.uri)
    expect(exported(small).CFDocument).toMatchObject({
      uri: `urn:uuid:${CFDocument.identifier}`,
      lastChangeDateTime: '1970-01-01T00:00:00Z'
    })
  })
})

describe('law 4: what a bank has and a package has not is listed', () => {
  test('of a bank with all of it', () => {
    const rich = banks.bank(
      {
        '1.1': {
          low: {
            level: 2,
            topic: 't',
            difficulty: 2.5,
            nextTime: 'Look again',
            learnMore: [{ url: 'https://example.org' }],
            title: { fr: 'Trier', en: 'Sort' },
            challenges: banks.plain('q1', 'q2')
          }
        }
      },
      {
        id: 'rich',
        title: { fr: 'Riche', en: 'Rich' },
        defaults: { skip: { known: 0.5 } },
        topics: { '1.1': { t: { title: 'T', learnMore: [{ url: 'page.html' }] } } }
      }
    )
    expect(lossesOf(rich)).toMatchSnapshot()
  })

  test('of one with nothing else', () => {
    const plain = banks.bank({ '1.1': { low: { level: 2 } } }, { id: 'plain', title: 'Plain', model: {} })
    expect(lossesOf(plain)).toEqual([])
  })

  test.prop([arbitrary.bank(), fc.nat()])('titles in other locales are counted', (bank, pick) => {
    const locale = bank.locales[pick % bank.locales.length] ?? ''
    const titles = [
      bank.title,
      ...bank.domains.map(({ title }) => title),
      ...bank.competences.flatMap(({ title, topics, acquis }) => [
        title,
        ...[...topics, ...acquis].map((each) => each.title)
      ])
    ]
    const others = titles.reduce(
      (sum, title) => sum + (typeof title === 'object' ? Object.keys(title).length - 1 : 0),
      0
    )
    const { losses } = CaseExport.of({ ...CaseExport.defaults, locale })(bank)
    expect(losses.find(({ what }) => what.startsWith('titles in other'))?.count ?? 0).toBe(others)
  })
})
