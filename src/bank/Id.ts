/**
 * Identifiers: of banks, competences, topics, acquis and challenges.
 *
 * @since 0.1.0
 */

/** What every id matches. It leaves out `__proto__`, path separators and anything a terminal would obey. */
export const pattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

export const isId = (id: string): boolean => pattern.test(id)
