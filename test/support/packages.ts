/** CFPackages as other programs write them: a tree of items in any order, and associations of all kinds among them. */
import { fc } from '@fast-check/vitest'

export interface Item {
  readonly identifier: string
  readonly [key: string]: unknown
}

export interface Association {
  readonly associationType: string
  readonly originNodeURI: { readonly identifier: string }
  readonly destinationNodeURI: { readonly identifier: string }
  readonly [key: string]: unknown
}

export interface Package {
  readonly CFDocument: Item
  readonly CFItems: ReadonlyArray<Item>
  readonly CFAssociations: ReadonlyArray<Association>
}

export const DOCUMENT = 'document'

export const association = (
  type: string,
  origin: string,
  destination: string,
  rest: object = {}
): Association => ({
  associationType: type,
  originNodeURI: { identifier: origin },
  destinationNodeURI: { identifier: destination },
  ...rest
})

/** From what lies below what, by their identifiers; `document` is the document. Nothing has a title that is not given. */
export const made = (
  parents: Readonly<Record<string, string>>,
  bodies: Readonly<Record<string, object>> = {},
  others: ReadonlyArray<Association> = []
): Package => ({
  CFDocument: { identifier: DOCUMENT, title: 'Made by hand' },
  CFItems: Object.keys(parents).map((identifier) => ({ identifier, ...bodies[identifier] })),
  CFAssociations: [
    ...Object.entries(parents).map(([child, parent]) => association('isChildOf', child, parent)),
    ...others
  ]
})

export const precedes = (origin: string, destination: string): Association =>
  association('precedes', origin, destination)

const code = fc.constantFrom(
  '',
  ' ',
  'A',
  'a.1',
  'a.2',
  'x y',
  '__proto__',
  'constructor',
  '7',
  'l'.repeat(65)
)

const types = ['Strand', 'Standard', 'domain', 'Competency', 'Topic', 'ACQUIS', 'toString', '']

/** Any package without circles: each item lies below the document or an earlier item, or below nothing. */
export const any = (): fc.Arbitrary<Package> =>
  fc
    .array(
      fc.record({
        parent: fc.oneof({ weight: 6, arbitrary: fc.nat(1000) }, { weight: 1, arbitrary: fc.constant(-1) }),
        further: fc.option(fc.nat(1000), { nil: undefined }),
        sequenceNumber: fc.option(fc.integer({ min: -2, max: 5 }), { nil: undefined }),
        body: fc.record(
          {
            humanCodingScheme: code,
            fullStatement: fc.constantFrom('', 'A statement', 'a.1', '=1+1', '\u0000'),
            abbreviatedStatement: fc.constantFrom('', 'Short'),
            CFItemType: fc.constantFrom(...types),
            educationLevel: fc.array(fc.constantFrom('1', '03', 'KG', '9', ''), { maxLength: 2 }),
            language: fc.constantFrom('en', 'FR', 'a language'),
            notes: fc.constant('kept nowhere')
          },
          { requiredKeys: [] }
        )
      }),
      { maxLength: 24 }
    )
    .chain((plans) => {
      const n = plans.length
      const pair = fc.tuple(fc.nat(1000), fc.nat(1000), fc.constantFrom('precedes', 'isRelatedTo', 'ext:x'))
      return fc.array(pair, { maxLength: n }).map((pairs): Package => {
        const at = (i: number): string => `id-${i}`
        const above = (i: number, pick: number): string =>
          pick % (i + 1) === i ? DOCUMENT : at(pick % (i + 1))
        return {
          CFDocument: { identifier: DOCUMENT, title: 'Any framework' },
          CFItems: plans.map(({ body }, i) => ({ identifier: at(i), ...body })),
          CFAssociations: [
            ...plans.flatMap(({ parent, further, sequenceNumber }, i) => [
              ...(parent < 0
                ? []
                : [
                    association(
                      'isChildOf',
                      at(i),
                      above(i, parent),
                      sequenceNumber === undefined ? {} : { sequenceNumber }
                    )
                  ]),
              ...(further === undefined ? [] : [association('isChildOf', at(i), above(i, further))])
            ]),
            // From a lower number to a higher one: no circle.
            ...pairs.flatMap(([a, b, type]) => {
              const [low, high] = [Math.min(a % (n + 2), b % (n + 2)), Math.max(a % (n + 2), b % (n + 2))]
              return low === high ? [] : [association(type, at(low), at(high))]
            })
          ]
        }
      })
    })
