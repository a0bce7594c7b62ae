import { plurals } from '../../../web/i18n/plural.ts'
import type { OperationsTexts } from './en.ts'

const count = plurals('fr')

export const operationsTexts = {
  operationKinds: { QUERY: 'Lit', MUTATION: 'Modifie', SUBSCRIPTION: 'Suit' },
  manifestStates: { UPLOADED: 'Téléversée', ACTIVE: 'Active', SERVED: 'Encore servie', RETIRED: 'Retirée' },
  operations: {
    title: 'Opérations',
    intro:
      'Ce que vos programmes peuvent envoyer. Une version téléversée ne change jamais ; une autre vient à côté et est activée.',
    none: 'Aucune version encore. Téléversez le manifeste qu’écrit votre générateur de code.',
    add: 'Téléverser une version',
    version: 'Version',
    versionHint: 'Comment vous l’appelez, p. ex. 1.4.0. Lettres, chiffres, points, tirets, plus et traits de soulignement.',
    file: 'Manifeste en fichier',
    paste: 'Ou collez-le',
    pasteHint: 'persisted-documents.json du « client preset » de codegen, ou le manifeste de l’outil d’Apollo.',
    noJson: 'Ce n’est pas un manifeste : ce n’est pas un objet JSON.',
    faults: (n: number) => count(n, { one: 'La plateforme a trouvé # erreur.', other: 'La plateforme a trouvé # erreurs.' }),
    upload: 'Téléverser',
    versions: 'Versions',
    versionCalled: (version: string) => `Version ${version}`,
    noVersion: (version: string) => `Il n’y a pas de version ${version}.`,
    count: (n: number) => count(n, { one: '# opération', other: '# opérations' }),
    bytes: (n: string) => `${n} octets`,
    uploadedAt: (at: string) => `téléversée le ${at}`,
    activatedAt: (at: string) => `active depuis le ${at}`,
    retiredAt: (at: string) => `retirée le ${at}`,
    stateMeans: {
      UPLOADED: 'Elle n’est pas encore servie. Regardez ce qui y change, puis activez-la.',
      ACTIVE: 'Elle est servie, aussi aux appels qui ne nomment aucune version.',
      SERVED: 'Elle a été active, et reste servie aux appels qui la nomment, jusqu’à ce que vous la retiriez.',
      RETIRED: 'Elle n’est plus servie, pour toujours.',
    },
    problems: (n: number) =>
      count(n, { one: '# opération ne convient plus au graphe.', other: '# opérations ne conviennent plus au graphe.' }),
    activate: 'Activer',
    activateTitle: (version: string) => `Activer la version ${version} ?`,
    activateHint:
      'Les appels qui ne nomment aucune version reçoivent désormais celle-ci. La précédente est servie jusqu’à ce que vous la retiriez.',
    retire: 'Retirer',
    retireTitle: (version: string) => `Retirer la version ${version} pour toujours ?`,
    retireHint: 'Les programmes qui l’envoient encore sont aussitôt refusés. C’est sans retour : son nom ne peut pas resservir.',
    changes: 'Ce qui y change',
    against: 'Comparée à',
    activeOne: 'La version active',
    nothingActive: 'Aucune version n’est encore active : il n’y a rien à comparer.',
    changed: (added: number, removed: number, changed: number, same: number) =>
      `${added} en plus, ${removed} en moins, ${changed} modifiées, ${same} inchangées.`,
    added: 'En plus',
    removed: 'En moins',
    altered: 'Modifiées',
    alteredOne: 'Modifiée',
    diffOf: (name: string) => `Ce qui a changé dans ${name}`,
    all: 'Toutes les opérations',
    hash: 'Empreinte (SHA-256)',
    text: 'Texte',
    more: 'Montrer plus',
  },
} satisfies OperationsTexts
