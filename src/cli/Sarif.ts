/**
 * Problems as SARIF 2.1.0 (OASIS), which code scanning services and editors read.
 *
 * Laws
 * 1. it is valid against the published schema
 * 2. every result names its rule, and every rule its page
 *
 * @since 0.2.0
 */
import * as Issue from '../bank/Issue'
import type { Checked } from './Checking'
import * as FileUri from './FileUri'
import type { Problem } from './Source'

/** The pages of docs/codes, put in by the build. */
declare const __CODES__: Readonly<
  Record<string, { readonly severity: string; readonly summary: string; readonly markdown: string }>
>

export interface Run {
  readonly version: string
  /** The working folder: files are named relative to it. */
  readonly folder: string
  readonly checked: ReadonlyArray<Checked>
  /** Why files could not be read, in sentences. */
  readonly failures: ReadonlyArray<string>
}

const ruleOf = (code: string): object => {
  const page = Object.hasOwn(__CODES__, code) ? __CODES__[code] : undefined
  if (page === undefined) return { id: code }
  return {
    id: code,
    shortDescription: { text: page.summary },
    help: { text: page.markdown, markdown: page.markdown },
    defaultConfiguration: { level: page.severity }
  }
}

const resultOf =
  (rules: ReadonlyMap<string, number>, uriOf: (file: string) => string) =>
  (problem: Problem): object => {
    const { code, severity, message, suggestion, file, path } = problem
    return {
      ruleId: code,
      ruleIndex: rules.get(code),
      level: severity,
      message: { text: suggestion === undefined ? message : `${message}; ${suggestion}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file) },
            region: {
              startLine: problem.line,
              startColumn: problem.column,
              endLine: problem.endLine,
              endColumn: problem.endColumn
            }
          },
          ...(path.length === 0 ? {} : { logicalLocations: [{ fullyQualifiedName: Issue.showPath(path) }] })
        }
      ]
    }
  }

const notification = (level: 'error' | 'note', text: string): object => ({ level, message: { text } })

/** The log, ready for JSON. */
export const of = ({ version, folder, checked, failures }: Run): object => {
  const problems = checked.flatMap((each) => each.problems)
  const codes = [...new Set(problems.map(({ code }) => code))].sort()
  const rules = new Map(codes.map((code, i) => [code, i]))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'acquis', version, rules: codes.map(ruleOf) } },
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: [
              ...failures.map((sentence) => notification('error', sentence)),
              ...checked.flatMap(({ file, note }) =>
                note === undefined ? [] : [notification('note', `${file}: ${note}`)]
              )
            ]
          }
        ],
        columnKind: 'utf16CodeUnits',
        results: problems.map(resultOf(rules, FileUri.uriOf(folder)))
      }
    ]
  }
}
