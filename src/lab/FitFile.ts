/**
 * `acquis-fit/1`: how well a calibrated model fits its log, by ids, the worst first.
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import * as Calendar from '../math/Calendar'
import type * as Dif from './Dif'
import type * as Drift from './Drift'
import * as Fit from './Fit'

export const FORMAT = 'acquis-fit/1'

/** Pairs of challenges can be half a million: everything marked is told, and so many of them at least. */
export const MOST_PAIRS = 1000

/** Everything marked, and so many of the worst at least; they are in that order. */
export const cut = <A extends { readonly marked: boolean }>(
  all: ReadonlyArray<A>,
  least: number
): ReadonlyArray<A> => all.slice(0, Math.max(least, all.filter(({ marked }) => marked).length))

/** Ids by index. */
export const idsOf = ({ items, competences }: Model) => {
  const acquis = (competence: number, index: number): string =>
    competences[competence]?.competence.acquis[index]?.id ?? ''
  return {
    challenge: (item: number): string => items[item]?.challenge.id ?? '',
    acquisOf: (item: number): string => acquis(items[item]?.competence ?? -1, items[item]?.acquis ?? -1),
    acquis,
    competence: (index: number): string => competences[index]?.competence.id ?? ''
  }
}

/** Times below are numbers that put answers into an order, and no dates: ten days after 1970. */
const DATES = 1e9

/** What a period is called: its first and last day. */
export const nameOf = ({ from, to }: Drift.Period): readonly [string, string] => {
  const said = (time: number): string =>
    Math.abs(time) < DATES || Math.abs(time) > 8.64e15 ? String(time) : Calendar.dateOf(time)
  return [said(from), said(to)]
}

/** Both ends in one word, as ISO 8601 joins them. */
const joined = (from: string, to: string): string => `${from}/${to}`

/** What the groups of a comparison are called; where these are periods, from when to when. */
export const groupsOf = (
  { drift }: Pick<Fit.Fit, 'drift'>,
  { groups }: Dif.Dif,
  isDrift: boolean,
  join = joined
): ReadonlyArray<string> =>
  groups.map(({ value }) => {
    const period = isDrift ? drift?.periods[Number(value)] : undefined
    return period === undefined ? value : join(...nameOf(period))
  })

/** The whole, as JSON. */
export const of = (model: Model, fit: Fit.Fit) => {
  const ids = idsOf(model)
  const { items, pairs, orders, violations, discrimination, dif, drift } = Fit.findings(fit)
  const compared = (of: Dif.Dif, isDrift: boolean, findings: ReadonlyArray<Fit.Marked<Dif.Finding>>) => {
    const names = groupsOf(fit, of, isDrift)
    return {
      groups: of.groups.map((each, g) => ({ ...each, value: names[g] })),
      omitted: of.omitted,
      findings: findings.map(({ item, reference, effects, ...rest }) => ({
        challenge: ids.challenge(item),
        reference: names[reference],
        effects: effects.map(({ group, ...each }) => ({ group: names[group], ...each })),
        ...rest
      }))
    }
  }
  return {
    format: FORMAT,
    bank: { id: model.bank.id },
    items: items.map(({ item, ...rest }) => ({ challenge: ids.challenge(item), ...rest })),
    dependence: {
      eligible: fit.dependence.eligible,
      compared: fit.dependence.compared,
      tested: pairs.length,
      pairs: cut(pairs, MOST_PAIRS).map(({ items: both, ...rest }) => ({
        challenges: both.map(ids.challenge),
        ...rest
      }))
    },
    levelOrder: orders.map(({ competence, easier, harder, ...rest }) => ({
      competence: ids.competence(competence),
      easier: ids.acquis(competence, easier),
      harder: ids.acquis(competence, harder),
      ...rest
    })),
    states: violations.map(({ competence, topics, block: _, worst, ...rest }) => ({
      competence: ids.competence(competence),
      topics,
      ...rest,
      worst:
        worst === undefined
          ? null
          : {
              ...worst,
              acquis: ids.acquis(competence, worst.acquis),
              requires: ids.acquis(competence, worst.requires)
            }
    })),
    discrimination: discrimination.map(({ item, ...rest }) => ({ challenge: ids.challenge(item), ...rest })),
    dif: fit.dif === undefined ? null : { column: fit.dif.name, ...compared(fit.dif, false, dif) },
    drift: fit.drift === undefined ? null : compared(fit.drift.compared, true, drift)
  }
}
