/**
 * A bank as the text of a file: YAML for people, JSON where its name says so. Keys come in one order, whatever wrote them.
 *
 * Laws
 * 1. reading the text gives the same bank
 *
 * @since 0.2.0
 */
import { Document, isMap, isScalar, visit } from 'yaml'
import * as BankFile from '../bank/BankFile'
import * as YamlSize from './YamlSize'

/** As the codec orders it, but what is short stands before the competences. */
const ordered = (draft: BankFile.Draft): object => {
  const { competences, ...rest } = BankFile.codec.encode(draft) as Readonly<Record<string, unknown>>
  return { ...rest, competences }
}

const yaml = (value: object): string => {
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Pair: (_, { key, value: held }) => {
      // Levels are the only keys that are numbers; `1.3` has to stay a text.
      if (isScalar(key) && key.value === 'levels' && isMap(held))
        for (const { key: level } of held.items)
          if (isScalar(level) && /^[1-8]$/.test(String(level.value))) level.value = Number(level.value)
    }
  })
  return document.toString({ lineWidth: 0 })
}

const isJson = (out: string | undefined): boolean => out?.toLowerCase().endsWith('.json') === true

/** The text for a file of this name; YAML where it has none. */
export const of = (draft: BankFile.Draft, out: string | undefined): string => {
  const value = ordered(draft)
  return isJson(out) ? `${JSON.stringify(value, null, 2)}\n` : yaml(value)
}

/** What a person should know of such a text. */
export const notes = (text: string, out: string | undefined): ReadonlyArray<string> =>
  !isJson(out) && YamlSize.isTooLarge(text)
    ? ['this is more YAML than is read again: take --out bank.json']
    : []
