import { mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { watch } from '../../src/cli/NodeWatch'

const folder = mkdtempSync(join(tmpdir(), 'acquis-test-'))
const at = (name: string): string => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true }))

/** After what happens next, which files are told to have changed. */
const changes = (watching: AsyncGenerator<ReadonlyArray<string>>) => async (happens: () => void) => {
  const next = watching.next()
  // The first look at a file is what later ones are compared with.
  await new Promise((resolve) => setTimeout(resolve, 500))
  happens()
  return [...((await next).value as ReadonlyArray<string>)].sort()
}

describe('watch', () => {
  it('sees files written, replaced by rename, removed and there again, each once, and several together', async () => {
    writeFileSync(at('a'), '1')
    const watching = watch([at('a'), at('b')])
    const after = changes(watching)
    expect(await after(() => writeFileSync(at('a'), '22'))).toEqual([at('a')])
    expect(
      await after(() => {
        writeFileSync(at('a.tmp'), '333')
        renameSync(at('a.tmp'), at('a'))
      })
    ).toEqual([at('a')])
    expect(await after(() => unlinkSync(at('a')))).toEqual([at('a')])
    const both = await after(() => {
      writeFileSync(at('a'), '1')
      writeFileSync(at('b'), '1')
    })
    // A slow machine may look between the two.
    if (both.length === 1) both.push(...((await watching.next()).value as ReadonlyArray<string>))
    expect(both.sort()).toEqual([at('a'), at('b')])
    await watching.return(undefined)
  })

  it('tells later what changes while nobody asks', async () => {
    writeFileSync(at('c'), '1')
    const watching = watch([at('c')])
    await changes(watching)(() => writeFileSync(at('c'), '22'))
    writeFileSync(at('c'), '333')
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect((await watching.next()).value).toEqual([at('c')])
    await watching.return(undefined)
  })
})
