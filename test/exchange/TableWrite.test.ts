import { fc, test } from '@fast-check/vitest'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as BankFile from '../../src/bank/BankFile'
import * as Codec from '../../src/bank/Codec'
import * as TableText from '../../src/cli/TableText'
import * as TableRead from '../../src/exchange/TableRead'
import * as TableWrite from '../../src/exchange/TableWrite'
import * as arbitrary from '../support/arbitraries'

const draftOf = (file: unknown): BankFile.Draft => Codec.examine(BankFile.codec)(file).value

const written = (file: unknown, decimalComma = false): TableWrite.Table =>
  TableWrite.write(draftOf(file), decimalComma)

/** There and back, by way of the text, which has to be UTF-8. */
const throughText = (table: TableWrite.Table, separator: TableText.Separator): TableRead.Reading => {
  const bytes = new TextEncoder().encode(TableText.write(table, separator))
  const sheet = TableText.read(new TextDecoder().decode(bytes))
  return TableRead.read({ rows: sheet.rows, decimalComma: separator === ';' })
}

const separator = () => fc.constantFrom(...TableText.separators)

describe('law 1: read ∘ write = identity, up to the bank that it decodes to', () => {
  test.prop([arbitrary.bankFile(), separator()], { numRuns: 400 })('of any bank', (file, by) => {
    const { bank, remarks } = throughText(written(file, by === ';'), by)
    expect(remarks).toEqual([])
    expect(arbitrary.decoded(bank)).toEqual(arbitrary.decoded(file))
  })
})
