import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/Commands'
import { run } from './fake'

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length))

describe('acquis', () => {
  it('prints its version', async () => {
    for (const word of ['--version', '-v'])
      expect(await run([word])).toMatchObject({ exit: 0, stdout: '0.0.0-test\n', stderr: '' })
  })

  it.each([['--help'], ['-h'], ['help']])('lists the commands with %s', async (word) => {
    const { exit, stdout } = await run([word])
    expect(exit).toBe(0)
    for (const { name, summary } of commands)
      expect(stdout).toMatch(new RegExp(` {2}${name} +${summary.slice(0, 12)}`))
  })

  it('shows the same on stderr, and ends with 2, where it is asked for nothing', async () => {
    const { exit, stdout, stderr } = await run([])
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage: acquis <command>')
  })

  it.each([
    ['vaildate', 'unknown command `vaildate`; did you mean `validate`?'],
    ['frobnicate', 'unknown command `frobnicate`\n'],
    ['--colour', 'unknown option `--colour`\n'],
    ['\u001b[31mtake', 'unknown command `take`']
  ])('ends with 2 for %j', async (word, sentence) => {
    const { exit, stdout, stderr } = await run([word])
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
  })
})

describe.each(['take', 'validate', 'inspect', 'schema'])('acquis %s --help', (name) => {
  it('tells of every option with its default, and has an example', async () => {
    const { exit, stdout, stderr } = await run([name, '--help'])
    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(new RegExp(`^Usage: acquis ${name} `))
    expect(stdout).toMatch(/\nExamples?:\n {2}# /)
    expect(stdout).toContain('--help, -h')
    expect((await run([name, '-h'])).stdout).toBe(stdout)
    expect((await run(['help', name])).stdout).toBe(stdout)
  })

  it('fits into its columns', async () => {
    for (const width of [50, 80, 100]) {
      const { stdout } = await run([name, '--help'], { width })
      expect(widest(stdout.slice(0, stdout.indexOf('Example')))).toBeLessThanOrEqual(width)
    }
  })
})

describe('acquis take --help', () => {
  it('gives every rule with its default', async () => {
    const { stdout } = await run(['take', '--help'], { width: 400 })
    expect(stdout).toContain(
      'maxQuestions=20, maxSeconds=none, precision=0.05, minGain=0.01, order=sequential'
    )
  })
})
