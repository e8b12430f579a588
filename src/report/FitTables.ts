/**
 * The findings of the report of a calibration, each kind as a table and, the worst, as a line.
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import type { Dif, Finding } from '../lab/Dif'
import type * as Fit from '../lab/Fit'
import * as FitFile from '../lab/FitFile'
import type { KindName, Voice } from './FitWords'
import { h, type Child, type Html } from './Html'
import * as Page from './Page'

/** What tables are made of. */
export interface Scene {
  readonly voice: Voice
  readonly model: Model
  readonly fit: Fit.Fit
  readonly found: Fit.Findings
}

export const numbers = (titles: ReadonlyArray<string>): ReadonlyArray<Page.Column> =>
  titles.map((title) => ({ title, isNumber: true }))

export const signed = ({ notation }: Voice, x: number, digits: number): string =>
  `${x < 0 ? '−' : '+'}${notation.number(Math.abs(x), digits)}`

const small = (text: string): Html => h('span', { class: 'small' }, ` ${text}`)

const LEAST_P = 0.001

const pOf = ({ notation }: Voice, p: number, marked: boolean): string =>
  `${p < LEAST_P ? `<${notation.number(LEAST_P, 3)}` : notation.number(p, 3)}${marked ? ' ●' : ''}`

type Row = ReadonlyArray<Child>

/** The rows of every kind, and what is said of one at the beginning of the report. */
const rowsOf = ({ voice, model, fit, found }: Scene) => {
  const { words, notation, titles } = voice
  const ids = FitFile.idsOf(model)
  const count = (x: number): string => notation.number(x, 0)
  const percent = (x: number): string => notation.percent(x, 0)
  const end = ({ adjusted, marked }: { readonly adjusted: number; readonly marked: boolean }): string =>
    pOf(voice, adjusted, marked)
  const points = (x: number): string => signed(voice, 100 * x, 0)
  const challenge = (item: number): Child => [ids.challenge(item), small(titles.acquis(ids.acquisOf(item)))]
  const topic = (competence: number, topics: ReadonlyArray<string>): string =>
    topics.map((each) => titles.topic(ids.competence(competence), each)).join(', ')
  const acquis = (competence: number, index: number): string => titles.acquis(ids.acquis(competence, index))

  const compared = (of: Dif | undefined, isDrift: boolean, findings: ReadonlyArray<Fit.Marked<Finding>>) => {
    const names = of === undefined ? [] : FitFile.groupsOf(fit, of, isDrift, words.range)
    const worst = ({ effects, difference }: Finding) => effects.find((each) => each.difference === difference)
    const group = (each: Finding): string => names[worst(each)?.group ?? -1] ?? ''
    return {
      rows: findings.map((each): Row => [
        challenge(each.item),
        [group(each), small(words.against('', names[each.reference] ?? '').replace(/^, /, ''))],
        points(each.difference),
        each.class,
        end(each)
      ]),
      lines: findings.map((each) => {
        const difference = words.points(points(each.difference))
        const name = ids.challenge(each.item)
        return isDrift
          ? words.drifts(name, difference, group(each))
          : words.differs(name, difference, group(each), names[each.reference] ?? '')
      })
    }
  }

  return {
    items: {
      rows: found.items.map((each): Row => [
        challenge(each.item),
        count(each.answers),
        percent(each.expected),
        percent(each.right),
        notation.number(100 * each.misfit, 0),
        end(each)
      ]),
      lines: found.items.map(({ item, right, expected }) =>
        words.item(ids.challenge(item), percent(right), percent(expected))
      )
    },
    pairs: {
      rows: found.pairs.map((each): Row => [
        each.items.map(ids.challenge).join(', '),
        count(each.learners),
        signed(voice, each.q3, 2),
        end(each)
      ]),
      lines: found.pairs.map(({ items: [one, other], q3 }) =>
        words.pair(ids.challenge(one), ids.challenge(other), signed(voice, q3, 2))
      )
    },
    orders: {
      rows: found.orders.map((each): Row => [
        [acquis(each.competence, each.harder), small(acquis(each.competence, each.easier))],
        count(each.learners),
        percent(each.harderKnown),
        percent(each.easierKnown),
        end(each)
      ]),
      lines: found.orders.map(({ competence, harder, easier, harderKnown, easierKnown }) =>
        words.order(
          acquis(competence, harder),
          acquis(competence, easier),
          words.points(notation.number(100 * (harderKnown - easierKnown), 0))
        )
      )
    },
    violations: {
      rows: found.violations.map((each): Row => [
        [
          topic(each.competence, each.topics),
          each.worst === undefined
            ? ''
            : small(
                words.without(
                  acquis(each.competence, each.worst.acquis),
                  acquis(each.competence, each.worst.requires)
                )
              )
        ],
        count(each.learners),
        percent(each.violations),
        percent(each.expected),
        end(each)
      ]),
      lines: found.violations.map(({ competence, topics, violations, expected }) =>
        words.violation(topic(competence, topics), percent(violations), percent(expected))
      )
    },
    discrimination: {
      rows: found.discrimination.map((each): Row => [
        challenge(each.item),
        count(each.answers),
        notation.number(each.discrimination, 2),
        end(each)
      ]),
      lines: found.discrimination.map(({ item, discrimination }) =>
        words.bent(ids.challenge(item), notation.number(discrimination, 2))
      )
    },
    dif: compared(fit.dif, false, found.dif),
    drift: compared(fit.drift?.compared, true, found.drift)
  } satisfies Record<KindName, { readonly rows: ReadonlyArray<Row>; readonly lines: ReadonlyArray<string> }>
}

export type Rows = ReturnType<typeof rowsOf>

export const of = (scene: Scene): Rows => rowsOf(scene)

/** So many rows of a kind are shown at most; so many although they are not marked. */
const MOST = 20
const LEAST = 6

const few = <A extends { readonly marked: boolean }>(all: ReadonlyArray<A>): ReadonlyArray<A> =>
  FitFile.cut(all, LEAST).slice(0, MOST)

/** What is shown of everything. */
export const shown = (found: Fit.Findings): Fit.Findings => ({
  items: few(found.items),
  pairs: few(found.pairs),
  orders: few(found.orders),
  violations: few(found.violations),
  discrimination: few(found.discrimination),
  dif: few(found.dif),
  drift: few(found.drift)
})

/** How many of each kind are marked. */
export const marked = (found: Fit.Findings): Readonly<Record<KindName, number>> => {
  const count = (all: ReadonlyArray<{ readonly marked: boolean }>): number =>
    all.filter((each) => each.marked).length
  return {
    items: count(found.items),
    pairs: count(found.pairs),
    orders: count(found.orders),
    violations: count(found.violations),
    discrimination: count(found.discrimination),
    dif: count(found.dif),
    drift: count(found.drift)
  }
}

/** The table of a kind: columns that are no numbers are named. */
export const table = ({ words }: Voice, kind: KindName, rows: ReadonlyArray<Row>): Html => {
  const { columns, table: caption } = words.kind[kind]
  const isText = (i: number): boolean =>
    i === 0 || ((kind === 'dif' || kind === 'drift') && (i === 1 || i === 3))
  return Page.table({
    caption,
    columns: columns.map((title, i) => ({ title, isNumber: !isText(i) })),
    rows
  })
}
