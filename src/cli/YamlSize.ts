/**
 * How much YAML is read.
 *
 * @since 0.2.0
 */

/** Lines and entries in brackets: a bank of thirty thousand challenges has fewer. Memory depends on their number. */
export const MARKS = 1_000_000

/** Whether a text has more marks that may begin a value than can be read. */
export const isTooLarge = (text: string): boolean => {
  let marks = 0
  for (let i = 0; i < text.length && marks <= MARKS; i++) {
    const c = text[i]
    if (c === '\n' || c === ',' || c === '[' || c === '{' || (c === '-' && text[i + 1] === ' ')) marks++
  }
  return marks > MARKS
}
