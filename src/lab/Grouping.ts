/**
 * Groups of responses: by what the bank says of their challenges, or by a column of the log. The most frequent values are
 * groups of their own, all others are one together.
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import type { Vector } from '../math/Vector'

export interface Grouping {
  readonly column: string
  /** What a response's group is looked up by: its challenge, or what is noted of it at this place. */
  readonly by: 'challenge' | number
  /** The group of each number. */
  readonly groupOf: Vector
  /** Of each group; undefined for all other values together. */
  readonly values: ReadonlyArray<string | undefined>
  /** How many values there are in all. */
  readonly distinct: number
}

/** So many values are told apart. */
export const LIMIT = 200

/** Values by number, with how often each came: the most frequent ones (of equal ones the first by `rank`), in that order. */
const grouped = (
  column: string,
  by: Grouping['by'],
  values: ReadonlyArray<string>,
  counts: Vector,
  rank: (a: number, b: number) => number,
  numberOf: (number: number) => number = (number) => number,
  length = values.length
): Grouping => {
  const present = values.map((_, i) => i).filter((i) => (counts[i] ?? 0) > 0)
  const kept = [...present]
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || rank(a, b))
    .slice(0, LIMIT)
    .sort(rank)
  const isWhole = kept.length === present.length
  const place = new Map(kept.map((number, group) => [number, group]))
  return {
    column,
    by,
    groupOf: Uint32Array.from({ length }, (_, i) => place.get(numberOf(i)) ?? kept.length),
    values: [...kept.map((number) => values[number]), ...(isWhole ? [] : [undefined])],
    distinct: present.length
  }
}

/** What the bank can say of a challenge. */
export const ofBank = ['competence', 'level', 'topic'] as const
export type BankColumn = (typeof ofBank)[number]

/** By what the bank says of challenges, in bank order (levels from the lowest). */
export const challenges = ({ items, competences }: Model, column: BankColumn): Grouping => {
  const texts = items.map(({ competence, acquis }): string => {
    const own = competences[competence]?.competence
    const { topic = '', level = 0 } = own?.acquis[acquis] ?? {}
    if (column === 'level') return String(level)
    return column === 'topic' ? `${own?.id ?? ''}/${topic}` : (own?.id ?? '')
  })
  const values = [...new Set(texts)]
  const number = new Map(values.map((value, i) => [value, i]))
  const numbers = texts.map((text) => number.get(text) ?? 0)
  const counts = values.map((_, i) => numbers.filter((each) => each === i).length)
  const rank =
    column === 'level'
      ? (a: number, b: number): number => Number(values[a]) - Number(values[b])
      : (a: number, b: number): number => a - b
  return grouped(column, 'challenge', values, counts, rank, (item) => numbers[item] ?? 0, items.length)
}

/** By a column of the log, whose values were numbered and counted; by code unit. */
export const noted = (
  column: string,
  place: number,
  values: ReadonlyArray<string>,
  counts: ReadonlyArray<number>
): Grouping =>
  grouped(column, place, values, counts, (a, b) => ((values[a] ?? '') < (values[b] ?? '') ? -1 : 1))
