/**
 * The items of a CFPackage in the four steps of a bank: domains, and competences with their topics and acquis.
 *
 * Laws
 * 1. every item has a place in the bank, or is listed
 * 2. an acquis is of the nearest topic above it, a competence of the nearest domain
 *
 * @since 0.2.0
 */
import * as CaseFile from './CaseFile'
import { DOCUMENT } from './CaseGraph'
import * as CaseRoles from './CaseRoles'
import * as CaseTree from './CaseTree'
import * as Loss from './Loss'

/** Places of items; of the document, where that is the competence. */
export interface Arranged {
  readonly item: number
  readonly domain: number | undefined
  readonly topics: ReadonlyArray<number>
  readonly acquis: ReadonlyArray<{ readonly item: number; readonly topic: number | undefined }>
}

export interface Arrangement {
  readonly domains: ReadonlyArray<number>
  readonly competences: ReadonlyArray<Arranged>
  readonly losses: ReadonlyArray<Loss.Loss>
}

interface Growing {
  readonly item: number
  readonly domain: number | undefined
  readonly topics: Set<number>
  readonly acquis: Array<Arranged['acquis'][number]>
}

/** What an item lies below. */
interface Above {
  readonly domain?: number
  /** Whether the domain is one by its type, and no mere heading, which the next heading replaces. */
  readonly isDomain?: boolean
  readonly competence?: Growing
  readonly topic?: number
}

export const of = (file: CaseFile.File, whole: CaseTree.Tree, reading: CaseRoles.Reading): Arrangement => {
  const { tree, leftOut } = CaseRoles.pruned(file, whole, reading)
  const roles = CaseRoles.decide(file, tree, reading)
  const domains = new Set<number>()
  const competences: Array<Growing> = []
  const headings: Array<number> = []
  const outside: Array<number> = []

  const begun = (item: number, { domain }: Above): Above => {
    const competence: Growing = { item, domain, topics: new Set(), acquis: [] }
    competences.push(competence)
    if (domain !== undefined) domains.add(domain)
    return { competence }
  }

  const above = roles.isDocument ? begun(DOCUMENT, {}) : {}
  CaseTree.walk(tree, above, (item, depth, over): Above => {
    const { competence, topic } = over
    switch (roles.of(item, depth, competence !== undefined)) {
      case 'domain':
        domains.add(item)
        return { domain: item, isDomain: true }
      case 'competence':
        return begun(item, over)
      case 'topic':
        competence?.topics.add(item)
        return { ...over, topic: item }
      case 'acquis':
        if (topic !== undefined) competence?.topics.add(topic)
        competence?.acquis.push({ item, topic })
        return over
      case undefined:
        if (competence === undefined && tree.below[item]?.length === 0) outside.push(item)
        else headings.push(item)
        if (competence !== undefined) return { ...over, topic: item }
        return over.isDomain === true ? over : { domain: item }
    }
  })

  const topics = new Set(competences.flatMap((competence) => [...competence.topics]))
  const named = (what: string, items: ReadonlyArray<number>, why: string): ReadonlyArray<Loss.Loss> =>
    Loss.named(what, items.map(CaseFile.nameAt(file)), why)
  return {
    domains: [...domains],
    competences: competences.map((each) => ({ ...each, topics: [...each.topics] })),
    losses: [
      ...named('items left out', leftOut, 'as their type, or one above them, was said to be none'),
      ...named('items outside of competences', outside, 'nothing lies below them that could be assessed'),
      ...named(
        'headings',
        headings.filter((item) => !topics.has(item) && !domains.has(item)),
        'a bank has one heading above a competence, its domain, and one above an acquis, its topic'
      )
    ]
  }
}
