import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, it } from 'vitest'
import type { Effect } from '../../src/cli/Capabilities'
import { files } from '../../src/cli/NodeFiles'
import { removeUnfinished } from '../../src/cli/NodeOutgoing'

const folder = mkdtempSync(join(tmpdir(), 'acquis-test-'))
const at = (name: string): string => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true }))

const right = async <A>(effect: Effect<A>): Promise<A> => {
  const result = await effect()
  if (E.isLeft(result)) throw new Error(result.left.message)
  return result.right
}

const failure = async <A>(effect: Effect<A>) => {
  const result = await effect()
  return E.isLeft(result) ? result.left : undefined
}

const text = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const all: Array<Uint8Array> = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all).toString()
}

const stray = (): ReadonlyArray<string> => readdirSync(folder).filter((name) => name.endsWith('.tmp'))

describe('Files: reading', () => {
  const long = Array.from({ length: 100_000 }, (_, i) => `line ${i}\n`).join('')
  writeFileSync(at('plain.txt'), long)
  writeFileSync(at('packed.txt'), gzipSync(long))
  writeFileSync(at('two.gz'), Buffer.concat([gzipSync('one '), gzipSync('two')]))
  writeFileSync(at('cut.gz'), gzipSync(long).subarray(0, 5000))
  writeFileSync(at('empty'), '')
  writeFileSync(at('one'), 'x')

  it('reads plain files and gzip alike, by their first bytes', async () => {
    for (const name of ['plain.txt', 'packed.txt']) {
      expect(Buffer.from(await right(files.read(at(name), 1e7))).toString()).toBe(long)
      const { chunks, size, position } = await right(files.stream(at(name)))
      expect(await text(chunks)).toBe(long)
      expect([size, position()]).toEqual([statSync(at(name)).size, statSync(at(name)).size])
    }
  })

  it('reads gzip of several parts, nothing, and a single byte', async () => {
    expect(await text((await right(files.stream(at('two.gz')))).chunks)).toBe('one two')
    expect(await text((await right(files.stream(at('empty')))).chunks)).toBe('')
    expect(await text((await right(files.stream(at('one')))).chunks)).toBe('x')
  })

  it('has a sentence for what cannot be read', async () => {
    expect(await failure(files.read(at('none'), 9))).toEqual({
      exit: 3,
      message: `cannot read \`${at('none')}\`: there is no such file or folder`
    })
    expect((await failure(files.read(folder, 9)))?.message).toContain('it is a folder')
    expect((await failure(files.read(at('plain.txt'), 1000)))?.message).toContain('it is larger than')
    expect((await failure(files.read(at('packed.txt'), 300_000)))?.message).toContain('it is larger than')
    expect((await failure(files.read(at('cut.gz'), 1e7)))?.message).toContain('the gzip data ends too early')
    expect((await failure(files.stream(at('none'))))?.exit).toBe(3)
  })

  it.skipIf(process.platform === 'win32')(
    'waits for who writes to a named pipe, but not forever',
    async () => {
      execFileSync('mkfifo', [at('pipe')])
      const reading = files.read(at('pipe'), 1e7)()
      setTimeout(() => writeFileSync(at('pipe'), 'through a pipe'), 300)
      const read = await reading
      expect(E.isRight(read) && Buffer.from(read.right).toString()).toBe('through a pipe')
      expect((await failure(files.read(at('pipe'), 1e7)))?.message).toContain(
        'it is a pipe that nobody writes to'
      )
    }
  )

  it('may be left in the middle', async () => {
    const { chunks } = await right(files.stream(at('packed.txt')))
    for await (const chunk of chunks) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
  })
})

describe('Files: writing', () => {
  it('replaces a file whole, keeps its mode, and leaves nothing behind', async () => {
    writeFileSync(at('out'), 'old')
    chmodSync(at('out'), 0o600)
    await right(files.write(at('out'), 'néw'))
    expect(readFileSync(at('out'), 'utf8')).toBe('néw')
    expect(statSync(at('out')).mode & 0o777).toBe(0o600)
    expect(stray()).toEqual([])
  })

  it('writes through a symbolic link', async () => {
    writeFileSync(at('target'), 'old')
    symlinkSync(at('target'), at('link'))
    await right(files.write(at('link'), 'new'))
    expect(readFileSync(at('target'), 'utf8')).toBe('new')
  })

  it('shows a large output only once it is complete', async () => {
    const output = await right(files.create(at('large')))
    await right(output.write('a'))
    await right(output.write(Buffer.from('b')))
    expect(readdirSync(folder)).not.toContain('large')
    await right(output.commit)
    expect(readFileSync(at('large'), 'utf8')).toBe('ab')
  })

  it('leaves nothing of what is discarded or interrupted', async () => {
    const output = await right(files.create(at('never')))
    await right(output.write('a'))
    await output.discard()
    const interrupted = await right(files.create(at('never either')))
    removeUnfinished()
    expect([stray(), readdirSync(folder).filter((name) => name.startsWith('never'))]).toEqual([[], []])
    await interrupted.discard()
  })

  it('keeps the part of what is left, and goes on with it from anywhere', async () => {
    const begun = await right(files.resume(at('log'), 0))
    await right(begun.write('abcdef'))
    await begun.leave()
    removeUnfinished()
    expect(readdirSync(folder).filter((name) => name.startsWith('log'))).toEqual(['log.part'])
    const next = await right(files.resume(at('log'), 3))
    await right(next.write('xy'))
    await right(next.commit)
    expect(readFileSync(at('log'), 'utf8')).toBe('abcxy')
    const anew = await right(files.resume(at('log'), 0))
    await right(anew.write('z'))
    await anew.leave()
    expect((await failure(files.resume(at('log'), 2)))?.message).toContain('log.part` has been cut short')
    const last = await right(files.resume(at('log'), 1))
    await last.discard()
    expect(readdirSync(folder).filter((name) => name.startsWith('log'))).toEqual(['log'])
  })

  it('removes a file, or nothing where there is none', async () => {
    writeFileSync(at('gone'), '')
    await right(files.remove(at('gone')))
    await right(files.remove(at('gone')))
    expect(readdirSync(folder)).not.toContain('gone')
    expect((await failure(files.remove(folder)))?.exit).toBe(3)
  })

  it('writes into what is no file as it is', async () => {
    await right(files.write('/dev/null', 'x'))
  })

  it('has a sentence for what cannot be written', async () => {
    mkdirSync(at('folder'))
    expect((await failure(files.write(at('folder'), 'x')))?.message).toContain('it is a folder')
    expect((await failure(files.write(at('no/such/file'), 'x')))?.message).toContain(
      'there is no such file or folder'
    )
    expect((await failure(files.makeFolder(at('out'))))?.exit).toBe(3)
    await right(files.makeFolder(at('a/b/c')))
    expect(await files.exists(at('a/b/c'))()).toBe(true)
    expect(await files.exists(at('a/b/d'))()).toBe(false)
  })

  it('spools what does not fit into memory', async () => {
    const scratch = await right(files.scratch)
    for (let i = 0; i < 1000; i++) await right(scratch.write(`${i}\n`))
    const all = Array.from({ length: 1000 }, (_, i) => `${i}\n`).join('')
    expect(scratch.size()).toBe(all.length)
    expect(await text(scratch.read())).toBe(all)
    expect(await text(scratch.read(2, 10))).toBe(all.slice(2, 10))
    expect(await text(scratch.read(5, 5))).toBe('')
    await scratch.discard()
  })
})
