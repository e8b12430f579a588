/**
 * `acquis cohort`: what the profiles of many people come to, for those who plan trainings, without telling of any of them.
 *
 * @since 0.2.0
 */
import { array, flag, multioption, number, option, restPositionals, string } from 'cmd-ts'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Offers from '../assessment/Offers'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as CohortCsv from './CohortCsv'
import { baseOf, divisionsOf, filesOf, rolesOf, wrong, type Values } from './CohortOptions'
import * as CohortLearners from './CohortLearners'
import * as CohortPages from './CohortPages'
import * as CohortRoster from './CohortRoster'
import * as CohortRun from './CohortRun'
import * as CohortView from './CohortView'
import * as Command from './Command'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Load from './Load'
import { attempt, done, fail } from './LogEffect'
import * as LogFiles from './LogFiles'
import * as Options from './Options'

const encoded = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`

interface Finished {
  readonly outcome: CohortRun.Outcome
  readonly names: ReadonlyArray<string>
  /** How many pages the report has. */
  readonly pages: number
  /** How many learners have a page of their own. */
  readonly learners: number
}

const gather = async (capabilities: Capabilities, values: Values, out: string): Promise<Finished> => {
  const { files, version, onInterrupt } = capabilities
  const { least, cover, names, anyVersion, report, pages: learners, locale, roster: rosterFile } = values
  const base = baseOf(values.base) ?? 1
  const bank = values.bank === undefined ? undefined : await done(Load.bank(files)(values.bank))
  const { roles, titles, unknown } = await rolesOf(capabilities, values.roles, bank)
  const offers =
    values.offers === undefined || bank === undefined
      ? undefined
      : (await done(Load.decoded(files)(values.offers, Offers.decode(bank)))).value
  const refused: Array<CohortRun.Rejected> = []
  const roster =
    rosterFile === undefined
      ? CohortRoster.EMPTY
      : await CohortRoster.read(capabilities, rosterFile, (file, line, reason) =>
          refused.push({ file, line, reason })
        )
  const by = divisionsOf(values.by, roster)
  if (roles !== undefined && !roster.columns.includes('role'))
    fail(Failure.usage('--roles needs a column `role` in the roster, with the ids of the roles'))
  const chosen = filesOf(values)
  const written = [...chosen, 'cohort.json', 'run.json'] as const
  for (const each of [report, learners]) if (each !== undefined) await done(files.makeFolder(each))
  const folder = await LogFiles.folder(capabilities, out, written)
  const forget = onInterrupt(() => `interrupted; the files in \`${out}\` are as they were before`)
  try {
    const found = await CohortRun.run(capabilities, {
      profiles: values.profiles,
      before: values.before,
      bank,
      roles,
      roster,
      rosterFile: rosterFile ?? '',
      offers,
      by,
      least,
      base,
      enough: cover,
      names,
      pages: learners !== undefined,
      anyVersion,
      workers: values.workers ?? capabilities.workers.cores
    })
    const own =
      learners === undefined || bank === undefined
        ? { pages: 0, rejected: [] }
        : await CohortLearners.write(capabilities, learners, found, { bank, roster, roles, titles, locale })
    const outcome = { ...found, rejected: [...unknown, ...refused, ...found.rejected, ...own.rejected] }
    for (const name of chosen) folder.texts[name].add(CohortCsv.tables[name](outcome))
    folder.texts['cohort.json'].add(encoded(CohortView.json(outcome)))
    folder.texts['run.json'].add(
      encoded({
        format: 'acquis-run/1',
        version,
        command: 'cohort',
        options: { by: outcome.divisions, least, base: values.base, cover, names, anyVersion },
        bank: outcome.bank,
        inputs: outcome.inputs,
        before: outcome.before,
        roster: roster.entries.size,
        people: outcome.tables.people,
        rejected: outcome.rejected.length
      })
    )
    const pages =
      report === undefined || outcome.tables.people === 0
        ? 0
        : await CohortPages.write(capabilities, report, outcome, {
            glossary: {
              roles: titles,
              ...(bank === undefined ? {} : { bank }),
              ...(offers === undefined ? {} : { offers: offers.offers })
            },
            base,
            names,
            locale
          })
    await folder.commit()
    return { outcome, names: written, pages, learners: own.pages }
  } catch (error) {
    await folder.discard()
    throw error
  } finally {
    forget()
  }
}

/** What was left out, with its place, as far as anybody reads it. */
const remarks = ({ rejected }: CohortRun.Outcome): string => {
  const shown = rejected
    .slice(0, Load.SHOWN)
    .map(({ file, line, reason }) => `${Layout.safeLine(file)}:${line} ${Layout.safeLine(reason)}\n`)
  const rest = rejected.length - shown.length
  return shown.join('') + (rest > 0 ? `… and ${rest} more in rejected.csv\n` : '')
}

