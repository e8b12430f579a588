/**
 * When a response was given: ISO 8601 (a space may stand for the T; without an offset it is UTC, so that results do not
 * depend on where they are computed) or milliseconds since 1970.
 *
 * Laws
 * 1. it agrees with the calendar
 * 2. what is no time is NaN, never another time
 *
 * @since 0.1.0
 */

const NUMBER = /^-?\d+(?:\.\d+)?$/

const ISO =
  /^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:(Z|z)|([+-])(\d\d)(?::?(\d\d))?)?)?)?$/

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Days from 1970-01-01 to a date of the Gregorian calendar (Hinnant 2013). */
const daysTo = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468
}

/** Milliseconds since 1970, or NaN. */
export const parse = (text: string): number => {
  if (NUMBER.test(text)) return Number(text)
  const match = ISO.exec(text)
  if (match === null) return NaN
  const part = (index: number, standIn: number): number =>
    match[index] === undefined ? standIn : Number(match[index])
  const [year, month, day] = [part(1, 0), part(2, 1), part(3, 1)]
  const [hour, minute, second] = [part(4, 0), part(5, 0), part(6, 0)]
  const [offsetHour, offsetMinute] = [part(10, 0), part(11, 0)]
  const longest = month === 2 && !leap(year) ? 28 : (DAYS[month - 1] ?? 0)
  const midnight = hour === 24 && minute === 0 && second === 0
  if (day < 1 || day > longest || (hour > 23 && !midnight) || minute > 59 || second > 60) return NaN
  if (offsetHour > 23 || offsetMinute > 59) return NaN
  const offset = (match[9] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute)
  const fraction = match[7] === undefined ? 0 : Number(`0.${match[7]}`)
  const minutes = (daysTo(year, month, day) * 24 + hour) * 60 + minute - offset
  return minutes * 60000 + second * 1000 + fraction * 1000
}
