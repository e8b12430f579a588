/** The fixtures are sound, and the small log replays to the very profile that its simulated session ended with. */
import * as E from 'fp-ts/lib/Either.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as Assessment from '../../src/assessment/Assessment'
import * as Refusal from '../../src/assessment/Refusal'
import * as Grading from '../../src/assessment/Grading'
import * as Bank from '../../src/bank/Bank'
import * as Text from '../../src/bank/Text'
import * as Replay from '../../src/lab/Replay'
import * as Profile from '../../src/profile/Profile'

const fixtures = join(import.meta.dirname, '../../fixtures')
const read = (file: string): string => readFileSync(join(fixtures, file), 'utf8')

const bankOf = (file: string): Bank.Bank => {
  const decoded = Bank.decode(parse(read(file)))
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left.slice(0, 3)))
  return decoded.right
}

const digital = bankOf('digital-skills.yaml')
const framework = bankOf('framework.yaml')

describe('digital-skills.yaml', () => {
  test('has no issues, not even warnings', () => {
    expect(Bank.check(parse(read('digital-skills.yaml')))).toEqual([])
  })
  test('two competences, each with at least 10 topics and 40 acquis over levels 1 to 7', () => {
    expect(digital.competences.map(({ id }) => id)).toEqual(['1.3', '4.1'])
    for (const { topics, acquis } of digital.competences) {
      expect(topics.length).toBeGreaterThanOrEqual(10)
      expect(acquis.length).toBeGreaterThanOrEqual(40)
      expect([...new Set(acquis.map(({ level }) => level))]).toEqual([1, 2, 3, 4, 5, 6, 7])
      for (const { learnMore } of topics) expect(learnMore.length).toBeGreaterThan(0)
    }
  })
  test('every acquis has two gradable challenges and a hint, in French and English', () => {
    for (const { challenges, nextTime, id } of digital.competences.flatMap(({ acquis }) => acquis)) {
      const gradable = challenges.filter(({ solution }) => solution !== undefined)
      expect(gradable.length, id).toBeGreaterThanOrEqual(2)
      for (const challenge of gradable) {
        expect(challenge.prompt === undefined ? [] : Text.locales(challenge.prompt)).toEqual(['fr', 'en'])
        expect(challenge.nextTime ?? nextTime, challenge.id).toBeDefined()
      }
    }
  })
  test('the grader accepts every solution', () => {
    for (const challenge of digital.competences
      .flatMap(({ acquis }) => acquis)
      .flatMap(({ challenges }) => challenges)) {
      const { solution } = challenge
      if (solution === undefined) continue
      const inputs =
        solution._tag === 'option'
          ? [solution.option]
          : solution._tag === 'options'
            ? [solution.options.join(' ')]
            : solution._tag === 'text'
              ? solution.accept
              : [String(solution.value), String(solution.value).replace('.', ',')]
      for (const input of inputs)
        expect(Grading.grade(challenge)(input), `${challenge.id}: ${input}`).toEqual(
          E.right({ outcome: 'correct', faults: [] })
        )
    }
  })
})

describe('framework.yaml', () => {
  test('has no issues, not even warnings', () => {
    expect(Bank.check(parse(read('framework.yaml')))).toEqual([])
  })
  test('5 domains, 16 competences, at least 170 topics and 640 acquis, three challenges each', () => {
    const acquis = framework.competences.flatMap((competence) => competence.acquis)
    expect(framework.domains).toHaveLength(5)
    expect(framework.competences).toHaveLength(16)
    expect(framework.competences.flatMap(({ topics }) => topics).length).toBeGreaterThanOrEqual(170)
    expect(acquis.length).toBeGreaterThanOrEqual(640)
    expect(new Set(acquis.map(({ level }) => level)).size).toBe(8)
    for (const { challenges, title } of acquis) {
      expect(challenges).toHaveLength(3)
      expect(title).toBeDefined()
      for (const { prompt } of challenges) expect(prompt).toBeUndefined()
    }
  })
})

test('responses.csv, made by `take digital-skills.yaml --simulate 3.2 --seed 7 --log`, replays to the same profile', () => {
  const responses = read('responses.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, challenge = '', outcome = ''] = line.split(',')
      return { challenge, outcome: outcome as 'correct' | 'incorrect' | 'skipped' }
    })
  const live = responses.reduce(
    (assessment, response) => {
      const step = Assessment.next(assessment)
      expect(step).toMatchObject({ _tag: 'Ask', challenge: response.challenge })
      const answered = Assessment.answer(assessment, response)
      if (E.isLeft(answered)) throw new Error(Refusal.message(answered.left))
      return answered.right
    },
    Assessment.start(digital, { seed: 7 })
  )
  expect(Assessment.next(live)._tag).toBe('Finished')
  const context = Replay.context(live.model)
  const encoded = Replay.encode(live.model, responses)
  const replayed = Replay.profile(context, '7', encoded, Replay.fold(context, encoded))
  expect(JSON.stringify(replayed)).toBe(JSON.stringify(Profile.of(live)))
})
