/**
 * The same mathematics without any of the engine's economies: at every step the whole tree is computed anew from all
 * answers (model page, section 4), and every challenge is priced. It is what the steps are measured against, and it has
 * to choose the same challenges.
 */

const logistic = (x) => 1 / (1 + Math.exp(-x))
const entropy = (p) => (p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p))

const probability = ({ challenge }, known, distance) => {
  const p = known ? 1 - challenge.slip : challenge.guess
  return challenge.discrimination === 0
    ? p
    : logistic(Math.log(p / (1 - p)) + challenge.discrimination * distance)
}

/** P(known | all answers) of every acquis of every competence, from nothing but the answers. */
export const masteries = (model, answers) => {
  const nodes = model.abilities.length
  const tables = model.competences.map((competence, c) => {
    const likelihood = new Array(nodes).fill(1)
    const blocks = competence.blocks.map((block) => {
      const rows = []
      for (let s = 0; s < block.states.count; s++) {
        const row = []
        for (let k = 0; k < nodes; k++) row.push(block.prior[s * nodes + k])
        rows.push(row)
      }
      for (const { item, correct } of answers) {
        if (item.competence !== c) continue
        const place = block.acquis.indexOf(item.acquis)
        if (place < 0) continue
        const holding = new Set(block.states.containing[place])
        const { difficulty } = competence.competence.acquis[item.acquis]
        rows.forEach((row, s) => {
          for (let k = 0; k < nodes; k++) {
            const p = probability(item, holding.has(s), model.abilities[k] - difficulty)
            row[k] *= correct ? p : 1 - p
          }
        })
      }
      const total = new Array(nodes).fill(0)
      for (const row of rows) for (let k = 0; k < nodes; k++) total[k] += row[k]
      for (let k = 0; k < nodes; k++) likelihood[k] *= total[k]
      return { block, rows, total }
    })
    const top = Math.max(...likelihood)
    return { competence, blocks, likelihood: likelihood.map((x) => x / top) }
  })
  const messages = tables.map(({ likelihood }) =>
    Array.from(model.general, (_, g) => {
      let sum = 0
      for (let k = 0; k < nodes; k++) sum += model.link[g * nodes + k] * likelihood[k]
      return sum
    })
  )
  const logs = Array.from(model.general, (p, g) =>
    messages.reduce((sum, message) => sum + Math.log(message[g]), Math.log(p))
  )
  const most = Math.max(...logs)
  const general = logs.map((log) => Math.exp(log - most))
  return tables.map(({ competence, blocks, likelihood }, c) => {
    const ability = new Array(nodes).fill(0)
    for (let g = 0; g < general.length; g++)
      for (let k = 0; k < nodes; k++)
        ability[k] += (general[g] / messages[c][g]) * model.link[g * nodes + k] * likelihood[k]
    const sum = ability.reduce((a, b) => a + b, 0)
    const mastery = new Array(competence.levels.length).fill(0)
    for (const { block, rows, total } of blocks)
      block.acquis.forEach((a, place) => {
        for (const s of block.states.containing[place])
          for (let k = 0; k < nodes; k++) mastery[a] += ((ability[k] / sum) * rows[s][k]) / total[k]
      })
    return mastery
  })
}

/** The gain of every challenge of a competence. */
export const gains = (model, competence, mastery) =>
  model.items
    .filter((item) => item.competence === competence)
    .map(({ challenge, acquis }) => {
      const m = mastery[acquis]
      const q = m * (1 - challenge.slip) + (1 - m) * challenge.guess
      return {
        id: challenge.id,
        gain: entropy(q) - m * entropy(challenge.slip) - (1 - m) * entropy(challenge.guess)
      }
    })
