/**
 * How a report speaks: in which language, and with which titles.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as Language from './Language'
import * as Titles from './Titles'

export interface Voice<Words> {
  readonly words: Words
  readonly notation: Language.Notation
  readonly titles: Titles.Titles
}

/** The words of each language; the titles are those of the bank in a locale. */
export const of =
  <Words>(words: Readonly<Record<Language.Language, Words>>) =>
  (bank: Bank, language: Language.Language, locale: string): Voice<Words> => ({
    words: words[language],
    notation: Language.notation(language),
    titles: Titles.of(bank, locale)
  })
