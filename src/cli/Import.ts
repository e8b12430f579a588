/**
 * `acquis import`: an item bank out of another format, or all that is wrong with what was given.
 *
 * @since 0.2.0
 */
import { flag, option, optional, restPositionals, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Bank from '../bank/Bank'
import * as BankFile from '../bank/BankFile'
import * as Codec from '../bank/Codec'
import * as Issue from '../bank/Issue'
import type { Capabilities, Effect, Exit, Files } from './Capabilities'
import * as Command from './Command'
import * as Failure from './Failure'
import * as FormatChoice from './FormatChoice'
import * as FormatNotes from './FormatNotes'
import { importers, type Given, type Importer, type Made, type Reading } from './Formats'
import * as Layout from './Layout'
import * as Load from './Load'
import * as Source from './Source'

/** Settings of `log` that have options of their own, with what they take. */
const shorthands = {
  skill: 'COLUMN',
  levels: 'N',
  competence: 'COLUMN',
  format: 'FORMAT',
  map: 'COLUMN=NAME,…',
  outcomes: 'CODE=OUTCOME,…'
} as const

type Shorthand = keyof typeof shorthands

interface Values extends Readonly<Record<Exclude<Shorthand, 'format'> | 'logFormat', string | undefined>> {
  readonly format: string | undefined
  readonly files: ReadonlyArray<string>
  readonly set: ReadonlyArray<string>
  readonly out: string | undefined
  readonly all: boolean
}

const inputs = ({ files, out }: Values, { name, several }: Importer): E.Either<Failure.Failure, void> => {
  if (files.length === 0) return E.left(Failure.usage('which file? `acquis import --help` has an example'))
  if (files.length > 1 && !several)
    return E.left(Failure.usage(`${name} takes one file, not ${files.length}`))
  return files.some((file, i) => files.indexOf(file) !== i)
    ? E.left(Failure.usage('a file is named twice'))
    : FormatChoice.output(files, out)
}

/** All settings as words, whichever way they were given. */
const settingsOf = (values: Values): ReadonlyArray<string> => {
  const { skill, levels, competence, logFormat, map, outcomes } = values
  const own: Readonly<Record<Shorthand, string | undefined>> = {
    skill,
    levels,
    competence,
    format: logFormat,
    map,
    outcomes
  }
  return [
    ...values.set,
    ...Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
  ]
}

const given =
  ({ read }: Files) =>
  (file: string): Effect<Given> =>
    pipe(
      read(file, Source.LIMIT),
      TE.map((bytes) => ({ file, bytes }))
    )

/** File by file, each by place. */
const sorted = (problems: ReadonlyArray<Source.Problem<string>>): ReadonlyArray<Source.Problem<string>> =>
  [...new Set(problems.map(({ file }) => file))].flatMap((file) =>
    Load.sorted(problems.filter((problem) => problem.file === file))
  )

const lines = (problems: ReadonlyArray<Source.Problem<string>>, all: boolean): ReadonlyArray<string> => {
  const shown = all ? problems : problems.slice(0, Load.SHOWN)
  const rest = problems.length - shown.length
  return [
    ...shown.map(Load.line),
    ...(rest > 0 ? [`… and ${rest} more; \`acquis import --all\` shows them`] : []),
    Load.count(problems)
  ]
}

/** For a format that does not know where an issue of its bank comes from. */
const unplaced = (issue: Issue.Issue): string =>
  Layout.safeLine(`${Issue.showPath(issue.path)}: ${Issue.message(issue)}`)

const save =
  ({ files, stdout }: Capabilities, out: string | undefined) =>
  (bank: unknown): Effect<ReadonlyArray<string>> =>
    pipe(
      TE.tryCatch(() => import('./BankText'), Failure.from('cannot load what writes banks')),
      TE.chain((BankText) => {
        const text = BankText.of(Codec.examine(BankFile.codec)(bank).value, out)
        return pipe(
          out === undefined || out === '-' ? stdout.write(text) : files.write(out, text),
          TE.map(() => BankText.notes(text, out))
        )
      })
    )

const finish =
  (capabilities: Capabilities, { out, all }: Values) =>
  (reading: Reading): Effect<Exit> => {
    const { stderr } = capabilities
    const { bank, whole, locate, notes } = reading
    const issues = whole ? Bank.check(bank) : []
    const problems = sorted([...reading.problems, ...locate(issues)])
    const isBad = problems.some(({ severity }) => severity === 'error')
    if (!whole || isBad || issues.some(Issue.isError)) {
      const said = isBad ? lines(problems, all) : issues.map(unplaced)
      return TE.left(Failure.problems(`there is something to mend\n${said.join('\n')}`))
    }
    const warnings = all
      ? lines(problems, all)
      : [`${Load.count(problems)}; \`acquis import --all\` shows them`]
    return pipe(
      save(capabilities, out)(bank),
      TE.chainFirst(() => stderr.write(problems.length === 0 ? '' : `${warnings.join('\n')}\n`)),
      TE.chain((more) => FormatNotes.write(stderr, 'import', [...notes, ...more], all)),
      TE.map((): Exit => 0)
    )
  }

/** Writes what is no bank, as long as nothing is wrong with it. */
const deliver =
  ({ files, stdout }: Capabilities, { out, all }: Values) =>
  ({ text, problems }: Made): Effect<Exit> =>
    problems.length > 0
      ? TE.left(Failure.problems(`there is something to mend\n${lines(sorted(problems), all).join('\n')}`))
      : pipe(
          out === undefined || out === '-' ? stdout.write(text) : files.write(out, text),
          TE.map((): Exit => 0)
        )

const run =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> =>
    pipe(
      TE.Do,
      TE.bind('importer', () => TE.fromEither(FormatChoice.format(importers, values.format))),
      TE.bind('settings', ({ importer }) =>
        TE.fromEither(FormatChoice.settings(importer, settingsOf(values)))
      ),
      TE.chainFirst(({ importer }) => TE.fromEither(inputs(values, importer))),
      TE.bind('reader', ({ importer }) =>
        TE.tryCatch(importer.load, Failure.from(`cannot load the format ${importer.name}`))
      ),
      TE.chain(({ reader, settings }) => {
        if ('stream' in reader)
          return pipe(
            reader.stream(capabilities, values.files, settings),
            TE.chain(finish(capabilities, values))
          )
        const all = TE.traverseArray(given(capabilities.files))(values.files)
        return 'make' in reader
          ? pipe(
              all,
              TE.chain((files) => reader.make(files, settings, values.out)),
              TE.chain(deliver(capabilities, values))
            )
          : pipe(
              all,
              TE.chain((files) => reader.read(files, settings)),
              TE.chain(finish(capabilities, values))
            )
      })
    )

const { format, set } = FormatChoice.args(importers)

const shorthand = (name: Shorthand) =>
  option({
    type: { ...optional(string), displayName: shorthands[name] },
    long: name,
    description: `log: the same as --set ${name}=${shorthands[name]}`
  })

export const command = Command.define({
  name: 'import',
  description:
    'Makes an item bank out of another format. Either it is right, or everything that is wrong is listed, with its place in the file',
  examples: [
    { description: 'a bank from a spreadsheet', command: 'acquis import table bank.csv --out bank.yaml' },
    {
      description: 'a bank to write challenges into, from a competence framework',
      command: 'acquis import case framework.json --out bank.yaml --set competence-depth=2'
    },
    {
      description: 'a bank to begin with, from a log of responses',
      command: 'acquis import log log.csv --skill skill_id --levels 4 --out bank.json'
    },
    {
      description: 'a bank to calibrate, from a Q-matrix',
      command: 'acquis import q-matrix q.csv --set title=Fractions --out bank.yaml'
    }
  ],
  args: {
    format,
    files: restPositionals({
      type: string,
      displayName: 'FILE',
      description: 'what to read; `-` is stdin'
    }),
    set,
    skill: shorthand('skill'),
    levels: shorthand('levels'),
    competence: shorthand('competence'),
    logFormat: shorthand('format'),
    map: shorthand('map'),
    outcomes: shorthand('outcomes'),
    out: option({
      type: { ...optional(string), displayName: 'BANK' },
      long: 'out',
      description: 'the bank to write, JSON where its name ends in .json, else YAML (default: YAML on stdout)'
    }),
    all: flag({
      long: 'all',
      description: `all problems and notes, not only the first ${Load.SHOWN}, and warnings even where nothing is wrong`
    })
  },
  handler: run
})
