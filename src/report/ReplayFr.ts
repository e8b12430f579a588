/**
 * The report of a replay in French.
 *
 * @since 0.2.0
 */
import type { Words } from './ReplayWords'

export const fr: Words = {
  title: (bank) => `Ce que «\u00a0${bank}\u00a0» prédit des réponses`,
  design: (answers, learners) =>
    `${answers} réponses de ${learners} apprenants, chacune prédite avant d’être vue.`,
  bottomLine: (logLoss, coin, auc) =>
    `La perte logarithmique est de ${logLoss} (${coin} à pile ou face)\u00a0; une réponse juste avait une prédiction plus haute qu’une réponse fausse dans ${auc} des cas.`,
  facts: {
    bank: 'Banque',
    fingerprint: 'Empreinte',
    logs: 'Journaux',
    rows: 'Lignes',
    rejected: 'Rejetées',
    skipped: 'Passées',
    seed: 'Graine'
  },
  data: 'Les chiffres',
  answers: 'Réponses',
  learners: 'Apprenants',
  measures: 'Ce que valent les prédictions',
  measure: {
    logLoss: 'Perte log.',
    brier: 'Brier',
    rmse: 'RMSE',
    auc: 'AUC',
    accuracy: 'Exactitude',
    ece: 'Calibration (ECE)'
  },
  measureColumns: ['Mesure', 'Valeur', 'Intervalle à 95\u00a0%'],
  measuresTable: 'Les mesures sur toutes les réponses\u00a0; intervalles à 95\u00a0%, sur les apprenants.',
  measuresNote: 'Le plus bas est le mieux, sauf pour l’AUC et l’exactitude.',
  first: 'Premiers essais',
  against: 'À côté d’autres modèles',
  againstTable: 'Les mêmes réponses, prédites par le moteur et par d’autres.',
  againstNote:
    'Chacun des autres a été ajusté sur d’autres apprenants que ceux qu’il prédit, et ne voit aucune réponse avant de la prédire.',
  model: 'Modèle',
  engine: 'acquis',
  rival: {
    mean: 'part de réponses justes',
    item: 'part de chaque épreuve',
    elo: 'Elo, par épreuve',
    'elo-skill': 'Elo, par sujet',
    rasch: 'Rasch',
    pfa: 'facteurs de réussite (PFA)',
    bkt: 'traçage des connaissances (BKT)',
    thumb: 'règle simple'
  },
  difference: 'Différence',
  differenceChart: 'Différence de perte logarithmique\u00a0: le moteur moins l’autre',
  differenceLabel:
    'La perte logarithmique du moteur moins celle de chaque autre modèle, avec son intervalle à 95\u00a0%.',
  differenceAxis: 'nats par réponse\u00a0; sous 0, le moteur est meilleur',
  differenceLegend:
    '● la différence\u00a0; le trait est son intervalle à 95\u00a0%, sur les mêmes apprenants, par paires',
  differenceTable: 'La perte logarithmique du moteur moins celle de chaque autre modèle.',
  calibration: 'Si les probabilités disent vrai',
  calibrationChart: 'Réponses justes, selon ce qui était prédit',
  calibrationLabel: (worst) =>
    `La part de réponses justes selon la probabilité prédite, en dix classes\u00a0; la classe la plus éloignée l’est de ${worst}.`,
  calibrationAxis: ['probabilité prédite, %', '% de réponses justes'],
  calibrationLegend: ['réponses d’une classe', 'où elles devraient être'],
  calibrationTable: 'Les réponses selon leur probabilité prédite\u00a0: sa moyenne, et la part de justes.',
  calibrationColumns: ['Prédite', 'Réponses', 'Moyenne', 'Justes', 'Intervalle à 95\u00a0%'],
  learning: 'Ce qu’apprennent les premières réponses',
  learningChart: 'Perte logarithmique, réponse par réponse',
  learningLabel: (from, to) =>
    `La perte logarithmique de la n-ième réponse d’un apprenant\u00a0: ${from} au début, ${to} à la fin.`,
  learningAxis: ['n-ième réponse d’un apprenant', 'perte logarithmique, nats'],
  learningLegend: ['perte de la n-ième réponse', 'intervalle à 95\u00a0%'],
  learningTable: 'La perte logarithmique de la n-ième réponse de chaque apprenant.',
  learningColumns: ['n', 'Apprenants', 'Perte log.', 'Intervalle à 95\u00a0%'],
  learningNote:
    'Les réponses suivantes viennent de moins d’apprenants, et à d’autres épreuves\u00a0: là où un test adaptatif les a choisies, ce sont celles qui sont difficiles à prédire.',
  challenges: 'Les épreuves qui s’accordent le moins',
  challengesSentence: (beyond, all, chance, least) =>
    `Parmi ${all} épreuves qui ont au moins ${least} réponses, ${beyond} sont à deux écarts-types ou plus de ce qui est prédit\u00a0; le hasard seul y en mettrait environ ${chance}.`,
  challengesTable:
    'Réponses justes, prédites et observées. Le résidu est leur différence en écarts-types\u00a0: au-dessus de 0, l’épreuve est plus facile que la banque ne le dit.',
  challengesColumns: ['Épreuve', 'Réponses', 'Prédites', 'Justes', 'Résidu'],
  noChallenges: (least) => `Aucune épreuve n’a ${least} réponses.`,
  by: (column) => `Selon ${column}`,
  byTable: (column, distinct) => `Les mesures pour chaque valeur de ${column}\u00a0: il y en a ${distinct}.`,
  empty: '(vide)',
  others: (count) => `(${count} autres)`,
  interval: 'intervalle à 95\u00a0%',
  range: (low, high) => `${low} à ${high}`,
  undefinedMeasure: '–',
  method: 'Comment cela a été trouvé',
  methodParagraphs: [
    'Les réponses de chaque apprenant sont prises dans l’ordre où elles ont été données. Avant chacune, le moteur dit la probabilité d’une réponse juste, d’après les réponses précédentes de l’apprenant et rien d’autre. Les épreuves passées apprennent quelque chose au moteur, mais ne sont pas notées.',
    'La perte logarithmique est la moyenne de −ln de la probabilité de ce qui est venu\u00a0; le score de Brier, celle du carré de l’écart entre la probabilité et ce qui est venu (1 ou 0)\u00a0; la RMSE, sa racine. L’AUC est la probabilité qu’une réponse juste ait eu une prédiction plus haute qu’une réponse fausse\u00a0; l’exactitude, la part de réponses du côté d’un demi où était la prédiction\u00a0; l’erreur de calibration, l’écart moyen entre prédiction et part de justes sur dix classes.',
    'Les intervalles sont à 95\u00a0%, par bootstrap sur les apprenants, sauf ceux des n-ièmes réponses, qui sont normaux. Ils disent combien d’autres apprenants du même genre pourraient changer les chiffres, et ne disent pas grand-chose là où les apprenants sont peu nombreux.'
  ]
}
