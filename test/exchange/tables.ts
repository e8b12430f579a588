/** Tables as tests write them: one line a row, cells separated by `|`, blanks around them taken off. */
import * as Bank from '../../src/bank/Bank'
import * as BankFile from '../../src/bank/BankFile'
import * as Codec from '../../src/bank/Codec'
import * as TableRead from '../../src/exchange/TableRead'
import type * as TableWrite from '../../src/exchange/TableWrite'

export const cells = (text: string): ReadonlyArray<ReadonlyArray<string>> =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('\\n', '\n')))

export const grid = (table: TableWrite.Table, decimalComma = false): TableRead.Grid => ({
  rows: table.map((row, i) => ({ number: i + 1, cells: row })),
  decimalComma
})

export const read = (text: string, decimalComma = false): TableRead.Reading =>
  TableRead.read(grid(cells(text), decimalComma))

export const draftOf = (file: unknown): BankFile.Draft => Codec.examine(BankFile.codec)(file).value

const letter = (column: number): string => String.fromCharCode(65 + column)

/** Everything that is wrong with a table and its bank: `B2 missing-cell`, … by place. */
export const faults = (text: string, decimalComma = false): ReadonlyArray<string> => {
  const { bank, whole, remarks, locate } = read(text, decimalComma)
  const issues = whole ? Bank.check(bank) : []
  return [
    ...remarks.map(({ at, code }) => ({ at, code: code })),
    ...issues.flatMap((issue) => {
      const at = locate(issue)
      return at === undefined ? [] : [{ at, code: issue._tag }]
    })
  ]
    .sort((a, b) => a.at.row - b.at.row || a.at.column - b.at.column)
    .map(({ at, code }) => `${letter(at.column)}${at.row + 1} ${code}`)
}
