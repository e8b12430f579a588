/**
 * What the report of a cohort says, in French and in English. Numbers come as they are to be printed.
 *
 * @since 0.2.0
 */
import type { Offer } from '../assessment/Offers'
import type { Bank } from '../bank/Bank'
import { inLocale, type Text } from '../bank/Text'
import type * as ChangeTables from '../lab/ChangeTables'
import type * as CohortTables from '../lab/CohortTables'
import type * as Needs from '../lab/Needs'
import type * as Participation from '../lab/Participation'
import type * as Training from '../lab/Training'
import { en } from './CohortEn'
import { fr } from './CohortFr'
import * as Language from './Language'
import * as Titles from './Titles'

/** What is published of a cohort, and nothing else: a page can tell no more than the tables do. */
export interface Survey {
  readonly tables: CohortTables.Tables
  readonly divisions: ReadonlyArray<string>
  /** The level of the common base. */
  readonly base: number
  readonly participation: ReadonlyArray<Participation.Row>
  readonly topics: ReadonlyArray<Needs.Need>
  readonly training:
    | (Pick<Training.Training, 'guarantee'> & {
        readonly sessions: ReadonlyArray<
          Pick<Training.Session, 'offer' | 'covers' | 'share'> & {
            /** How many, not who. */
            readonly people: number
          }
        >
      })
    | null
  readonly change: ReadonlyArray<ChangeTables.Row>
}

/** What ids are called, as far as files are at hand that say it. */
export interface Glossary {
  readonly bank?: Bank
  readonly roles?: ReadonlyMap<string, Text>
  readonly offers?: ReadonlyArray<Offer>
}

export interface Words {
  readonly title: (bank: string | undefined) => string
  readonly groupTitle: (by: string, group: string) => string
  readonly subtitle: (people: string, least: string) => string
  readonly groupSubtitle: string
  readonly withheld: (competences: string) => string
  readonly contents: string
  readonly back: string
  readonly data: string
  readonly range: (low: string, high: string) => string
  readonly people: (count: string) => string
  readonly all: string
  readonly others: string
  readonly none: string
  readonly role: string
  readonly group: string
  readonly competence: string
  readonly topic: string
  readonly notSaid: string
  readonly bands: readonly [string, string, string]
  readonly belowBase: string
  /** The same of all people, beside a group. */
  readonly ofAll: (share: string) => string
  readonly shares: string
  readonly groupShares: string
  readonly sharesChart: string
  readonly sharesLabel: string
  readonly sharesAxis: string
  readonly bordersLegend: string
  readonly sharesTable: (base: string) => string
  readonly sharesNote: string
  readonly by: (division: string) => string
  readonly byNote: string
  readonly fragile: (from: string, to: string) => string
  readonly first: (shown: string) => string
  readonly expected: string
  readonly expectedChart: string
  readonly expectedLabel: string
  readonly expectedAxis: string
  readonly expectedTable: string
  readonly expectedColumns: readonly [string, string, string]
  readonly expectedNote: string
  readonly felt: string
  readonly feltRow: (band: string) => string
  readonly feltColumns: readonly [string, string, string]
  readonly feltTable: string
  readonly feltNote: string
  readonly participation: string
  readonly participationChart: string
  readonly participationLabel: (finished: string, invited: string) => string
  readonly participationParts: readonly [string, string, string]
  readonly participationTable: string
  readonly participationColumns: readonly [string, string, string, string]
  readonly topics: string
  readonly topicsChart: string
  readonly topicsLabel: string
  readonly topicsAxis: string
  readonly topicsTable: string
  readonly topicsColumns: readonly [string, string]
  readonly topicsNote: string
  readonly training: string
  readonly trainingChart: string
  readonly trainingLabel: (share: string, sessions: string) => string
  readonly trainingAxis: readonly [string, string]
  readonly trainingTable: string
  readonly trainingColumns: readonly [string, string, string, string, string]
  readonly guarantee: Readonly<Record<Training.Training['guarantee'], string>>
  readonly change: string
  readonly changeChart: readonly [string, string]
  readonly changeLabel: string
  readonly changeAxis: string
  readonly changeTable: string
  readonly changeColumns: readonly [string, string, string]
  readonly changeNote: string
  readonly rangeLegend: string
  readonly method: string
  readonly methodParagraphs: ReadonlyArray<string>
  readonly names: string
  readonly namesSubtitle: string
  readonly reminders: string
  readonly remindersColumns: readonly [string, string, string]
  readonly began: readonly [string, string]
  readonly fragility: (base: string) => string
  readonly fragilityColumns: readonly [string, string]
  readonly seats: string
  readonly session: (n: string, offer: string) => string
  readonly learnerPages: string
  readonly nobody: string
}

interface Cell {
  readonly by: string
  readonly group: string | null
  readonly kind: 'all' | 'group' | 'others'
}

/** In which language, and by which names. */
export interface Voice {
  readonly words: Words
  readonly notation: Language.Notation
  readonly bank: string | undefined
  readonly competence: (id: string) => string
  readonly topic: (competence: string, id: string) => string
  readonly division: (by: string) => string
  readonly groupName: (cell: Cell) => string
  readonly offer: (id: string) => { readonly title: string; readonly hours: number | undefined }
}

export const voice = (
  { bank, roles, offers = [] }: Glossary,
  language: Language.Language,
  locale: string
): Voice => {
  const words = language === 'fr' ? fr : en
  const titles = bank === undefined ? undefined : Titles.of(bank, locale)
  const text = inLocale(locale)
  const trainings = new Map(offers.map((offer) => [offer.id, offer]))
  return {
    words,
    notation: Language.notation(language),
    bank: titles?.bank,
    competence: (id) => {
      const title = titles?.competence(id) ?? id
      return title === id ? id : `${id} ${title}`
    },
    topic: (competence, id) => titles?.topic(competence, id) ?? id,
    division: (by) => (by === 'role' ? words.role : by),
    groupName: ({ by, group, kind }) => {
      if (kind !== 'group') return kind === 'all' ? words.all : words.others
      if (group === null || group === '') return words.none
      const role = by === 'role' ? roles?.get(group) : undefined
      return role === undefined ? group : text(role)
    },
    offer: (id) => {
      const found = trainings.get(id)
      return { title: found === undefined ? id : text(found.title), hours: found?.hours }
    }
  }
}
