/**
 * What the pages about other formats show: a ```csv block marked `table` is a bank as a table, that of the ```yaml block
 * behind it, or marked `issues`, with the problems behind it. A ```json or ```csv block marked `import`, with a
 * format and settings, becomes the ```yaml block behind it, with the notes of the ```text block behind that.
 */
import { describe, expect, it } from 'vitest'
import { run } from '../cli/fake'
import { onPages, type Block } from './blocks'

describe('tables', () => {
  const isTable = ({ language, words }: Block): boolean => language === 'csv' && words.includes('table')

  const imported = (table: Block) =>
    run(['import', 'table', 'wrong.csv'], { files: { 'wrong.csv': table.code } })

  /** A table with the block behind it. */
  const tables = onPages.flatMap((table, i) =>
    isTable(table) ? [{ place: table.place, table, next: onPages[i + 1] }] : []
  )

  it.each(tables.filter(({ table }) => !table.words.includes('issues')))(
    '$place is a bank, that which follows where there is one',
    async ({ table, next }) => {
      const { exit, stdout, stderr } = await imported(table)
      expect([exit, stderr]).toEqual([0, ''])
      if (next?.language === 'yaml') expect(stdout).toBe(next.code)
    }
  )

  it.each(tables.filter(({ table }) => table.words.includes('issues')))(
    '$place has the problems that follow',
    async ({ table, next }) => {
      expect(await imported(table)).toMatchObject({ exit: 1, stdout: '', stderr: next?.code })
    }
  )
})

describe('other formats', () => {
  const found = onPages.flatMap((block, i) =>
    ['json', 'csv'].includes(block.language) && block.words.includes('import')
      ? [{ place: block.place, block, bank: onPages[i + 1], notes: onPages[i + 2] }]
      : []
  )

  it.each(found)('$place becomes the bank that follows', async ({ block, bank, notes }) => {
    const [, format = '', ...settings] = block.words
    const words = ['import', format, 'foreign', ...settings.flatMap((setting) => ['--set', setting])]
    const { exit, stdout, stderr } = await run(words, { files: { foreign: block.code } })
    expect([exit, stdout, stderr]).toEqual([0, bank?.code, notes?.code])
  })
})