const run =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    const { stdout, stderr } = capabilities
    const sentence = wrong(values)
    const out = values.out ?? ''
    if (sentence !== undefined) return TE.left(Failure.usage(sentence))
    return pipe(
      attempt('cannot make tables of this cohort', () => gather(capabilities, values, out)),
      TE.chainFirst(({ outcome }) => stderr.write(remarks(outcome))),
      TE.filterOrElse(
        ({ outcome }) => outcome.tables.people > 0,
        () => Failure.problems('there is no profile that counts, so the tables are empty')
      ),
      TE.chain(({ outcome, names, pages, learners }) => {
        const text = values.json
          ? JSON.stringify(CohortView.json(outcome), null, 2)
          : [
              ...CohortView.report(outcome, Math.max(72, stdout.width())),
              '',
              `${names.join(', ')} in ${Layout.safeLine(out)}`,
              ...(pages === 0
                ? []
                : [
                    `${pages} ${pages === 1 ? 'page' : 'pages'}, from index.html on, in ${Layout.safeLine(values.report ?? '')}`
                  ]),
              ...(values.pages === undefined
                ? []
                : [
                    `${learners} ${learners === 1 ? 'page' : 'pages'} of learners, from learners.html on, in ${Layout.safeLine(values.pages)}`
                  ])
            ].join('\n')
        return pipe(
          stdout.write(`${text}\n`),
          TE.map((): Exit => (values.strict && outcome.rejected.length > 0 ? 1 : 0))
        )
      })
    )
  }

export const command = Command.define({
  name: 'cohort',
  description:
    'Says what the profiles of many people come to, by group: who is in which band, who reaches what is expected, what most people lack, and which trainings would help most; with intervals, and without telling of anybody',
  examples: [
    { description: 'all people', command: 'acquis cohort profiles.jsonl --out cohort' },
    {
      description: 'by commune, by age and by role, beside what roles expect',
      command:
        'acquis cohort profiles.jsonl --roster roster.csv --roles roles.yaml --by commune,age --bank bank.yaml --out cohort'
    },
    {
      description: 'which trainings to hold, and for whom',
      command:
        'acquis cohort profiles.jsonl --roster roster.csv --roles roles.yaml --bank bank.yaml --offers offers.yaml --names --out cohort'
    },
    {
      description: 'what has changed since last year',
      command: 'acquis cohort 2026.jsonl --before 2025.jsonl --out cohort'
    },
    {
      description: 'a report in French, with a page for each commune',
      command:
        'acquis cohort profiles.jsonl --roster roster.csv --by commune --bank bank.yaml --out cohort --report pages --locale fr'
    }
  ],
  args: {
    profiles: restPositionals({
      type: string,
      displayName: 'PROFILES',
      description:
        'profiles (acquis-profile/1), one a line (.jsonl, .ndjson) or one as JSON; gzip is taken off; `-` is stdin, one a line'
    }),
    out: Options.text(
      'out',
      'DIR',
      'folder for the tables; files of their names in it are replaced, others stay'
    ),
    roster: Options.text(
      'roster',
      'FILE',
      'a table (CSV, TSV) with a row for each person who is to take part: learner, and any of role, invited, started, finished, minutes, felt:COMPETENCE, and columns to divide people by'
    ),
    by: Options.text(
      'by',
      'COLUMN,…',
      'columns of the roster by which people are divided; two together: commune+age (default: none; role, where there are --roles)'
    ),
    roles: Options.text('roles', 'FILE', 'what is expected of each role (acquis-roles/1)'),
    bank: Options.text(
      'bank',
      'BANK',
      'the item bank of the profiles: for topics, and for what was believed before any answer (default: no topics, and all people together stand for that)'
    ),
    offers: Options.text(
      'offers',
      'FILE',
      'trainings that can be held (acquis-offers/1); needs --bank and --roles'
    ),
    cover: option({
      type: { ...number, displayName: 'SHARE' },
      long: 'cover',
      description: 'the share of what trainings could cover at which the plan is long enough',
      defaultValue: () => 0.8,
      defaultValueIsSerializable: true
    }),
    before: multioption({
      type: { ...array(string), displayName: 'FILE' },
      long: 'before',
      description:
        'profiles of an earlier round, as often as needed: what has changed of those who are in both'
    }),
    base: option({
      type: { ...string, displayName: 'LEVEL' },
      long: 'base',
      description: 'the common base that everybody should have, a level or a band',
      defaultValue: () => 'intermediate',
      defaultValueIsSerializable: true
    }),
    least: option({
      type: { ...number, displayName: 'N' },
      long: 'least',
      description: 'groups of fewer people are merged, and so are others from whose tables one could tell',
      defaultValue: () => 5,
      defaultValueIsSerializable: true
    }),
    names: flag({
      long: 'names',
      description:
        'write lists with names as well: fragility.csv, reminders.csv with --roster, and seats.csv with --offers (default: no name is written)'
    }),
    report: Options.text(
      'report',
      'DIR',
      'folder for a report: index.html for all people, and a page for each group; with --names, names.html (default: none)'
    ),
    pages: Options.text(
      'pages',
      'DIR',
      'folder for a page for each learner, numbered, and learners.html, a list of names that leads to them; needs --bank (default: none)'
    ),
    locale: Options.text(
      'locale',
      'LOCALE',
      'the language of the report and the pages, such as fr (default: the first of the bank; else English)'
    ),
    anyVersion: flag({
      long: 'any-version',
      description: 'take profiles of other versions of the bank, too (default: they are listed and left out)'
    }),
    workers: Options.workers('threads that parse profiles'),
    strict: flag({ long: 'strict', description: 'exit code 1 where a line was left out or passed over' }),
    json: flag({ long: 'json', description: 'the summary as acquis-cohort/1, as JSON' })
  },
  handler: run
})
