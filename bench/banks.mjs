/** Banks of any size for the benches of calibration, and answers of simulated learners to them. */
import { Bank } from '../dist/index.js'
import { Learner, Random } from '../dist/lab.js'

/** So many competences of 40 acquis in 10 topics, levels 1 to 8, so many challenges each; noise and d by chance. */
export const bank = ({ competences, challenges, model = {}, noisy = false, bent = false, seed = 'bank' }) => {
  const source = Random.source(seed)
  const draw = (from, to) => from + (to - from) * source()
  const acquisOf = (c, level, topic) => ({
    topic: `t${topic}`,
    ...(noisy ? { difficulty: Math.round(100 * (level + draw(-0.7, 0.7))) / 100 } : {}),
    challenges: Object.fromEntries(
      Array.from({ length: challenges }, (_, n) => [
        `c${c}-${level}-${topic}-${n}`,
        {
          format: 'practical',
          ...(noisy ? { slip: draw(0.03, 0.2), guess: draw(0.03, 0.25) } : {}),
          ...(bent ? { discrimination: draw(0, 0.8) } : {})
        }
      ])
    )
  })
  const levels = [1, 2, 3, 4, 5, 6, 7, 8]
  const decoded = Bank.decode({
    format: 'acquis-bank/1',
    id: 'bench',
    title: 'Bench',
    model,
    competences: Object.fromEntries(
      Array.from({ length: competences }, (_, c) => [
        `k${c}`,
        {
          title: `k${c}`,
          topics: Object.fromEntries(Array.from({ length: 10 }, (_, t) => [`t${t}`, { title: `t${t}` }])),
          levels: Object.fromEntries(
            levels.map((level) => [
              level,
              Object.fromEntries(
                Array.from({ length: 5 }, (_, n) => 2 * n + (level % 2)).map((topic) => [
                  `a${c}-${level}-${topic}`,
                  acquisOf(c, level, topic)
                ])
              )
            ])
          )
        }
      ])
    )
  })
  if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded.left.slice(0, 3)))
  return decoded.right
}

const CODES = { correct: 0, incorrect: 1, skipped: 2 }

/** Answers of learners of the prior, each to so many challenges by chance, none twice. */
export const answers = (model, learners, each, seed) => {
  const starts = new Uint32Array(learners + 1)
  const codes = new Uint32Array(learners * each)
  const order = model.items.map(({ index }) => index)
  for (let l = 0; l < learners; l++) {
    const source = Random.source(`${seed}/answers/${l}`)
    const learner = Learner.nth(model, Learner.fromPrior, seed, l)
    for (let i = 0; i < each; i++) {
      const j = i + Math.floor(source() * (order.length - i))
      ;[order[i], order[j]] = [order[j], order[i]]
      codes[l * each + i] =
        4 * order[i] + CODES[Learner.answer(model, learner, model.items[order[i]], source)]
    }
    starts[l + 1] = (l + 1) * each
  }
  return { starts, codes }
}
