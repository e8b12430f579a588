/** `acquis import roles`: a matrix, as a spreadsheet has it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as Roles from '../../src/assessment/Roles'
import * as Bank from '../../src/bank/Bank'
import { run } from './fake'

const imported = (table: string, ...words: ReadonlyArray<string>) =>
  run(['import', 'roles', 'm.csv', ...words], { files: { 'm.csv': table } })

describe('import roles', () => {
  it('makes roles of a matrix', async () => {
    const ran = await imported(
      'role;title:fr;title:en;frequency;1.1;1.2\r\ndesk;Accueil;Desk;daily;Intermediate;3\r\nhead;Tête;Head;;none;\r\n',
      '--set',
      'bank=framework',
      '--out',
      'roles.yaml'
    )
    expect(ran).toMatchObject({ exit: 0, stderr: '' })
    expect(parse(ran.files.get('roles.yaml') ?? '')).toEqual({
      format: 'acquis-roles/1',
      id: 'roles',
      bank: 'framework',
      roles: {
        desk: {
          title: { fr: 'Accueil', en: 'Desk' },
          frequency: 'daily',
          expected: { '1.1': 'intermediate', '1.2': 3 }
        },
        head: { title: { fr: 'Tête', en: 'Head' }, frequency: 'frequent', expected: { '1.1': 'none' } }
      }
    })
  })

  it('names every problem with its line and its cell', async () => {
    const ran = await imported(
      'role,title,frequency,1.1\ndesk,Desk,often,expert\na b,X,daily,9\ndesk,Y,daily,1\n'
    )
    expect(ran).toMatchObject({ exit: 1, stdout: '' })
    for (const place of [
      'm.csv:2:11 error',
      'C2:',
      'm.csv:3:1 error',
      'D3:',
      'm.csv:4:1 error duplicate-row: A4:'
    ])
      expect(ran.stderr).toContain(place)
  })

  it.each([
    ['rolle,1.1\na,1\n', 'is it `rolle`?'],
    ['role,1.1,1.1\na,1,2\n', 'stands here twice'],
    ['', 'this file is empty']
  ])('%j', async (table, sentence) => {
    const ran = await imported(table)
    expect([ran.exit, ran.files.size]).toEqual([1, 0])
    expect(ran.stderr).toContain(sentence)
  })
})

it('the fixture is right beside its bank, with seven functions and something to expect in all sixteen competences', () => {
  const read = (file: string): unknown =>
    parse(readFileSync(join(import.meta.dirname, '../../fixtures', file), 'utf8'))
  const bank = Bank.decode(read('framework.yaml'))
  if (bank._tag === 'Left') throw new Error('framework.yaml has issues')
  const roles = Roles.decode(bank.right)(read('roles.yaml'))
  if (roles._tag === 'Left') throw new Error(JSON.stringify(roles.left))
  expect(roles.right.roles.length).toBe(7)
  for (const { expected, title } of roles.right.roles) {
    expect(expected.map(([id]) => id)).toEqual(bank.right.competences.map(({ id }) => id))
    expect(Object.keys(title as object)).toEqual(['fr', 'en'])
  }
})
