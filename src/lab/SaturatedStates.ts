/**
 * Knowledge structures as researchers write them (Doignon & Falmagne 1999): a domain of elements, and sets of them that are
 * states. Elements are acquis with all their challenges, or single challenges. A structure need not be what the `requires`
 * of a bank say, nor closed under union or intersection.
 *
 * Laws
 * 1. the feasible states of a block are those of the model
 * 2. those of some acquis are what the states of their blocks hold of them
 * 3. no state is listed twice
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import * as Order from '../math/Order'

/** What is known or not. */
export interface Element {
  readonly id: string
  /** By their index in the model. */
  readonly items: ReadonlyArray<number>
}

export interface Structure {
  readonly elements: ReadonlyArray<Element>
  /** Places of elements, ascending. */
  readonly states: ReadonlyArray<ReadonlyArray<number>>
}

/** All acquis of a bank, in its order. */
export const acquis = ({ competences, items }: Model): ReadonlyArray<Element> => {
  const own = new Map<string, Array<number>>()
  for (const { competence } of competences) for (const { id } of competence.acquis) own.set(id, [])
  for (const { index, competence, acquis: place } of items)
    own.get(competences[competence]?.competence.acquis[place]?.id ?? '')?.push(index)
  return Array.from(own, ([id, all]) => ({ id, items: all }))
}

/** All challenges. */
export const challenges = ({ items }: Model): ReadonlyArray<Element> =>
  items.map(({ index, challenge }) => ({ id: challenge.id, items: [index] }))

/** A structure of these sets of places, each once. */
export const of = (
  elements: ReadonlyArray<Element>,
  sets: ReadonlyArray<ReadonlyArray<number>>
): Structure => {
  const states = new Map(
    sets.map((set) => {
      const sorted = [...new Set(set)].sort((a, b) => a - b)
      return [sorted.join(), sorted] as const
    })
  )
  return { elements, states: [...states.values()] }
}

/** All that each acquis requires, also by way of others. */
const closures = ({ competences }: Model): ReadonlyMap<string, ReadonlySet<string>> => {
  const all = new Map<string, ReadonlySet<string>>()
  for (const { competence } of competences) {
    const own = competence.acquis
    const index = new Map(own.map(({ id }, i) => [id, i]))
    const sorted = Order.sorted(own.map(({ requires }) => requires.flatMap((id) => index.get(id) ?? [])))
    for (const i of sorted._tag === 'sorted' ? sorted.order : []) {
      const { id = '', requires = [] } = own[i] ?? {}
      all.set(id, new Set(requires.flatMap((each) => [each, ...(all.get(each) ?? [])])))
    }
  }
  return all
}

/** The states that `requires` allow of some acquis; undefined where there are more than `limit`. */
export const feasible = (model: Model, ids: ReadonlyArray<string>, limit: number): Structure | undefined => {
  const wanted = new Set(ids)
  const elements = acquis(model).filter(({ id }) => wanted.has(id))
  const all = closures(model)
  const below = elements.map(({ id }) => {
    const own = all.get(id) ?? new Set()
    return elements.flatMap((each, place) => (own.has(each.id) ? [place] : []))
  })
  const sets = Order.downSets(below, limit)
  if (sets === undefined) return undefined
  const states: Array<ReadonlyArray<number>> = [[]]
  for (let s = 1; s < sets.count; s++)
    states.push([...(states[sets.parent[s] ?? 0] ?? []), sets.added[s] ?? 0])
  return of(elements, states)
}

/** The states that no learner of the bank's own model can have. */
export const infeasible = (
  model: Model,
  { elements, states }: Structure
): ReadonlyArray<ReadonlyArray<number>> => {
  const all = closures(model)
  const own = elements.map(({ items }) => {
    const { competence, acquis: place } = model.items[items[0] ?? -1] ?? { competence: -1, acquis: -1 }
    return model.competences[competence]?.competence.acquis[place]?.id ?? ''
  })
  return states.filter((state) => {
    const known = new Set(state.map((place) => own[place] ?? ''))
    const needed = new Set([...known].flatMap((id) => [id, ...(all.get(id) ?? [])]))
    const held = new Set(state)
    return own.some((id, place) => !held.has(place) && needed.has(id))
  })
}

/** The ids of what is known in a state. */
export const idsOf = ({ elements }: Structure, state: ReadonlyArray<number>): ReadonlyArray<string> =>
  state.map((place) => elements[place]?.id ?? '')
