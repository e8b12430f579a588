/**
 * The associations of a CFPackage, as edges between the places of its items: which lies below which, and which comes
 * before which.
 *
 * Laws
 * 1. every association is an edge, or is listed
 *
 * @since 0.2.0
 */
import type { Issue } from '../bank/Issue'
import * as CaseFile from './CaseFile'
import * as Loss from './Loss'

/** The place of the document. */
export const DOCUMENT = -1

/** An association whose ends are places among the items, or the document. */
export interface Edge {
  readonly origin: number
  readonly destination: number
  /** Its own place among the associations. */
  readonly place: number
  /** Where it stands among its siblings; infinite where it does not say. */
  readonly sequence: number
}

export interface Graph {
  /** The origin lies directly below the destination. */
  readonly isChildOf: ReadonlyArray<Edge>
  /** The origin comes before the destination, which requires it. */
  readonly precedes: ReadonlyArray<Edge>
  readonly issues: ReadonlyArray<Issue>
  readonly losses: ReadonlyArray<Loss.Loss>
}

/** Where each identifier stands; whoever has it first owns it. */
const placesOf = (
  file: CaseFile.File
): { readonly places: ReadonlyMap<string, number>; readonly issues: ReadonlyArray<Issue> } => {
  const places = new Map([[file.CFDocument.identifier, DOCUMENT]])
  const issues = CaseFile.items(file).flatMap(({ identifier }, i): ReadonlyArray<Issue> => {
    const first = places.get(identifier)
    if (first === undefined) {
      places.set(identifier, i)
      return []
    }
    const owner = first === DOCUMENT ? 'CFDocument' : `CFItems[${first}]`
    return [
      {
        _tag: 'wrong-value',
        path: ['CFItems', i, 'identifier'],
        expected: 'an identifier that nothing else has',
        actual: `that of ${owner}`
      }
    ]
  })
  return { places, issues }
}

const PARENT = 'isChildOf'
const BEFORE = 'precedes'

export const of = (file: CaseFile.File): Graph => {
  const items = CaseFile.items(file)
  const { places, issues } = placesOf(file)
  const edges = { [PARENT]: new Array<Edge>(), [BEFORE]: new Array<Edge>() }
  const lost = new Map<string, Array<string>>()
  const lose = (what: string, identifiers: readonly [string, string]): void => {
    const names = lost.get(what) ?? []
    const nameOf = (identifier: string): string => {
      const own = items[places.get(identifier) ?? DOCUMENT]
      return own === undefined ? identifier : CaseFile.nameOf(own)
    }
    names.push(identifiers.map(nameOf).join(' → '))
    lost.set(what, names)
  }
  CaseFile.associations(file).forEach((association, place) => {
    const { associationType: type, sequenceNumber: sequence = Infinity } = association
    const from = association.originNodeURI.identifier
    const to = association.destinationNodeURI.identifier
    const [origin, destination] = [places.get(from), places.get(to)]
    if (origin === undefined || destination === undefined)
      lose(`\`${type}\` with an end outside the package`, [from, to])
    else if (type === PARENT && origin !== DOCUMENT)
      edges[PARENT].push({ origin, destination, place, sequence })
    else if (type === BEFORE) edges[BEFORE].push({ origin, destination, place, sequence })
    else lose(`\`${type}\``, [from, to])
  })
  return {
    isChildOf: edges[PARENT],
    precedes: edges[BEFORE],
    issues,
    losses: [...lost].flatMap(([what, names]) =>
      Loss.named(`associations ${what}`, names, 'a bank has a tree and `requires`, and no other relation')
    )
  }
}
