/**
 * The report of an inspection in French. No-break spaces stand before two-part punctuation and `%`, and inside guillemets.
 *
 * @since 0.2.0
 */
import type { Words } from './InspectionWords'

export const fr: Words = {
  title: (bank) => `Ce que «\u00a0${bank}\u00a0» peut mesurer`,
  design: (learners, campaign) =>
    campaign === undefined
      ? `${learners} personnes simulées ont passé le test de chaque compétence, une par une.`
      : `${learners} personnes simulées ont passé le test de la campagne ${campaign}.`,
  duration: (median, ninetieth) =>
    `La moitié avait fini en ${median.minutes} minutes et ${median.questions} questions, neuf sur dix en ${ninetieth.minutes} minutes et ${ninetieth.questions} questions.`,
  bottomLine: (questions, accuracy) =>
    `Après ${questions} questions par compétence en moyenne, ${accuracy} des acquis sont bien jugés.`,
  facts: {
    bank: 'Banque',
    fingerprint: 'Empreinte',
    seed: 'Graine',
    rules: 'Règles',
    locale: 'Langue des tests'
  },
  defaultRules: 'celles par défaut',
  contents: 'Sommaire',
  findings: 'Ce qui fait obstacle',
  finding: {
    unreachable: {
      'no-challenges': (levels, competence, acquis) =>
        `Personne ne peut montrer le niveau ${levels} de ${competence}\u00a0: aucune épreuve de ses acquis ne peut être posée (${acquis}).`,
      challenges: (levels, competence, acquis) =>
        `Personne ne peut atteindre le niveau ${levels} de ${competence}\u00a0: même avec toutes les réponses justes, ces acquis resteraient plutôt inconnus que connus\u00a0: ${acquis}.`,
      tests: (levels, competence) =>
        `Aucun test n’a atteint le niveau ${levels} de ${competence}, alors que des personnes l’ont\u00a0: les tests s’arrêtent avant de le voir.`
    },
    unseen: {
      'no-challenges': (acquis, level, beside) =>
        `Rien ne demande ${acquis} (niveau ${level})\u00a0: qui le sait et qui ne le sait pas répondent pareil. On ne peut que le supposer d’après ${beside}.`,
      noise: (acquis, level, beside, [high, low]) =>
        `Les épreuves de ${acquis} (niveau ${level}) ne disent presque rien\u00a0: toutes posées, une chance sur deux devient ${high} contre ${low}. On ne peut guère le distinguer de ${beside}.`
    },
    together: (a, b, share) =>
      `${a} et ${b} ne se distinguent guère\u00a0: des personnes qui savent l’un ou l’autre, ${share} savent les deux. Une question sur l’un vaut pour l’autre.`,
    neverBoth: (a, b) =>
      `${a} et ${b} ne sont jamais demandés dans un même test\u00a0: toute épreuve de l’un est ennemie de toute épreuve de l’autre.`,
    rest: 'le reste de la compétence'
  },
  noFindings: 'Rien : chaque niveau peut être atteint, chaque acquis se distingue des autres.',
  competences: 'Les compétences',
  competence: 'Compétence',
  acquis: 'Acquis',
  topic: 'Thème',
  level: 'Niveau',
  levels: 'Les niveaux',
  challenges: 'Épreuves',
  questions: 'Questions',
  questionsOfTest: 'questions dans un test',
  accuracy: 'Bien jugés',
  reliability: 'Attendu',
  precision: 'Connu à',
  interval: (half) => `± ${half}`,
  ends: 'Pourquoi les tests s’arrêtent',
  ending: {
    precision: 'on en sait assez',
    maxQuestions: 'le nombre de questions est atteint',
    maxSeconds: 'le temps est écoulé',
    exhausted: 'il n’y a plus rien à demander',
    minGain: 'plus rien n’en dirait assez'
  },
  lengths: 'La longueur des tests',
  lengthsLegend: '● la médiane ; le trait couvre les 80 % de tests du milieu',
  lengthsLabel: 'La longueur des tests de chaque compétence : la médiane et les 80 % du milieu.',
  lengthsTable:
    'Questions dans un test : un test sur dix en a au plus le premier nombre, la moitié au plus le deuxième, neuf sur dix au plus le troisième.',
  tenth: 'Un dixième',
  median: 'Médiane',
  ninetieth: 'Neuf dixièmes',
  competencesTable:
    'Par compétence : les questions d’un test, et la part des acquis bien jugés à sa fin, avec des intervalles à 95 %.',
  levelsTable:
    'À quel point les acquis de chaque niveau peuvent être connus à la fin d’un test, en pour cent : la probabilité moyenne du jugement sur chacun. 50, c’est pile ou face.',
  levelsShort:
    'À quel point les acquis de chaque niveau peuvent être connus (pour cent ; 50, c’est pile ou face)',
  levelsNote: 'Un nombre bas pèse le plus là où il y a le plus de monde.',
  competenceLine: (questions, accuracy, endings) =>
    `Ses tests prennent ${questions} questions en moyenne, et jugent bien ${accuracy} des acquis. Ils s’arrêtent parce que\u00a0: ${endings}.`,
  curve: 'Ce que chaque question apporte',
  curveLabel: (competence, from, to) =>
    `${competence}\u00a0: la part des acquis bien jugés monte de ${from} à ${to} avec les questions.`,
  curveAxis: '% des acquis bien jugés',
  running: 'Jusqu’où vont les tests',
  runningLabel: (competence, median) =>
    `${competence}\u00a0: la part des tests qui continuent baisse avec les questions\u00a0; la moitié est finie après ${median}.`,
  runningAxis: '% des tests qui continuent',
  afterQuestions: 'questions posées',
  reach: 'Qui a chaque niveau, et chez qui il se voit',
  reachLabel: (competence) =>
    `${competence}\u00a0: la part des personnes qui ont au moins chaque niveau, et des tests qui finissent sur au moins ce niveau.`,
  reachAxis: '% des personnes',
  had: 'ont au moins le niveau',
  reached: 'chez qui il se voit',
  exposure: 'À quelle fréquence chaque épreuve est posée',
  exposureLabel: (competence, max) =>
    `${competence}\u00a0: les épreuves, de la plus posée, dans ${max} des tests, à la moins posée.`,
  exposureAxis: '% des tests',
  exposureColumns: ['La plus', 'Moyenne', 'Jamais posées', 'En commun'],
  exposureSummary: (max, mean, unasked, overlap) =>
    `L’épreuve la plus posée l’est dans ${max} des tests, l’épreuve moyenne dans ${mean}\u00a0; jamais posées\u00a0: ${unasked}. Deux personnes ont ${overlap} de leurs questions en commun.`,
  challengesByRank: 'épreuves, les plus posées d’abord',
  map: 'Thèmes et niveaux',
  mapLegend: 'pour cent, connu à :',
  mapTable: (competence) =>
    `À quel point les acquis de chaque thème et niveau peuvent être connus, en pour cent\u00a0: ${competence}.`,
  nothingAsks: '† un acquis que rien ne demande',
  topics: 'Thème par thème',
  topicAside: (acquis, precision) => `${acquis} acquis, connus à ${precision}`,
  acquisLine: (precision, accuracy, asked) =>
    `Connu à ${precision}, bien jugé dans ${accuracy} des tests, demandé dans ${asked}.`,
  neverAsked: 'Aucune épreuve ne peut le demander.',
  challengesOf: (list) => `Demandé par ${list}.`,
  worthOf: (surplus, format) =>
    `Une épreuve de plus (${format})\u00a0: ${surplus} acquis de plus bien jugés sur 100 tests.`,
  blockLine: (states, rank, least) =>
    `Il y a ${states} façons de savoir une partie de ces acquis\u00a0; les épreuves en distinguent ${rank}${
      least === undefined ? '' : `, avec ${least} de l’information possible là où elles le font le moins bien`
    }.`,
  oneMore: 'Où une épreuve de plus apporterait le plus',
  oneMoreNote:
    'À la fin de chaque test on pose une question de plus, de la banque telle qu’elle est, puis de la banque avec une épreuve nouvelle de cet acquis, dans son format habituel. Le gain est ce que l’épreuve nouvelle ajoute : les acquis qui seraient bien jugés sur 100 tests et ne le sont pas. La liste s’arrête à ce que ces personnes suffisent à montrer.',
  oneMoreShort:
    'Acquis bien jugés sur 100 tests qui ne le sont pas, chaque test ayant une question de plus :',
  oneMoreTable: 'Les acquis pour lesquels une épreuve nouvelle ajouterait le plus.',
  oneMoreNothing:
    'Nulle part que tant de personnes suffiraient à montrer : à la fin des tests, ce que la banque peut encore demander vaut presque toujours une épreuve nouvelle.',
  perTests: 'Gain sur 100 tests',
  least: 'Les moins bien connus',
  format: {
    choice: 'choix',
    choices: 'choix multiples',
    text: 'texte',
    number: 'nombre',
    practical: 'pratique'
  },
  data: 'Les nombres',
  method: 'Comment on l’a trouvé',
  methodParagraphs: [
    'Les personnes simulées sont tirées du modèle même de la banque : une aptitude par compétence, puis ce qu’elles savent et ne savent pas. Elles passent des questions, se trompent et devinent aussi souvent que la banque le dit ; le vrai moteur choisit quoi demander et quand s’arrêter. Ces nombres valent donc ce que vaut le modèle de la banque.',
    'Un acquis est bien jugé quand on le tient pour plutôt su et qu’il est su, ou l’inverse. « Attendu » est ce que le test croit lui-même de ses jugements ; selon le modèle, les deux s’accordent en moyenne. « Connu à » est la même chose pour un acquis ou un niveau.',
    'Les intervalles sont à 95 %, sur les personnes. Avec la même graine viennent les mêmes personnes, qui répondent de même aux épreuves déjà présentes : on peut donc comparer deux versions d’une banque.'
  ],
  and: (more) => `et ${more} de plus`
}
