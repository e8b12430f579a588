/**
 * What `precedes` says about the acquis of a bank: who comes after, requires what comes before.
 *
 * Laws
 * 1. every `precedes` is a requirement, or is listed
 * 2. a circle of them is a problem, at the place of one of them
 *
 * @since 0.2.0
 */
import type { Issue } from '../bank/Issue'
import * as Order from '../math/Order'
import type { Edge } from './CaseGraph'
import type { Arrangement } from './CaseArrangement'
import * as Loss from './Loss'

export interface Prerequisites {
  /** By competence, then by acquis: the places of what it requires, among the acquis of its competence. */
  readonly below: ReadonlyArray<Order.Below>
  readonly issues: ReadonlyArray<Issue>
  readonly losses: ReadonlyArray<Loss.Loss>
}

interface Seat {
  readonly competence: number
  readonly acquis: number
}

export const of = (
  { competences }: Arrangement,
  precedes: ReadonlyArray<Edge>,
  nameAt: (item: number) => string
): Prerequisites => {
  const seats = new Map<number, Seat>(
    competences.flatMap(({ acquis: all }, competence) =>
      all.map(({ item }, acquis) => [item, { competence, acquis }] as const)
    )
  )
  /** Where a requirement is written, by the items that it is about. */
  const placeOf = new Map<string, number>()
  const required = competences.map(({ acquis }) => acquis.map((): Array<number> => []))
  const lost = { elsewhere: new Array<string>(), across: new Array<string>(), again: new Array<string>() }
  for (const { origin, destination, place } of precedes) {
    const [before, after] = [seats.get(origin), seats.get(destination)]
    const name = `${nameAt(origin)} → ${nameAt(destination)}`
    const key = `${origin} ${destination}`
    if (before === undefined || after === undefined) lost.elsewhere.push(name)
    else if (before.competence !== after.competence) lost.across.push(name)
    else if (placeOf.has(key)) lost.again.push(name)
    else {
      placeOf.set(key, place)
      required[after.competence]?.[after.acquis]?.push(before.acquis)
    }
  }
  const itemAt = (competence: number, acquis: number): number =>
    competences[competence]?.acquis[acquis]?.item ?? NaN
  return {
    below: required,
    issues: required.flatMap((below, competence) =>
      Order.cycles(below).map((cycle): Issue => {
        // Each requires the next one, which therefore precedes it.
        const around = [...cycle, ...cycle.slice(0, 1)].map((acquis) => itemAt(competence, acquis))
        const [after = NaN, before = NaN] = around
        return {
          _tag: 'requires-cycle',
          path: ['CFAssociations', placeOf.get(`${before} ${after}`) ?? 0],
          cycle: around.map(nameAt)
        }
      })
    ),
    losses: [
      ...Loss.named(
        'associations `precedes` between items that are not both acquis',
        lost.elsewhere,
        'only acquis require each other'
      ),
      ...Loss.named(
        'associations `precedes` between two competences',
        lost.across,
        'an acquis can only require others of its own competence'
      ),
      ...Loss.named('associations `precedes` that repeat another one', lost.again, 'once is enough')
    ]
  }
}
