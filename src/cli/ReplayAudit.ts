/**
 * `acquis replay --mode audit`: whether sessions, and the profiles made of them, are what the engine makes of their bank,
 * seed, settings and answers.
 *
 * @since 0.2.0
 */
import { createHash } from 'node:crypto'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Bank } from '../bank/Bank'
import * as Audit from '../lab/Audit'
import * as Profile from '../profile/Profile'
import * as AuditView from './AuditView'
import type { Capabilities, Effect, Exit, Files } from './Capabilities'
import * as Failure from './Failure'
import * as Jobs from './Jobs'
import * as Layout from './Layout'
import * as Load from './Load'
import { attempt, done } from './LogEffect'
import * as LogFiles from './LogFiles'
import * as Source from './Source'

export const names = ['audit.json', 'audit.csv', 'run.json'] as const

export interface Request {
  readonly sessions: ReadonlyArray<string>
  readonly profiles: ReadonlyArray<string>
  readonly bank: string
  readonly out: string
  readonly anyVersion: boolean
  readonly workers: number
  readonly json: boolean
}

/** Sessions are handed to workers by so many. */
const SHARD = 32

/** What there was in a file. */
interface Input {
  readonly file: string
  /** SHA-256 of the content, gzip taken off. */
  readonly sha256: string
  readonly records: number
}

/** What stands in a file: one value, or one on each line of many. */
interface Entry {
  /** The file, and the line where it holds many. */
  readonly name: string
  /** The name of the file without folders and endings; none where it holds many. */
  readonly stem: string | undefined
  readonly value: unknown
  /** Why it cannot be read. */
  readonly wrong: string | undefined
}

interface Reading {
  readonly input: Input
  readonly entries: ReadonlyArray<Entry>
}

const stemOf = (file: string): string =>
  file.replace(/^.*[\\/]/, '').replace(/(?:\.json|\.ya?ml)?(?:\.gz)?$/i, '')

const entryOf =
  (many: boolean) =>
  ({ file, line, value, problems }: Source.Source): Entry => {
    const problem = problems.find(({ severity }) => severity === 'error')
    return {
      name: many ? `${file}:${line}` : file,
      stem: many ? undefined : stemOf(file),
      value,
      wrong:
        problem === undefined
          ? undefined
          : `line ${problem.line}, column ${problem.column}: ${problem.message}`
    }
  }

const read =
  (files: Files) =>
  (file: string): Effect<Reading> =>
    pipe(
      files.read(file, Source.LIMIT),
      TE.chain((bytes) =>
        pipe(
          TE.fromTask<ReadonlyArray<Source.Source>, Failure.Failure>(() => Source.parseAll(file, bytes)),
          TE.map((sources) => ({
            input: {
              file,
              sha256: createHash('sha256').update(bytes).digest('hex'),
              records: sources.length
            },
            entries: sources.map(entryOf(/\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(file)))
          }))
        )
      )
    )

/** One file after the other, so that no more of them is held as bytes than one. */
const readAll = (files: Files, all: ReadonlyArray<string>): Effect<ReadonlyArray<Reading>> =>
  TE.traverseSeqArray(read(files))(all)

const textAt = (u: unknown, key: string): string | undefined => {
  if (typeof u !== 'object' || u === null || !Object.hasOwn(u, key)) return undefined
  const value = (u as Readonly<Record<string, unknown>>)[key]
  return typeof value === 'string' ? value : undefined
}

interface Paired {
  readonly recorded: ReadonlyArray<Audit.Recorded>
  readonly strays: ReadonlyArray<AuditView.Stray>
}

const strayReason = ({ value, wrong }: Entry): string | undefined =>
  wrong ??
  (textAt(value, 'format') === Profile.FORMAT && textAt(value, 'learner') !== undefined
    ? undefined
    : `it is no profile (${Profile.FORMAT})`)

/**
 * Sessions with their profiles. A profile says which learner it is of: the session whose file is named like that, or else
 * whose seed it is; the first profile of a learner is of the first such session. One session and one profile belong
 * together whatever they are called.
 */
const pair = (sessions: ReadonlyArray<Entry>, profiles: ReadonlyArray<Entry>): Paired => {
  const strays: Array<AuditView.Stray> = []
  const waiting = new Map<string, Array<Entry>>()
  for (const entry of profiles) {
    const reason = strayReason(entry)
    if (reason !== undefined) {
      strays.push({ name: entry.name, reason })
      continue
    }
    const learner = textAt(entry.value, 'learner') ?? ''
    const list = waiting.get(learner)
    if (list === undefined) waiting.set(learner, [entry])
    else list.push(entry)
  }
  const take = (learner: string | undefined): Entry | undefined => waiting.get(learner ?? '')?.shift()
  const alone = sessions.length === 1 && profiles.length === 1
  const recorded = sessions.map(({ name, stem, value }) => {
    const profile = alone
      ? [...waiting.values()].flatMap((list) => list.splice(0))[0]
      : ((stem === undefined ? undefined : take(stem)) ?? take(textAt(value, 'seed')))
    return { name, session: value, ...(profile === undefined ? {} : { profile: profile.value }) }
  })
  for (const [learner, left] of waiting)
    for (const { name } of left)
      strays.push({ name, reason: `no session has the file name or the seed \`${learner}\`` })
  return { recorded, strays }
}

