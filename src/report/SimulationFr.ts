/**
 * The report of a simulation in French.
 *
 * @since 0.2.0
 */
import type { Words } from './SimulationWords'

export const fr: Words = {
  title: (bank) => `Façons de tester «\u00a0${bank}\u00a0», comparées`,
  design: (learners, policies) => `${learners} apprenants simulés, chacun testé de ${policies} façons.`,
  bottomLine: (policy, accuracy, questions) =>
    `${policy}\u00a0: ${accuracy} des acquis sont bien jugés, en ${questions} questions.`,
  facts: {
    bank: 'Banque',
    fingerprint: 'Empreinte',
    campaign: 'Campagne',
    size: 'Ce qui est demandé',
    learners: 'Apprenants',
    who: 'Qui ils sont',
    how: 'Comment ils se comportent',
    seed: 'Graine'
  },
  size: (acquis, competences, challenges) =>
    `${acquis} acquis de ${competences} compétences, par ${challenges} épreuves`,
  who: {
    prior: () => 'comme le dit le modèle de la banque',
    ability: (value) => `d’aptitude ${value} dans chaque compétence, à tour de rôle`,
    states: (value) => `qui savent ce que dit une liste d’états (${value}), à tour de rôle`,
    spread: (value) => `comme le dit le modèle de la banque, mais avec une dispersion de ${value}`,
    scattered: () => 'dont les sujets ne vont guère ensemble'
  },
  how: {
    drifting: (value) => `ils perdent ${value} de leur attention en 100 questions`,
    guessing: (value) => `${value} de leurs réponses sont données au hasard`,
    learning: (value) => `ils apprennent ${value} de ce qu’on leur demande et qui est à leur portée`,
    skipping: (value) => `ils passent ${value} de ce qu’ils ne savent pas`
  },
  data: 'Les chiffres',
  policy: 'Façon',
  range: (low, high) => `${low} à ${high}`,
  undefinedMeasure: '–',
  measure: {
    accuracy: 'Bien jugés',
    expected: 'Attendus',
    kappa: 'Kappa',
    scoreBias: 'Biais du score',
    scoreRmse: 'RMSE du score',
    overallBias: 'Biais du score global',
    overallRmse: 'RMSE du score global',
    abilityBias: 'Biais de l’aptitude',
    abilityRmse: 'RMSE de l’aptitude',
    levelExact: 'Niveau exact',
    levelAdjacent: 'Niveau à un près',
    bandExact: 'Palier exact',
    bandAdjacent: 'Palier à un près',
    questions: 'Questions',
    minutes: 'Minutes',
    failures: 'Plus longue suite',
    manyFailures: 'Cinq de suite ou plus',
    overlap: 'Recouvrement',
    scoreCoverage: 'Score',
    overallCoverage: 'Score global',
    abilityCoverage: 'Aptitude',
    bandExpected: 'Attendu',
    bandHit: 'Vrai',
    bits: 'Bits par question',
    capacity: 'La limite',
    efficiency: 'Part'
  },
  results: 'Ce que donne chaque façon',
  resultsTable:
    'Acquis qui sont bien jugés et qu’on attend de l’être, %, et kappa\u00a0; dessous, l’intervalle à 95\u00a0%.',
  levelsTable: 'Compétences dont le niveau et le palier sont exacts, ou à un près, %.',
  resultsNote:
    'Un acquis est bien jugé s’il est tenu pour plutôt su et l’est, ou l’inverse. Attendus est ce que le test lui-même croit de cette part\u00a0: si les apprenants sont comme le dit le modèle, les deux s’accordent. Kappa est l’accord au-delà du hasard\u00a0: 1 est parfait, 0 est pile ou face.',
  precisionTable:
    'Erreurs de ce qui est dit, en niveaux\u00a0: biais et écart quadratique moyen (RMSE) du score d’une compétence, RMSE de l’aptitude.',
  curve: 'L’exactitude selon la longueur',
  curveChart: 'Part des acquis bien jugés, selon les questions posées par compétence',
  curveLabel: (policy, accuracy, questions) =>
    `Des lignes qui montent de gauche à droite. ${policy}\u00a0: ${accuracy} à la fin, avec ${questions} questions par compétence.`,
  curveAxis: ['questions par compétence, en moyenne', 'bien jugés, %'],
  curveTable:
    'Part des acquis bien jugés après tant de questions de chaque compétence, avec des intervalles à 95\u00a0%.',
  curveColumns: ['Au plus', 'Posées', 'Bien jugés', 'Intervalle à 95\u00a0%'],
  curveNote:
    'Ce qui est déjà fini reste comme il a fini, si bien qu’une ligne s’arrête où ses tests s’arrêtent. Plus haut à la même longueur est meilleur\u00a0; plus à gauche à la même hauteur est plus court.',
  differences: 'Sur les mêmes apprenants',
  differencesChart: 'Points bien jugés en plus ou en moins qu’avec la première façon',
  differencesLabel:
    'Chaque façon moins la première\u00a0: la différence en points, et son intervalle à 95\u00a0%.',
  differencesAxis: 'points',
  differencesLegend: 'À droite de 0\u00a0: plus est bien jugé qu’avec la première façon.',
  differencesTable: (policy) =>
    `Moins ceux de «\u00a0${policy}\u00a0», apprenant par apprenant\u00a0; dessous, l’intervalle à 95\u00a0%.`,
  length: 'La longueur, et comment les tests finissent',
  lengthTable:
    'Questions et minutes d’un test entier\u00a0; huit apprenants sur dix sont entre un dixième et neuf dixièmes.',
  lengthColumns: ['Moyenne', 'Un dixième', 'Neuf dixièmes', 'Minutes'],
  ending: {
    precision: 'Assez précis',
    maxQuestions: 'Questions au plus',
    maxSeconds: 'Temps écoulé',
    exhausted: 'Plus rien',
    minGain: 'Apprend trop peu'
  },
  endingsTable: 'Part des compétences que chaque règle a finies.',
  failuresTable:
    'Réponses de suite qui ne sont pas justes\u00a0: la plus longue suite d’un apprenant, en moyenne et de tous.',
  mostFailures: 'Plus longue de tous',
  exposure: 'L’exposition',
  exposureChart: 'Part des questions d’un test que le test d’un autre a aussi',
  exposureLabel: 'Pour chaque façon, le taux de recouvrement des tests et son intervalle à 95\u00a0%.',
  exposureAxis: 'recouvrement, %',
  exposureLegend: 'Plus à gauche, les tests ont moins en commun, et les épreuves durent plus longtemps.',
  exposureTable:
    'Combien de tests posent l’épreuve la plus posée, et une épreuve en moyenne\u00a0; combien ne le sont jamais.',
  exposureColumns: ['La plus posée', 'Moyenne', 'Jamais posées'],
  exposureNote:
    'La règle «\u00a0among\u00a0» répartit l’exposition\u00a0: une épreuve est tirée parmi les meilleures.',
  coverage: 'Si les intervalles tiennent ce qu’ils promettent',
  coverageChart: 'Combien de fois un intervalle à 90\u00a0% contient le vrai',
  coverageLabel:
    'Pour chaque façon et chaque sorte d’intervalle, la part qui contient le vrai\u00a0; 90\u00a0% est ce qui est promis.',
  coverageAxis: 'contiennent le vrai, %',
  coverageLegend:
    'À 90, les intervalles tiennent leur promesse\u00a0; à gauche, les tests sont trop sûrs d’eux.',
  bandsTable:
    'La probabilité imprimée du palier le plus probable d’une compétence, et combien de fois c’est le vrai, %.',
  coverageNote:
    'Les scores vont par pas, et un intervalle contient des pas entiers\u00a0: il peut contenir le vrai un peu plus souvent que promis. Si les apprenants sont peu nombreux, le score global dit peu de chose.',
  efficiency: 'À quelle distance de la limite',
  efficiencyTable:
    'Bits qu’une question apprend, et le plus qu’une question de même étourderie et même chance peut apprendre.',
  efficiencyNote:
    'La limite est la capacité d’un canal bruité\u00a0: aucun choix de questions ne tire plus des mêmes épreuves. Ce que demande un questionnaire fixe ou une règle simple est compté comme le moteur le comprendrait.',
  method: 'Comment cela a été trouvé',
  methodParagraphs: [
    'Chaque apprenant passe le test de chaque façon, et donne à une épreuve la même réponse dans tous, si bien que les différences viennent de la façon et non de la chance. Les apprenants savent ce qu’ils savent\u00a0; ce qu’un test dit d’eux y est comparé.',
    'Les intervalles sont à 95\u00a0%, par bootstrap sur les apprenants\u00a0: ils disent combien d’autres apprenants du même genre changeraient les chiffres. Ils ne disent rien de l’accord entre le modèle de la banque et de vraies personnes.',
    'Le recouvrement est le nombre attendu d’épreuves qui sont posées à deux apprenants à la fois, en part des questions d’un test (Chen, Ankenmann et Spray 2003).'
  ]
}
