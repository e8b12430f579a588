/**
 * What stands in one cell of a spreadsheet: texts, numbers, lists, yes and no, as people type them there, and guarded
 * where a spreadsheet would compute, or take a text for a number or a date and write it back as another one.
 *
 * Laws
 * 1. unguard ∘ guard = identity
 * 2. no guarded cell begins as a formula does
 * 3. what is written is read as the same value, wherever it can be written
 *
 * @since 0.2.0
 */

const FORMULA = /^[=+\-@\t]/

/** Digits and what stands between them in numbers, amounts, dates and times; `(5)` is −5 to some. */
const NUMERAL = /^(?=.*\d)[\d\s.,:/%€$£()-]+(?: ?[ap]m)?$/is

/** Whole numbers come back as they are. */
const WHOLE = /^(?:0|[1-9]\d{0,14})$/

const SCIENTIFIC = /^\d+(?:[.,]\d+)?e[+-]?\d+$/i

const TRUTH = /^(?:true|false|vrai|faux)$/i

const MONTH = String.raw`(?:jan|fe[bv]|fév|mar|apr|avr|ma[iy]|ju[inl]|aug|ao[uû]|sep|oct|nov|d[eé]c)\p{L}*\.?`

/** `12 mars`, `12-Mar-2024`, `Sept. 2024`, `MARCH1`. */
const DATE = new RegExp(
  String.raw`^(?:\d{1,2}[ ./-]?${MONTH}(?:[ ./-]?\d{1,4})?|${MONTH}[ ./-]?\d{1,4}(?:,? \d{1,4})?)$`,
  'iu'
)

/** Whether a spreadsheet that finds out by itself what a cell holds would take a text for something else. */
const isMistakable = (text: string): boolean =>
  FORMULA.test(text) ||
  (NUMERAL.test(text) && !WHOLE.test(text)) ||
  [SCIENTIFIC, TRUTH, DATE].some((pattern) => pattern.test(text))

/** Apostrophes of the text's own before such a text would be taken for ours. */
const needsGuard = (text: string): boolean => isMistakable(text.replace(/^'+/, ''))

/** A text that a spreadsheet leaves as it is: an apostrophe stands before what it would compute or change. */
export const guard = (text: string): string => (needsGuard(text) ? `'${text}` : text)

/** The text behind the guard. An apostrophe before anything else is the text's own. */
export const unguard = (cell: string): string =>
  cell.startsWith("'") && needsGuard(cell.slice(1)) ? cell.slice(1) : cell

/** Ids such as `1.3` stay as they are in most languages, and are easier to look at so. */
export const guardId = (id: string): string => (String(Number(id)) === id ? id : guard(id))

/** How a cell is read and written. Where it cannot be read as what it should be, its text is the value, to be refused later. */
export interface Form {
  readonly read: (cell: string, decimalComma: boolean) => unknown
  /** Undefined for a value that no cell says. Whether what is written says the same is for the writer to check. */
  readonly write: (value: unknown, decimalComma: boolean) => string | undefined
}

/** What programs lose or change in a cell: control characters but tab and line feed, and halves of characters. */
const LOST = /(?![\t\n])\p{Cc}|\p{Cs}/u

/** Whether a cell can hold this text; one of blanks alone is empty. */
export const isSayable = (text: string): boolean => text.trim() !== '' && !LOST.test(text)

const written = (value: unknown): string | undefined =>
  typeof value === 'string' && isSayable(value) ? guard(value) : undefined

/** Anything that people read: every blank counts. */
export const text: Form = { read: (cell) => cell, write: written }

/** A line without blanks around it. */
export const line: Form = { read: (cell) => cell.trim(), write: written }

/** One of a few words; spreadsheets like to begin them with a capital letter. */
export const word: Form = { read: (cell) => cell.trim().toLowerCase(), write: written }

const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i

/** `1,234` is 1234 to some and 1.234 to others; `0,234` and `1,5` are the same to all. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2},\d{3}$/

/** A number with a decimal point or comma, and blanks between thousands; undefined where it is none. */
const numberOf = (cell: string, decimalComma: boolean): number | undefined => {
  const digits = cell
    .trim()
    .replace('\u2212', '-')
    .replace(/(\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '$1')
  return NUMBER.test(digits) && (decimalComma || !AMBIGUOUS.test(digits))
    ? Number(digits.replace(',', '.'))
    : undefined
}

/** A negative number stays one: there is nothing in it to compute. */
const writtenNumber = (value: unknown, decimalComma: boolean): string | undefined =>
  typeof value === 'number' ? (decimalComma ? String(value).replace('.', ',') : String(value)) : undefined

export const number: Form = {
  read: (cell, decimalComma) => numberOf(cell, decimalComma) ?? cell.trim(),
  write: writtenNumber
}

/** A probability or the like, for which `25 %` says the same as 0.25. */
export const share: Form = {
  read: (cell, decimalComma) => {
    const [, percent] = /^(.*\d)\s*%$/.exec(cell.trim()) ?? []
    const hundredths = percent === undefined ? undefined : numberOf(percent, decimalComma)
    return hundredths === undefined ? number.read(cell, decimalComma) : hundredths / 100
  },
  write: writtenNumber
}

/** Excel writes truth values in its own language. */
const TRUE = new Set(['true', 'yes', 'x', '1', 'vrai', 'oui'])
const FALSE = new Set(['false', 'no', '0', 'faux', 'non'])

export const truth: Form = {
  read: (cell) => {
    const said = cell.trim().toLowerCase()
    return TRUE.has(said) ? true : FALSE.has(said) ? false : cell.trim()
  },
  write: (value) => (value === true ? 'yes' : value === false ? 'no' : undefined)
}

/** An empty list, where an empty cell says that there is none of one's own. */
export const NONE = '(none)'

/** Ids, locales or words, separated by commas, semicolons or blanks. */
const listOf = (item: (word: string) => string): Form => ({
  read: (cell) =>
    /^\s*(?:\(none\)|\[\s*\])\s*$/i.test(cell)
      ? []
      : cell
          .split(/[\s,;]+/)
          .filter((each) => each !== '')
          .map(item),
  write: (value) =>
    !Array.isArray(value) ? undefined : value.length === 0 ? NONE : guard(value.map(String).join(', '))
})

export const list: Form = listOf((each) => each)
export const words: Form = listOf((each) => each.toLowerCase())

/** Texts one below the other, without blanks around them. */
export const lines: Form = {
  read: (cell) =>
    cell
      .split('\n')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  write: (value) => (Array.isArray(value) ? written(value.map(String).join('\n')) : undefined)
}
