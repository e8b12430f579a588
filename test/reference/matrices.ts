/** Real matrices of answers beside the checkout, and small banks for them: one competence, a topic for each type of item. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bank } from '../../src/bank/Bank'
import { decoded } from '../support/arbitraries'

const DATA = join(import.meta.dirname, '../../../shared/data')

/** The text of a file of `../shared/data`, without the quotes around names. */
const text = (name: string): string => readFileSync(join(DATA, name), 'utf8').replaceAll('"', '')

const rows = (name: string): ReadonlyArray<ReadonlyArray<string>> =>
  text(name)
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))

interface Type {
  readonly level: number
  readonly requires: ReadonlyArray<string>
  readonly items: ReadonlyArray<string>
}

/** A bank as its file: an acquis for each type, alone in its topic. */
const file = (id: string, types: ReadonlyMap<string, Type>): unknown => {
  const levels: Record<string, Record<string, object>> = {}
  for (const [type, { level, requires, items }] of types)
    (levels[String(level)] ??= {})[type] = {
      topic: type,
      requires,
      challenges: Object.fromEntries(items.map((item) => [item, { format: 'practical' }]))
    }
  return {
    format: 'acquis-bank/1',
    id,
    title: id,
    competences: {
      c: {
        title: id,
        topics: Object.fromEntries([...types.keys()].map((type) => [type, { title: type }])),
        levels
      }
    }
  }
}

/**
 * Fraction subtraction, 20 items: items with the same skills in the Q-matrix are one acquis, which requires those that
 * take some of its skills only; its level is the number of skills.
 */
export const fractions = (): unknown => {
  const q = rows('fraction-subtraction/fraction_subtraction_Q_20x8.csv').slice(1)
  const skills = new Map<string, Set<number>>()
  const items = new Map<string, Array<string>>()
  for (const [item = '', ...row] of q) {
    const own = row.flatMap((cell, i) => (cell === '1' ? [i + 1] : []))
    const type = `s${own.join('')}`
    skills.set(type, new Set(own))
    items.set(type, [...(items.get(type) ?? []), item])
  }
  const within = (a: string, b: string): boolean =>
    a !== b && [...(skills.get(a) ?? [])].every((skill) => skills.get(b)?.has(skill))
  return file(
    'fractions',
    new Map(
      [...items].map(([type, own]) => [
        type,
        {
          level: skills.get(type)?.size ?? 1,
          requires: [...items.keys()].filter((other) => within(other, type)),
          items: own
        }
      ])
    )
  )
}

/** Balance-scale problems, 25 items: the five types by how hard they are, weight first (Siegler 1976). */
export const balance = (): unknown => {
  const names = rows('balance-scale/mokken_balance.csv')[0] ?? []
  const order = ['W', 'D', 'CW', 'CB', 'CD']
  return file(
    'balance',
    new Map(
      order.map((type, i) => [
        type,
        { level: i + 1, requires: [], items: names.filter((name) => name.replace(/\d+$/, '') === type) }
      ])
    )
  )
}

export const bankOf = (u: unknown): Bank => decoded(u)

/** The answers of a long file by learner: challenge and outcome. */
export const answers = (name: string): ReadonlyMap<string, ReadonlyArray<readonly [string, string]>> => {
  const found = new Map<string, Array<readonly [string, string]>>()
  for (const [learner = '', challenge = '', outcome = ''] of rows(name).slice(1))
    found.set(learner, [...(found.get(learner) ?? []), [challenge, outcome]])
  return found
}
