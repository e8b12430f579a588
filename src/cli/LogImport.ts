/**
 * `acquis import log`: a bank to begin with, where there is none yet, out of the responses of a log.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { outcomes } from '../bank/Challenge'
import * as LogBank from '../exchange/LogBank'
import * as Loss from '../exchange/Loss'
import type { Capabilities, Effect } from './Capabilities'
import * as Failure from './Failure'
import type { Reading, Settings } from './Formats'
import * as Layout from './Layout'
import { attempt } from './LogEffect'
import type { LogFormat } from './LogFormat'
import * as LogOptions from './LogOptions'
import * as LogReader from './LogReader'
import { kindOf } from './LogIntake'
import * as LogRow from './LogRow'
import * as SettingValue from './SettingValue'

interface Request extends Pick<LogReader.Receiver, 'names'>, Omit<LogBank.Plan, 'title'> {
  readonly format: LogFormat
  readonly codes: LogRow.Codes
  readonly title: string | undefined
}

/** Four levels tell items apart, and leave most of them company. */
const LEVELS = 4

const request = (settings: Settings): E.Either<Failure.Failure, Request> =>
  pipe(
    E.Do,
    E.bind('how', () => {
      const [format, map, outcomes] = [settings.get('format'), settings.get('map'), settings.get('outcomes')]
      const own = { skill: settings.get('skill'), competence: settings.get('competence') }
      return LogOptions.reading({ format, map, outcomes }, SettingValue.defined(own))
    }),
    E.bind('levels', () => SettingValue.wholeNumber(1, 8)(settings, 'levels')),
    E.bind('id', () => SettingValue.id(settings, 'id')),
    E.map(({ how, levels, id }) => ({
      ...how,
      levels: levels ?? LEVELS,
      id,
      title: settings.get('title')
    }))
  )

/** Answers of one kind: right ones and wrong ones. */
interface Answers {
  right: number
  wrong: number
}

/** What is found out about an item, row by row. */
interface Found {
  readonly name: string
  readonly all: Answers
  /** The first attempts alone, and those of which it is not known. */
  readonly first: Answers
  skipped: number
  readonly skills: Set<string>
  /** How often it was put under each competence. */
  readonly competences: Map<string, number>
}

/** All items of logs, as they turn up. */
const items = () => {
  const numbers = new Map<string, number>()
  const found: Array<Found> = []
  const find = (name: string): number | string => {
    if (name === '') return 'no challenge'
    const known = numbers.get(name)
    if (known !== undefined) return known
    const own = LogRow.detached(name)
    numbers.set(own, found.length)
    return (
      found.push({
        name: own,
        all: { right: 0, wrong: 0 },
        first: { right: 0, wrong: 0 },
        skipped: 0,
        skills: new Set(),
        competences: new Map()
      }) - 1
    )
  }
  const described = (item: Found | undefined, { skills, competence }: LogRow.Traits): void => {
    if (item === undefined) return
    for (const skill of skills) if (!item.skills.has(skill)) item.skills.add(LogRow.detached(skill))
    if (competence === '') return
    const count = item.competences.get(competence)
    item.competences.set(count === undefined ? LogRow.detached(competence) : competence, (count ?? 0) + 1)
  }
  return {
    find,
    found,
    mentioned: (name: string): void => {
      find(name)
    },
    folded: (name: string, traits: () => LogRow.Traits): void =>
      described(found[numbers.get(name) ?? -1], traits()),
    response: ({ code }: LogRow.Entry, traits: () => LogRow.Traits): void => {
      const item = found[LogRow.itemOf(code)]
      const said = traits()
      described(item, said)
      const outcome = outcomes[LogRow.outcomeOf(code)]
      if (item === undefined) return
      if (outcome === 'skipped') {
        item.skipped++
        return
      }
      const key = outcome === 'correct' ? 'right' : 'wrong'
      item.all[key]++
      if (said.isFirst !== false) item.first[key]++
    }
  }
}

/** The most frequent; of several, the first by code unit. */
const mostly = (counts: ReadonlyMap<string, number>): string =>
  [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? ''

const item = ({ name, all, first, skipped, skills, competences }: Found): LogBank.Item => ({
  name,
  skipped,
  ...(first.right + first.wrong > 0 ? first : all),
  skills: [...skills],
  competence: mostly(competences)
})

/** What was rejected, by kind of reason, each kind with the place of its first row. */
const rejections = () => {
  const kinds = new Map<string, { count: number; readonly first: string }>()
  return {
    rejected: (file: string, line: number, reason: string): void => {
      const kind = kindOf(reason)
      const known = kinds.get(kind)
      if (known === undefined)
        kinds.set(kind, { count: 1, first: `${file}, line ${line}: ${Layout.safeLine(reason)}` })
      else known.count++
    },
    notes: (): ReadonlyArray<string> =>
      [...kinds].map(([kind, { count, first }]) => `rows rejected, ${kind}: ${count}; the first is ${first}`)
  }
}

const shown = (name: string): string => `\`${Layout.safeLine(name)}\``

const made = (
  found: ReadonlyArray<Found>,
  rejected: ReadonlyArray<string>,
  plan: LogBank.Plan
): E.Either<Failure.Failure, Reading> => {
  const { bank, losses, collisions } = LogBank.of(found.map(item), plan)
  if (found.every(({ all }) => all.right + all.wrong === 0))
    return E.left(
      Failure.problems(['there is no answer to make a bank of', ...rejected.slice(0, 8)].join('\n'))
    )
  const [collision] = collisions
  if (collision !== undefined)
    return E.left(
      Failure.problems(
        `the challenges ${collision.map(shown).join(' and ')} would have the same id: rename one`
      )
    )
  const torn = found.filter(({ competences }) => competences.size > 1).map(({ name }) => name)
  return E.right({
    bank,
    whole: true,
    problems: [],
    locate: () => [],
    notes: [
      ...[
        ...losses,
        ...Loss.named(
          'items of several competences',
          torn,
          'each is in the one that the most of its rows name'
        )
      ].map(Loss.sentence),
      ...rejected
    ]
  })
}

export const stream = (
  capabilities: Capabilities,
  files: ReadonlyArray<string>,
  settings: Settings
): Effect<Reading> =>
  pipe(
    TE.fromEither(request(settings)),
    TE.chain(({ format, names, codes, title, ...plan }) => {
      const { find, found, ...heard } = items()
      const { rejected, notes } = rejections()
      const read = LogReader.reader(capabilities, {
        format,
        names,
        judge: LogRow.judgeBy(find, codes, LogRow.learners()),
        // Its bytes alone do not tell the skill of a row.
        take: () => false,
        ...heard,
        rejected,
        traits: true,
        settle: () => Promise.resolve()
      })
      return pipe(
        attempt('cannot read the log', async () => {
          for (const file of files) await read(file)
        }),
        TE.chainEitherK(() =>
          made(found, notes(), { ...plan, title: title ?? SettingValue.stem(files[0] ?? '', 'log') })
        )
      )
    })
  )