/** The findings, in the order of the sessions. */
const findingsOf = async (
  { workers, progress }: Capabilities,
  plan: Audit.Plan,
  recorded: ReadonlyArray<Audit.Recorded>,
  count: number
): Promise<ReadonlyArray<Audit.Finding>> => {
  const shards = Array.from({ length: Math.ceil(recorded.length / SHARD) }, (_, i) =>
    recorded.slice(i * SHARD, (i + 1) * SHARD)
  )
  const findings: Array<Audit.Finding> = []
  const bar = progress('auditing', recorded.length)
  const take = (some: ReadonlyArray<Audit.Finding>): void => {
    findings.push(...some)
    bar.update(findings.length)
  }
  try {
    if (count > 1 && shards.length > 1)
      await done(workers.run({ job: Jobs.audit, context: plan, shards, workers: count, take }))
    else shards.map(Audit.all(plan)).forEach(take)
  } finally {
    bar.stop()
  }
  return findings
}

const encoded = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`

const audit = async (
  capabilities: Capabilities,
  { out, anyVersion, workers }: Request,
  bank: Bank,
  sessions: ReadonlyArray<Reading>,
  profiles: ReadonlyArray<Reading>
): Promise<AuditView.Audit> => {
  const folder = await LogFiles.folder(capabilities, out, names)
  const { texts } = folder
  const forget = capabilities.onInterrupt(
    () => `interrupted; the files in \`${out}\` are as they were before: the same command starts again`
  )
  try {
    const entries = sessions.flatMap((reading) => reading.entries)
    const { recorded, strays } = pair(
      entries,
      profiles.flatMap((reading) => reading.entries)
    )
    const wrong = new Map(
      entries.flatMap((entry) => (entry.wrong === undefined ? [] : [[entry.name, entry.wrong]]))
    )
    const findings = await findingsOf(capabilities, { bank, anyVersion }, recorded, workers)
    const result = AuditView.of(
      bank,
      anyVersion,
      findings.map((finding) => {
        const remark = wrong.get(finding.name)
        return remark === undefined ? finding : { ...finding, verdict: 'unreadable', remark }
      }),
      strays
    )
    texts['audit.json'].add(encoded(result))
    texts['audit.csv'].add(AuditView.csv(result))
    texts['run.json'].add(
      encoded({
        format: 'acquis-run/1',
        version: capabilities.version,
        command: 'replay',
        options: { mode: 'audit', anyVersion },
        bank: result.bank,
        inputs: [...sessions, ...profiles].map(({ input }) => input),
        sessions: result.sessions,
        questions: result.questions,
        agree: result.verdicts.agrees,
        strays: strays.length
      })
    )
    await folder.commit()
    return result
  } catch (error) {
    await folder.discard()
    throw error
  } finally {
    forget()
  }
}

const isTable = (file: string): boolean => /\.(?:csv|tsv|txt)(?:\.gz)?$/i.test(file)

export const run = (capabilities: Capabilities, request: Request): Effect<Exit> => {
  const { files, stdout } = capabilities
  const table = [...request.sessions, ...request.profiles].find(isTable)
  if (table !== undefined)
    return TE.left(
      Failure.usage(
        `--mode audit takes sessions (acquis-session/1), as \`acquis take --session\` writes them: of a table such as \`${Layout.safeLine(table)}\` neither the seed nor the rules are known`
      )
    )
  return pipe(
    Load.bank(files)(request.bank),
    TE.chain((bank) =>
      pipe(
        readAll(files, request.sessions),
        TE.chain((sessions) =>
          pipe(
            readAll(files, request.profiles),
            TE.chain((profiles) =>
              attempt('cannot audit', () => audit(capabilities, request, bank, sessions, profiles))
            )
          )
        )
      )
    ),
    TE.chainFirst((result) =>
      stdout.write(
        request.json
          ? encoded(result)
          : `${[...AuditView.report(result), '', `${names.join(', ')} in ${Layout.safeLine(request.out)}`].join('\n')}\n`
      )
    ),
    TE.map((result): Exit => (AuditView.agrees(result) ? 0 : 1))
  )
}
