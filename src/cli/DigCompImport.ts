/**
 * `acquis import digcomp`: a bank without challenges from DigComp 3.0's data supplement, with translation tables beside
 * it, from such tables alone, or from a table of DigComp 2.
 *
 * @since 0.2.0
 */
import { sequenceS } from 'fp-ts/lib/Apply.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Issue } from '../bank/Issue'
import * as DigComp2 from '../exchange/DigComp2'
import * as DigComp from '../exchange/DigCompFramework'
import * as DigCompGraph from '../exchange/DigCompGraph'
import * as DigCompTable from '../exchange/DigCompTable'
import * as Loss from '../exchange/Loss'
import type { Imported } from '../exchange/SkeletonBank'
import type { Effect } from './Capabilities'
import * as DigCompFiles from './DigCompFiles'
import * as Failure from './Failure'
import type { Given, Reading, Settings } from './Formats'
import * as FrameworkReading from './FrameworkReading'
import * as Layout from './Layout'
import * as SettingValue from './SettingValue'
import type { Problem } from './Source'
import * as Source from './Source'
import * as TableImport from './TableImport'

interface Options extends DigComp.Options {
  readonly locale: string
  /** Of translation tables whose names do not tell. */
  readonly translation?: string
}

const options = (settings: Settings): E.Either<Failure.Failure, Options> =>
  pipe(
    sequenceS(E.Applicative)({
      id: SettingValue.id(settings, 'id'),
      locale: SettingValue.locale(settings, 'locale'),
      translation: SettingValue.locale(settings, 'translation')
    }),
    E.map((chosen) => ({
      ...DigComp.defaults,
      locale: 'en',
      ...SettingValue.defined({
        ...chosen,
        title: settings.get('title'),
        acquis: DigComp.choices.find((each) => each === settings.get('acquis')),
        end: DigComp.ends.find((each) => each === settings.get('level'))
      }),
      ladder: SettingValue.isYes(settings, 'ladder')
    }))
  )

/** A translation table that has been read. */
interface Translation extends DigCompTable.Read {
  readonly sheet: DigCompFiles.Sheet
}

const tableOf =
  ({ translation }: Options) =>
  ({ file, rows }: DigCompFiles.Sheet): E.Either<Failure.Failure, DigCompTable.Table> => {
    const locale = DigCompFiles.localeOf(file) ?? translation
    return locale === undefined
      ? E.left(
          Failure.usage(
            `in which language is \`${Layout.safeLine(file)}\`? Name it like core-framework.fr.csv, or say --set translation=fr`
          )
        )
      : E.right({ locale, rows })
  }

const translationsOf = (
  sheets: ReadonlyArray<DigCompFiles.Sheet>,
  chosen: Options
): E.Either<Failure.Failure, ReadonlyArray<Translation>> =>
  pipe(
    E.traverseArray(tableOf(chosen))(sheets),
    E.map((tables) =>
      DigCompTable.read(tables).flatMap((read, i): ReadonlyArray<Translation> => {
        const sheet = sheets[i]
        return sheet === undefined ? [] : [{ ...read, sheet }]
      })
    )
  )

const problemsOf = (translations: ReadonlyArray<Translation>): ReadonlyArray<Problem<string>> =>
  translations.flatMap(({ sheet, remarks }) => DigCompFiles.remarked(sheet, remarks))

/** Issues in rows: what was imported has come from them. */
const locateIn =
  (sheets: ReadonlyArray<DigCompFiles.Sheet>, { originOf }: Imported): Reading['locate'] =>
  (issues) =>
    issues.flatMap((issue) => {
      const [table = 0, row = 0] = originOf(issue.path).map(Number)
      const sheet = sheets[table]
      return sheet === undefined
        ? []
        : [TableImport.inSheet(sheet.file, sheet).ofIssue(issue, { row, column: 0 })]
    })

const readingOf = (
  imported: Imported,
  sheets: ReadonlyArray<DigCompFiles.Sheet>,
  problems: ReadonlyArray<Problem<string>>,
  losses: ReadonlyArray<Loss.Loss>
): Reading => ({
  bank: imported.bank,
  whole: true,
  problems,
  locate: locateIn(sheets, imported),
  notes: [...imported.losses, ...losses].map(Loss.sentence)
})

const ofGraph = async (
  { file, bytes }: Given,
  translations: ReadonlyArray<Translation>,
  chosen: Options
): Promise<Reading> => {
  const convert = (u: unknown): E.Either<ReadonlyArray<Issue>, Imported> => {
    const { framework, issues, losses } = DigCompGraph.read(u, chosen.locale)
    if (issues.length > 0) return E.left(issues)
    const imported = DigComp.toBank(framework, chosen, DigCompTable.translations(translations))
    return E.right({
      ...imported,
      losses: [
        ...imported.losses,
        ...losses,
        ...translations.flatMap((each) => [...each.losses, ...DigCompTable.losses(framework, each.entries)])
      ]
    })
  }
  const reading = FrameworkReading.of(await Source.parse(file, bytes), convert)
  return { ...reading, problems: [...reading.problems, ...problemsOf(translations)] }
}

const ofTables = (translations: ReadonlyArray<Translation>, chosen: Options): Reading => {
  const { framework, losses } = DigCompTable.frameworkOf(
    translations.flatMap(({ entries }) => entries),
    chosen.locale
  )
  return readingOf(
    DigComp.toBank(framework, chosen, DigCompTable.translations(translations)),
    translations.map(({ sheet }) => sheet),
    problemsOf(translations),
    [...losses, ...translations.flatMap((each) => each.losses)]
  )
}

const ofOld = (sheet: DigCompFiles.Sheet, chosen: Options): Reading => {
  const { framework, remarks, losses } = DigComp2.read(sheet.rows, chosen.locale)
  return readingOf(
    DigComp.toBank(framework, chosen, DigComp.untranslated),
    [sheet],
    DigCompFiles.remarked(sheet, remarks),
    losses
  )
}

const MANY =
  'give one framework: the JSON-LD file of DigComp 3.0, translation tables, or both; or one table of DigComp 2'

const combined = (
  { graphs, translations: sheets, olds, problems }: DigCompFiles.Files,
  chosen: Options
): Effect<Reading> => {
  const [graph] = graphs
  const [old] = olds
  if (problems.length > 0)
    return TE.right({ bank: undefined, whole: false, problems, locate: () => [], notes: [] })
  if (graphs.length + olds.length > 1 || (old !== undefined && sheets.length > 0))
    return TE.left(Failure.usage(MANY))
  if (old !== undefined) return TE.right(ofOld(old, chosen))
  return pipe(
    TE.fromEither(translationsOf(sheets, chosen)),
    TE.chain((translations) =>
      graph === undefined
        ? TE.right(ofTables(translations, chosen))
        : TE.fromTask(() => ofGraph(graph, translations, chosen))
    )
  )
}

export const read = (files: ReadonlyArray<Given>, settings: Settings): Effect<Reading> =>
  pipe(
    TE.fromEither(options(settings)),
    TE.chain((chosen) => combined(DigCompFiles.sorted(files), chosen))
  )
