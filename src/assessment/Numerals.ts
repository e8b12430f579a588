/**
 * Numbers as people type them in French and in English: a decimal comma or point, thousands apart by spaces, commas,
 * points or apostrophes, a sign, an exponent, a unit sign. What is ambiguous (`1,234`) has more than one reading.
 *
 * Laws
 * 1. a number that a computer writes is among the readings of what it writes
 * 2. a number in the notation of a locale is among the readings of that notation
 * 3. a numeral has at most two readings
 * 4. a minus sign negates the readings, a plus sign and a unit sign leave them
 * 5. what is not a numeral has no reading
 *
 * @since 0.1.0
 */

/** What stands between thousands and before the fraction; a fraction is grouped by spaces only (3,141 592 65). */
const notation = (
  group: string,
  decimal: string
): { readonly whole: RegExp; readonly group: string; readonly decimal: string } => {
  const fraction = group === ' ' ? '(?:\\d{3} )*\\d{1,3}|\\d*' : '\\d*'
  return {
    whole: new RegExp(`^(?:[1-9]\\d{0,2}(?:[${group}]\\d{3})+|\\d*)(?:[${decimal}](?:${fraction}))?$`),
    group,
    decimal
  }
}

const NOTATIONS = [
  notation(' ', '.'),
  notation(' ', ','),
  notation("'", '.'),
  notation("'", ','),
  notation(',', '.'),
  notation('.', ',')
]

const UNIT = /[%‰€$£]/u
const SIGN = /^[-+]/

/** One spelling for what looks the same: spaces, apostrophes and minus signs; no invisible characters. */
const plain = (text: string): string =>
  text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\p{White_Space}/gu, ' ')
    .replace(/[’‘ʼ]/gu, "'")
    .replace(/[\u2010-\u2013\u2212]/gu, '-')
    .trim()

/** Without its unit sign, if it begins or ends with one. */
const unitless = (text: string): string => {
  if (UNIT.test(text.slice(-1))) return text.slice(0, -1).trim()
  return UNIT.test(text.slice(0, 1)) ? text.slice(1).trim() : text
}

/** The readings of what has no sign and no exponent, as numerals of JavaScript. */
const mantissas = (text: string): ReadonlyArray<string> =>
  /\d/.test(text)
    ? NOTATIONS.filter(({ whole }) => whole.test(text)).map(({ group, decimal }) =>
        text.replaceAll(group, '').replace(decimal, '.')
      )
    : []

/**
 * The numbers that a text can stand for, none where it is not a numeral. One beyond the range of a double reads as
 * infinite. Names and other bases (`Infinity`, `NaN`, `0x1f`) are no numerals.
 */
export const readings = (text: string): ReadonlyArray<number> => {
  const whole = plain(text)
  const bare = unitless(whole)
  const sign = SIGN.exec(bare)?.[0] ?? ''
  const unsigned = bare.slice(sign.length).trim()
  const body = bare === whole ? unitless(unsigned) : unsigned // the unit may follow the sign: -€12
  const at = body.search(/e/i)
  const exponent = at < 0 ? '' : body.slice(at)
  if (exponent !== '' && !/^e[-+]?\d+$/i.test(exponent)) return []
  const values = mantissas(at < 0 ? body : body.slice(0, at)).map((mantissa) => Number(mantissa + exponent))
  return [...new Set(values.map((value) => (sign === '-' ? -value : value)))]
}
