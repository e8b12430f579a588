/**
 * A CFPackage of 1EdTech CASE, 1.0 or 1.1, as far as a bank can carry it, and a count of what it says besides.
 *
 * @since 0.2.0
 */
import type * as t from 'io-ts'
import * as Codec from '../bank/Codec'
import * as Text from '../bank/Text'
import * as Foreign from './Foreign'
import type * as Loss from './Loss'

const identifier = Codec.matching(/\S/, 'an identifier', '')

const document = Foreign.object(
  'a CFDocument',
  { identifier },
  { title: Codec.string, language: Codec.string }
)

const educationLevel = Codec.either(
  'a list of education levels',
  Codec.list(Codec.string),
  Codec.string,
  (u) => typeof u !== 'string'
)

const item = Foreign.object(
  'a CFItem',
  { identifier },
  {
    fullStatement: Codec.string,
    abbreviatedStatement: Codec.string,
    humanCodingScheme: Codec.string,
    CFItemType: Codec.string,
    educationLevel,
    language: Codec.string
  }
)

const end = Foreign.object('an end of an association', { identifier }, {})

const association = Foreign.object(
  'a CFAssociation',
  { associationType: Codec.string, originNodeURI: end, destinationNodeURI: end },
  { sequenceNumber: Codec.number({}, 0) }
)

export const codec = Foreign.object(
  'a CFPackage',
  { CFDocument: document },
  { CFItems: Codec.list(item), CFAssociations: Codec.list(association) }
)

export type File = t.TypeOf<typeof codec>
export type Document = t.TypeOf<typeof document>
export type Item = t.TypeOf<typeof item>
export type Association = t.TypeOf<typeof association>

export const items = ({ CFItems = [] }: File): ReadonlyArray<Item> => CFItems

export const associations = ({ CFAssociations = [] }: File): ReadonlyArray<Association> => CFAssociations

export const isBlank = (text: string | undefined): text is undefined =>
  text === undefined || text.trim() === ''

export const educationLevels = ({ educationLevel = [] }: Item): ReadonlyArray<string> =>
  typeof educationLevel === 'string' ? [educationLevel] : educationLevel

/** `FR` → `fr`, `en-US` as it is; undefined where it is no locale of a bank. */
export const localeOf = (language: string | undefined): string | undefined => {
  const locale = language?.trim().replace(/^[A-Za-z]+/, (tag) => tag.toLowerCase())
  return locale !== undefined && Text.localePattern.test(locale) ? locale : undefined
}

/** How an item is called where one speaks of it. */
export const nameOf = ({ humanCodingScheme, identifier: own }: Item): string =>
  isBlank(humanCodingScheme) ? own : humanCodingScheme

/** The same of the item at a place; at any other, the document. */
export const nameAt =
  (file: File) =>
  (place: number): string => {
    const found = items(file)[place]
    return found === undefined ? 'the document' : nameOf(found)
  }

/** The keys whose values have their say in a bank. Which of these say more than it can hold, `CaseLosses` tells. */
const READ = {
  CFPackage: new Set(['CFDocument', 'CFItems', 'CFAssociations']),
  CFDocument: new Set(['title', 'language']),
  CFItems: new Set([
    'identifier',
    'fullStatement',
    'abbreviatedStatement',
    'humanCodingScheme',
    'CFItemType',
    'educationLevel',
    'language'
  ]),
  CFAssociations: new Set(['associationType', 'originNodeURI', 'destinationNodeURI', 'sequenceNumber'])
}

/** The values of a package that a bank has no place for, by their keys. */
export const unread = (u: unknown): ReadonlyArray<Loss.Loss> => {
  const fields = Foreign.isObject(u) ? u : {}
  const list = (key: string): ReadonlyArray<unknown> => {
    const value = fields[key]
    return Array.isArray(value) ? (value as ReadonlyArray<unknown>) : []
  }
  return [
    ...Foreign.unread('CFPackage', [fields], READ.CFPackage),
    ...Foreign.unread('CFDocument', [fields['CFDocument']], READ.CFDocument),
    ...Foreign.unread('CFItems', list('CFItems'), READ.CFItems),
    ...Foreign.unread('CFAssociations', list('CFAssociations'), READ.CFAssociations)
  ]
}
