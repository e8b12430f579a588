/**
 * The report of a calibration in French.
 *
 * @since 0.2.0
 */
import type { Words } from './FitWords'

export const fr: Words = {
  title: (bank) => `Ce que «\u00a0${bank}\u00a0» dit des réponses, et ce qu’elles en disent`,
  design: (answers, learners) => `${answers} réponses de ${learners} apprenants, face à la banque calibrée.`,
  bottomLine: (marked, shown) =>
    marked === 0
      ? 'Rien ne s’écarte plus que le hasard ne l’explique.'
      : marked === 1
        ? 'Un constat mérite le temps d’un auteur.'
        : `${shown} constats méritent le temps d’un auteur.`,
  facts: {
    bank: 'Banque',
    logs: 'Journaux',
    rows: 'Lignes',
    rejected: 'Rejetées',
    fitted: 'Ajustés',
    logLikelihood: 'Log-vraisemblance',
    criteria: 'AIC, BIC'
  },
  data: 'Les chiffres',
  unfitted: 'rien : la banque telle quelle',
  first: 'À regarder d’abord',
  nothing: 'Rien n’est marqué. Ce qui s’en approche le plus est en tête de chaque tableau.',
  markNote: '● au-delà du hasard, compte tenu du nombre de tests, et assez grand pour compter.',
  advice: 'Ce qu’un auteur peut faire',
  kind: {
    items: {
      title: 'Les épreuves auxquelles on ne répond pas comme prévu',
      sentence: (all, marked) => `Épreuves avec assez de réponses\u00a0: ${all}. Marquées\u00a0: ${marked}.`,
      none: (least) => `Aucune épreuve n’a ${least} réponses.`,
      table:
        'Réponses justes, attendues et observées. L’écart est leur distance selon la maîtrise, en points, moins ce qu’y ajoute le hasard.',
      columns: ['Épreuve', 'Réponses', 'Attendues', 'Justes', 'Écart', 'p'],
      advice: [
        'Plus souvent juste que prévu quand la maîtrise est faible\u00a0: on peut deviner, les options trahissent la solution, ou autre chose que cet acquis suffit.',
        'Plus souvent fausse que prévu quand la maîtrise est forte\u00a0: regardez d’abord la solution (est-elle juste, accepte-t-elle tout ce qui l’est\u00a0?), puis l’énoncé.',
        'Plate d’un bout à l’autre\u00a0: elle demande peut-être un autre acquis que le sien.'
      ]
    },
    pairs: {
      title: 'Les épreuves qui vont trop bien ensemble',
      sentence: (all, marked) =>
        `Paires avec assez d’apprenants en commun\u00a0: ${all}. Marquées\u00a0: ${marked}.`,
      none: (least) => `Il n’y a pas deux épreuves avec ${least} apprenants en commun.`,
      table:
        'Q3 est la corrélation des surprises chez ceux qui ont répondu aux deux épreuves\u00a0; 0 est attendu.',
      columns: ['Épreuves', 'Apprenants', 'Q3', 'p'],
      advice: [
        'Au-dessus de 0\u00a0: l’une trahit l’autre, ou les deux tiennent à un même texte, un même fichier, une même astuce. Nommez l’une parmi les ennemies de l’autre (enemies), pour que personne n’ait les deux, ou retirez-en une.',
        'Au-dessous de 0\u00a0: qui réussit l’une rate plutôt l’autre. Cherchez le temps que l’une prend à l’autre, ou deux réponses qui ne vont pas ensemble.'
      ]
    },
    orders: {
      title: 'Les niveaux dans le mauvais ordre',
      sentence: (all, marked) =>
        `Paires d’acquis d’un même sujet avec assez d’apprenants en commun\u00a0: ${all}. Marquées\u00a0: ${marked}.`,
      none: (least) => `Il n’y a pas deux niveaux d’un sujet avec ${least} apprenants en commun.`,
      table:
        'Combien de ceux qui ont répondu aux deux maîtrisent chacun, d’après leurs réponses, étourderies et chance ôtées.',
      columns: [
        'Le plus difficile, et le plus facile',
        'Apprenants',
        'Savent le difficile',
        'Savent le facile',
        'p'
      ],
      advice: [
        'Comparez ce que demandent les deux acquis\u00a0: l’un est peut-être au mauvais niveau. Déplacez-le, ou donnez-lui une difficulté à lui (difficulty).',
        'Regardez les épreuves\u00a0: celles du plus difficile sont peut-être plus faciles que lui, ou celles du plus facile trop étroites.'
      ]
    },
    violations: {
      title: 'Les prérequis qui ne tiennent pas',
      sentence: (all, marked) => `Sujets avec assez d’apprenants\u00a0: ${all}. Marqués\u00a0: ${marked}.`,
      none: (least) =>
        `Aucun sujet n’a ${least} apprenants qui ont répondu à un acquis et à l’un de ses prérequis.`,
      table:
        'La part des apprenants dont les réponses, prises au mot, disent un acquis su sans l’un de ses prérequis.',
      columns: ['Sujet', 'Apprenants', 'Observée', 'Attendue', 'p'],
      advice: [
        'Sous le sujet est nommé le prérequis le plus souvent enfreint, au-delà de ce qui est attendu. Si l’on peut bien savoir l’un sans l’autre, écrivez la liste requires à la main, sans ce dernier.',
        'Sinon, les épreuves de l’acquis requis sont plus difficiles que lui\u00a0: regardez-les.'
      ]
    },
    discrimination: {
      title: 'Les épreuves qui demandent plus que leur acquis',
      sentence: (all, marked) => `Épreuves avec assez de réponses\u00a0: ${all}. Marquées\u00a0: ${marked}.`,
      none: (least) => `Aucune épreuve n’a ${least} réponses.`,
      table:
        'd est ce que la capacité ajoute par niveau, en plus de savoir l’acquis ou non, ajusté pour cette seule épreuve.',
      columns: ['Épreuve', 'Réponses', 'd', 'p'],
      advice: [
        'Ajustez-le\u00a0: --fit slip,guess,discrimination. Les prédictions y gagnent aussitôt.',
        'Ou cherchez ce qu’il faut en plus de l’acquis\u00a0: beaucoup de lecture, beaucoup d’étapes, un autre logiciel. Un acquis qui en est deux peut être partagé.'
      ]
    },
    dif: {
      title: 'Les épreuves qui traitent les groupes différemment',
      sentence: (all, marked) =>
        `Épreuves avec assez de réponses de deux groupes\u00a0: ${all}. Marquées\u00a0: ${marked}.`,
      none: (least) => `Aucune épreuve n’a ${least} réponses de chacun de deux groupes.`,
      table:
        'De combien de points une épreuve est plus facile (+) ou plus difficile (−) pour un groupe que pour d’autres qui en savent autant. A est négligeable, B à regarder, C grand.',
      columns: ['Épreuve', 'Groupe', 'Différence', 'Classe', 'p'],
      advice: [
        'Cherchez des mots, des usages, des logiciels ou des appareils qu’un groupe connaît mieux et dont l’acquis ne parle pas.',
        'Une épreuve de classe C est mieux retirée (status: retired) tant que ce n’est pas compris.'
      ]
    },
    drift: {
      title: 'Les épreuves qui changent avec le temps',
      sentence: (all, marked) =>
        `Épreuves avec assez de réponses de deux périodes\u00a0: ${all}. Marquées\u00a0: ${marked}.`,
      none: (least) => `Aucune épreuve n’a ${least} réponses de chacune de deux périodes.`,
      table:
        'De combien de points une épreuve est plus facile (+) ou plus difficile (−) dans une période que dans une autre, pour des personnes qui en savent autant.',
      columns: ['Épreuve', 'Période', 'Différence', 'Classe', 'p'],
      advice: [
        'Plus facile avec le temps\u00a0: la solution circule peut-être. Écrivez-en une autre.',
        'Plus difficile\u00a0: un logiciel, un site ou une règle dont elle parle a peut-être changé. Mettez-la à jour.'
      ]
    }
  },
  item: (challenge, right, expected) =>
    `${challenge}\u00a0: ${right} de justes, ${expected} attendues, et pas partout autant`,
  pair: (one, other, q3) => `${one} et ${other} vont ensemble (Q3 ${q3})`,
  order: (harder, easier, by) => `${harder} est su par ${by} de plus que le plus facile ${easier}`,
  violation: (topic, share, expected) =>
    `${topic}\u00a0: ${share} enfreignent un prérequis, où l’on en attend ${expected} par étourderie et par chance`,
  bent: (challenge, d) => `${challenge} demande plus que son acquis (d = ${d})`,
  differs: (challenge, difference, group, reference) =>
    `${challenge}\u00a0: ${difference} pour ${group} face à ${reference}`,
  drifts: (challenge, difference, period) => `${challenge}\u00a0: ${difference} dans ${period}`,
  curve: (challenge) => `Réponses justes à ${challenge}, selon la maîtrise`,
  curveLabel: (challenge, worst) =>
    `La part de réponses justes à ${challenge} selon la maîtrise attendue avant la réponse, à côté de ce qui est attendu\u00a0; l’écart est de ${worst} au plus.`,
  curveAxis: ['maîtrise avant la réponse, %', '% de réponses justes'],
  curveLegend: ['observé', 'attendu'],
  curveTable: (challenge) => `Les réponses à ${challenge}, selon la maîtrise attendue avant.`,
  curveColumns: ['Maîtrise', 'Réponses', 'Attendues', 'Justes', 'Résidu'],
  against: (group, reference) => `${group}, face à ${reference}`,
  without: (acquis, required) => `${acquis} sans ${required}`,
  points: (x) => `${x} points`,
  by: (title, column) => `${title}\u00a0: selon ${column}`,
  noColumn: 'Aucune colonne n’a été nommée\u00a0: --dif COLUMN compare les apprenants selon l’une d’elles.',
  noTimes: 'Le journal ne dit pas quand, ou toutes les réponses sont d’une même période.',
  groups: 'Les groupes, chacun avec sa propre capacité.',
  periods: 'Les périodes, chacune avec la capacité de ses apprenants.',
  period: 'Période',
  groupColumns: ['Apprenants', 'Réponses', 'Capacité moyenne'],
  omitted: (values) => `Laissés de côté, faute d’apprenants\u00a0: ${values}.`,
  cutPairs: (compared, eligible) =>
    `Parmi ${eligible} épreuves, les ${compared} qui ont le plus de réponses ont été comparées.`,
  more: (count) => `${count} de plus sont dans les tableaux qu’écrit --fit-out DIR.`,
  estimates: 'Ce qui a été ajusté',
  estimatesTable: 'Les paramètres, avant et maintenant.',
  estimateColumns: ['Paramètre', 'Avant', 'Maintenant', 'Intervalle à 95\u00a0%', 'Réponses'],
  range: (low, high) => `${low} à ${high}`,
  method: 'Comment cela a été trouvé',
  methodParagraphs: [
    'L’écart et Q3 reposent sur les surprises\u00a0: ce qui est venu, moins la probabilité que lui donnaient les réponses précédentes. Cela vaut aussi pour les tests adaptatifs. Par classes de maîtrise et de réponses passées, les carrés des surprises réduites font un khi-deux, selon l’idée de S-X² (Orlando et Thissen 2000)\u00a0; comme les paramètres sont ajustés aux mêmes réponses, son p est plutôt trop grand. Q3 est celui de Yen (1984), sans le biais qu’il a quand la capacité est estimée sur les mêmes réponses.',
    'Ordre des niveaux\u00a0: ceux qui ont répondu aux deux acquis sont comparés à eux-mêmes. Prérequis\u00a0: chacun répond de nouveau, depuis des états et des capacités qui vont avec ses réponses\u00a0; ce qui enfreint alors un prérequis est ce qui est attendu.',
    'Discrimination, groupes et périodes\u00a0: rapports de vraisemblance, une épreuve à la fois, étant donné ce que disent les autres réponses de chacun. Chaque groupe et chaque période a une moyenne et un écart-type de capacité à lui, pour que savoir moins ne passe pas pour être moins bien traité. La différence est le changement moyen de la probabilité d’une réponse juste sur les réponses du groupe (STD P-DIF), ses classes celles de Dorans et Kulick\u00a0: A sous 5 points, B sous 10, C au-dessus.',
    'p tient compte du nombre de tests d’une sorte (Benjamini et Hochberg 1995)\u00a0: de ce qui est marqué, un sur vingt peut être dû au hasard. Avec assez de réponses, tout est au-delà du hasard\u00a0: les petits effets ne sont pas marqués.'
  ]
}
