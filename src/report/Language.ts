/**
 * The languages that reports are written in, and how each writes numbers. No-break spaces stand inside a number, before
 * a French `%` and `:`.
 *
 * @since 0.2.0
 */
import { sameLanguage } from '../bank/Text'

export type Language = 'fr' | 'en'

/** The language of a locale, and English for none. */
export const languageOf = (locale: string | undefined): Language =>
  locale !== undefined && sameLanguage(locale, 'fr') ? 'fr' : 'en'

/** How a language writes. */
export interface Notation {
  /** With so many digits after the decimal sign. */
  readonly number: (x: number, digits: number) => string
  /** A share as percents. */
  readonly percent: (share: number, digits: number) => string
  readonly quote: (text: string) => string
  /** A word before what it announces. */
  readonly colon: (text: string) => string
}

const fixed =
  (decimal: string, group: string) =>
  (x: number, digits: number): string => {
    const [whole = '', fraction] = x.toFixed(digits).split('.')
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
    return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`
  }

const french = fixed(',', '\u202f')
const english = fixed('.', ',')

const notations: Readonly<Record<Language, Notation>> = {
  fr: {
    number: french,
    percent: (share, digits) => `${french(100 * share, digits)}\u00a0%`,
    quote: (text) => `«\u00a0${text}\u00a0»`,
    colon: (text) => `${text}\u00a0:`
  },
  en: {
    number: english,
    percent: (share, digits) => `${english(100 * share, digits)}%`,
    quote: (text) => `“${text}”`,
    colon: (text) => `${text}:`
  }
}

export const notation = (language: Language): Notation => notations[language]
