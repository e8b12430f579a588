/**
 * Texts in the form in which an author would call them the same: letter case, white space, typographic apostrophes and
 * what ends a sentence do not matter; everything else does, since `1,5` is not `15`, nor `A1*B1` `A1/B1`.
 *
 * Laws
 * 1. letter case, white space, typographic apostrophes and the end of a sentence do not matter
 * 2. words are contained only where they stand apart
 *
 * @since 0.2.0
 */

/** Without what ends a sentence. By hand: a pattern that is anchored at the end alone is quadratic in a run of dots. */
const unended = (text: string): string => {
  let end = text.length
  while (end > 0 && ' .?!:'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** Texts of characters that folding leaves but for their case. Most are, and the rest takes ten times as long. */
const PLAIN = /^[\x20-\x7e\u00ab\u00b0\u00bb\u00c0-\u00ff\u2013\u2014\u201c\u201d\u20ac]*$/

/** The form in which texts are compared. */
export const folded = (text: string): string => {
  const form =
    PLAIN.test(text) && !text.includes('  ')
      ? text
      : text.normalize('NFKC').replace(/[’ʼ]/g, "'").replace(/\s+/g, ' ')
  return unended(form.trim().toLowerCase())
}

/** What may stand before and after words that stand apart. */
const BEFORE = /[\s('",;:«“‘[]$/
const AFTER = /^([\s)'",;:?!…»”’\]]|\.(\s|$))/

/** Whether folded words stand in a folded text as they are: not as a part of other words, or of an address. */
export const contains = (text: string, words: string): boolean => {
  if (words === '') return false
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const end = at + words.length
    const free = at === 0 || BEFORE.test(text.slice(at - 1, at))
    if (free && (end === text.length || AFTER.test(text.slice(end, end + 2)))) return true
  }
  return false
}
