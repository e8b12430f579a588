import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import type { Acquis } from '../../src/bank/Framework'
import * as Issue from '../../src/bank/Issue'
import * as Text from '../../src/bank/Text'
import * as CaseExport from '../../src/exchange/CaseExport'
import * as CaseImport from '../../src/exchange/CaseImport'
import * as CaseLevels from '../../src/exchange/CaseLevels'
import * as Loss from '../../src/exchange/Loss'
import type { Imported } from '../../src/exchange/SkeletonBank'
import * as Random from '../../src/math/Random'
import * as arbitrary from '../support/arbitraries'
import { changed } from '../support/mutations'
import * as packages from '../support/packages'

const garden: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'garden.case.json'), 'utf8'))

const imported = (value: unknown, options: Partial<CaseImport.Options> = {}): Imported => {
  const result = CaseImport.of({ ...CaseImport.defaults, ...options })(value)
  if (E.isRight(result)) return result.right
  throw new Error(result.left.map(Issue.message).join('\n'))
}

const bankOf = (value: unknown, options?: Partial<CaseImport.Options>): Bank.Bank =>
  arbitrary.decoded(imported(value, options).bank)

const acquisOf = (bank: Bank.Bank): ReadonlyArray<Acquis> =>
  bank.competences.flatMap((competence) => competence.acquis)

const lossesOf = (value: unknown, options?: Partial<CaseImport.Options>): ReadonlyArray<string> =>
  imported(value, options).losses.map(Loss.sentence)

const options: fc.Arbitrary<CaseImport.Options> = fc.record({
  types: fc.constantFrom(
    new Map(),
    new Map([['strand', 'none' as const]]),
    new Map([['', 'topic' as const]])
  ),
  levelFrom: fc.constantFrom(...CaseLevels.sources),
  level: fc.integer({ min: 1, max: 8 }),
  ladder: fc.boolean()
})

describe('law 1: whatever the input, it gives a bank that `Bank.decode` takes, or issues, never an exception', () => {
  const complaint = (value: unknown, own = CaseImport.defaults): string | undefined => {
    const result = CaseImport.of(own)(value)
    if (E.isLeft(result)) return result.left.length > 0 ? undefined : 'neither a bank nor an issue'
    const bank = Bank.decode(result.right.bank)
    return E.isLeft(bank) ? bank.left.map(Issue.message).join('\n') : undefined
  }

  test.prop([packages.any(), options])('packages without circles give a bank', (value, own) => {
    expect(E.isRight(CaseImport.of(own)(value))).toBe(true)
    expect(complaint(value, own)).toBeUndefined()
  })

  test.prop([fc.integer()], { numRuns: 1000 })('a package, changed', (seed) => {
    const chance = Random.source(seed)
    expect(complaint(changed(changed(garden, chance), chance))).toBeUndefined()
  })

  test.prop([fc.anything()])('anything', (value) => {
    expect(complaint(value)).toBeUndefined()
    expect(
      complaint({ CFDocument: { identifier: 'd' }, CFItems: value, CFAssociations: [value] })
    ).toBeUndefined()
  })

  test('every problem is named at once, with its path', () => {
    const value = {
      CFDocument: { identifier: 'd', title: 7 },
      CFItems: [{ identifier: 'a' }, {}, { identifier: 'a', fullStatement: ['x'] }, null],
      CFAssociations: [
        { associationType: 'isChildOf', originNodeURI: { identifier: 'a' } },
        { associationType: 5, originNodeURI: 'a', destinationNodeURI: { identifier: ' ' } },
        packages.association('isChildOf', 'a', 'a')
      ]
    }
    const result = CaseImport.of(CaseImport.defaults)(value)
    if (E.isRight(result)) return expect.unreachable()
    expect(result.left.map((issue) => [issue._tag, Issue.showPath(Issue.placeOf(issue))])).toEqual([
      ['wrong-type', 'CFDocument.title'],
      ['missing-key', 'CFItems[1].identifier'],
      ['wrong-type', 'CFItems[2].fullStatement'],
      ['wrong-type', 'CFItems[3]'],
      ['missing-key', 'CFAssociations[0].destinationNodeURI'],
      ['wrong-type', 'CFAssociations[1].associationType'],
      ['wrong-type', 'CFAssociations[1].originNodeURI'],
      ['wrong-value', 'CFAssociations[1].destinationNodeURI.identifier'],
      ['wrong-value', 'CFItems[2].identifier'],
      ['wrong-value', 'CFAssociations[2]']
    ])
  })
})

