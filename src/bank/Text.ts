/**
 * What a person reads: one string for every locale, or one each.
 *
 * Laws
 * 1. a text is found in every locale that the bank has, if it is there in any
 *
 * @since 0.1.0
 */

/** A string, or strings by locale (`{ fr: …, en: … }`). */
export type Text = string | { readonly [locale: string]: string }

/** A BCP 47 tag in the short forms that a bank uses: `fr`, `fr-CA`, `zh-Hant-TW`. No such tag names a property of Object. */
export const localePattern = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

const language = (locale: string): string => (locale.split('-')[0] ?? locale).toLowerCase()

/** Whether two locales are of one language: `fr` and `fr-CA` are. */
export const sameLanguage = (a: string, b: string): boolean => language(a) === language(b)

/** The locales that a text is written in; none for a plain string. */
export const locales = (text: Text): ReadonlyArray<string> =>
  typeof text === 'string' ? [] : Object.keys(text)

/** A tag and what is left of it as its subtags are taken off from the end: `zh-Hant-TW`, `zh-Hant`, `zh` (RFC 4647). */
const broader = (locale: string): ReadonlyArray<string> => {
  const subtags = locale.split('-', 8)
  return subtags.map((_, i) => subtags.slice(0, subtags.length - i).join('-'))
}

const sameTag = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/**
 * The one of `available` that serves a wish best: itself, its language, another region of its language, or the first
 * one. Undefined only where nothing is available.
 */
export const closest = (wish: string, available: ReadonlyArray<string>): string | undefined => {
  const wished = broader(wish).map((tag) => available.find((locale) => sameTag(locale, tag)))
  return (
    available.find((locale) => locale === wish) ??
    wished.find((locale) => locale !== undefined) ??
    available.find((locale) => sameLanguage(locale, wish)) ??
    available[0]
  )
}

/** The text in a locale, or in the closest one that it has. */
export const inLocale =
  (locale: string) =>
  (text: Text): string => {
    if (typeof text === 'string') return text
    const exact = Object.hasOwn(text, locale) ? text[locale] : undefined
    if (exact !== undefined) return exact
    const found = closest(locale, Object.keys(text))
    return found === undefined ? '' : (text[found] ?? '')
  }
