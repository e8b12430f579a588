/**
 * Days of the Gregorian calendar, without a clock.
 *
 * Laws
 * 1. it agrees with the calendar
 *
 * @since 0.2.0
 */

const DAY = 86_400_000

/** The date of a time in milliseconds since 1970, UTC, as ISO 8601 has it (Hinnant 2013). */
export const dateOf = (time: number): string => {
  const days = Math.floor(time / DAY) + 719_468
  const era = Math.floor(days / 146_097)
  const ofEra = days - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return [String(year).padStart(4, '0'), ...[month, day].map((x) => String(x).padStart(2, '0'))].join('-')
}