describe('law 2: what precedes an acquis is required by it', () => {
  test('in the fixture', () => {
    const required = acquisOf(bankOf(garden)).filter(({ requires }) => requires.length > 0)
    expect(required.map(({ id, requires }) => [id, requires])).toEqual([
      ['SOIL.1.A.2', ['5f0c1a00-7d2e-4b6a-9c3d-000000000004']],
      ['SOIL.1.A.3', ['SOIL.1.A.2', '5f0c1a00-7d2e-4b6a-9c3d-000000000004']],
      ['WATER.1.c', ['WATER.1.b']]
    ])
  })

  test('a circle is a problem', () => {
    const value = packages.made({ c: packages.DOCUMENT, a: 'c', b: 'c' }, {}, [
      packages.precedes('a', 'b'),
      packages.precedes('b', 'a')
    ])
    expect(CaseImport.of(CaseImport.defaults)(value)).toEqual(
      E.left([{ _tag: 'requires-cycle', path: ['CFAssociations', 4], cycle: ['a', 'b', 'a'] }])
    )
  })

  test('with a ladder, levels are requirements where nothing else is said', () => {
    const value = packages.made(
      { c: packages.DOCUMENT, a: 'c', b: 'c' },
      { a: { educationLevel: ['1'] }, b: { educationLevel: ['2'] } }
    )
    expect(acquisOf(bankOf(value)).map(({ requires }) => requires)).toEqual([[], []])
    expect(acquisOf(bankOf(value, { ladder: true })).map(({ requires }) => requires)).toEqual([[], ['a']])
    const stated = acquisOf(bankOf(garden, { ladder: true }))
    expect(stated).toEqual(acquisOf(bankOf(garden)))
  })
})

describe('law 3: every association is in the bank, or is listed', () => {
  test.prop([packages.any(), options])('of any package', (value, own) => {
    const { bank, losses } = imported(value, own)
    const required = acquisOf(arbitrary.decoded(bank)).flatMap(({ requires }) => requires).length
    const lost = losses
      .filter(({ what }) => what.startsWith('associations '))
      .reduce((sum, { count }) => sum + count, 0)
    const orphans = losses
      .filter(({ what }) => what.startsWith('places of items'))
      .flatMap(({ names }) => names)
    const placed = value.CFItems.length - orphans.length
    if (!own.ladder && !losses.some(({ what }) => what === 'requirements'))
      expect(placed + required + lost).toBe(value.CFAssociations.length)
  })

  test('in the fixture', () => {
    expect(lossesOf(garden)).toMatchSnapshot()
  })
})

describe('law 4: what `CaseExport` writes comes back: tree, titles, levels, requirements', () => {
  /** A title that is blank, or that only repeats the id, says nothing. */
  const titleIn = (locale: string, id: string, title: Text.Text | undefined): string | undefined => {
    const text = title === undefined ? '' : Text.inLocale(locale)(title)
    return text.trim() === '' || text === id ? undefined : text
  }

  /** What stands below one domain, competence or topic keeps its order; what stands in a row across them cannot. */
  const outline = (bank: Bank.Bank, locale: string) => ({
    title: titleIn(locale, bank.id, bank.title),
    domains: bank.domains.map(({ id, title }) => [id, titleIn(locale, id, title)]),
    order: Object.fromEntries(
      [undefined, ...bank.domains.map(({ id }) => id)].map((id) => [
        String(id),
        bank.competences.filter(({ domain }) => domain === id).map((each) => each.id)
      ])
    ),
    competences: [...bank.competences]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, title, domain, topics, acquis }) => ({
        id,
        domain,
        title: titleIn(locale, id, title),
        topics: topics.map((topic) => [topic.id, titleIn(locale, topic.id, topic.title)]),
        acquis: topics.flatMap((topic) =>
          acquis
            .filter((each) => each.topic === topic.id)
            .map((each) => [
              each.id,
              each.level,
              each.topic,
              titleIn(locale, each.id, each.title),
              each.requires
            ])
        )
      }))
  })

  test.prop([arbitrary.bank(), fc.nat()])('of any bank with a competence', (bank, pick) => {
    if (bank.competences.length === 0) return
    const locale = bank.locales[pick % Math.max(1, bank.locales.length)] ?? 'en'
    const { file } = CaseExport.of({ ...CaseExport.defaults, locale })(bank)
    const again = bankOf(JSON.parse(JSON.stringify(file)), { id: bank.id })
    expect(again.id).toBe(bank.id)
    expect(outline(again, locale)).toEqual(outline(bank, locale))
  })
})

