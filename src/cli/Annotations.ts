/**
 * Problems as workflow commands of GitHub Actions, which show them beside the lines of a change.
 *
 * Laws
 * 1. a problem is one line, whatever its file and its message hold
 *
 * @since 0.2.0
 */
import type { Checked } from './Checking'
import * as FileUri from './FileUri'

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** `::error file=bank.yaml,line=3,…,title=unknown-key::unknown key …` */
export const of = (checked: ReadonlyArray<Checked>, folder: string): string => {
  const pathOf = FileUri.pathOf(folder)
  return checked
    .flatMap(({ problems }) => problems)
    .map(({ file, line, column, endLine, endColumn, severity, code, message, suggestion }) => {
      const properties = {
        file: pathOf(file),
        line,
        endLine,
        // GitHub takes columns only where all of it is on one line.
        ...(line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {}),
        title: code
      }
      const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`)
      const text = suggestion === undefined ? message : `${message}; ${suggestion}`
      return `::${severity} ${list.join(',')}::${data(text)}\n`
    })
    .join('')
}