describe('what an item says', () => {
  const { made, DOCUMENT } = packages
  const one = (body: object, document: object = {}): Acquis => {
    const value = made({ c: DOCUMENT, a: 'c' }, { a: body })
    return acquisOf(bankOf({ ...value, CFDocument: { ...value.CFDocument, ...document } }))[0]!
  }

  test.each([
    ['the full statement', { fullStatement: 'Full', abbreviatedStatement: 'Short' }, 'Full'],
    [
      'the short one where there is no full one',
      { fullStatement: ' ', abbreviatedStatement: 'Short' },
      'Short'
    ],
    ['nothing where it repeats the code', { fullStatement: 'A.1', humanCodingScheme: 'A.1' }, undefined],
    ['nothing where there is nothing', {}, undefined],
    ['in its language', { fullStatement: 'Voll', language: 'DE' }, { de: 'Voll' }],
    ['as it is, in what is no language', { fullStatement: 'Full', language: 'the English' }, 'Full']
  ])('%s', (_, body, title) => {
    expect(one(body).title).toEqual(title)
  })

  test('in the language of the document, where it has none of its own', () => {
    expect(one({ fullStatement: 'Plein' }, { language: 'fr-CA' }).title).toEqual({ 'fr-CA': 'Plein' })
  })

  test('levels come from where they are asked for', () => {
    const value = made(
      { c: DOCUMENT, a: 'c', b: 'c' },
      { a: { educationLevel: '04' }, b: { educationLevel: ['KG'] } },
      [packages.precedes('a', 'b')]
    )
    const levels = (own: Partial<CaseImport.Options>): ReadonlyArray<number> =>
      ['a', 'b'].map((id) => acquisOf(bankOf(value, own)).find((each) => each.id === id)!.level)
    expect(levels({})).toEqual([4, 5])
    expect(levels({ levelFrom: 'precedes' })).toEqual([2, 3])
    expect(levels({ levelFrom: 'precedes', level: 8 })).toEqual([8, 8])
    expect(levels({ levelFrom: 'fixed', level: 6 })).toEqual([6, 6])
    expect(lossesOf(value).find((each) => each.includes('educationLevel'))).toContain('1 (b)')
    expect(lossesOf(value, { levelFrom: 'fixed' }).find((each) => each.includes('educationLevel'))).toContain(
      '2 (a, b)'
    )
  })

  test('the bank has the id that is asked for, else the title, else the identifier', () => {
    const value = made({ c: DOCUMENT })
    expect(bankOf(value).id).toBe('made-by-hand')
    expect(bankOf(value, { id: 'mine' }).id).toBe('mine')
    expect(bankOf({ ...value, CFDocument: { identifier: 'u-1', title: '數學' } }).id).toBe('u-1')
    expect(bankOf({ ...value, CFDocument: { identifier: '/', title: '數學' } }).id).toBe('framework-1')
  })

  test('issues of the bank lead back to the item', () => {
    const { originOf } = imported(garden)
    expect(originOf(['competences', 'SOIL.1', 'levels', '2', 'SOIL.1.A.2', 'title'])).toEqual(['CFItems', 4])
    expect(originOf(['competences', 'WATER.1', 'topics', 'WATER.1'])).toEqual(['CFItems', 9])
  })
})
