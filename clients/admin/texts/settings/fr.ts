import type { texts as en } from './en.ts'

export const texts = {
  settings: {
    title: 'Réglages',
    show: 'Afficher les réglages',
    search: 'Nom, ou une partie',
    read: 'Relire',
    readAsks: 'La borne est priée de dire tous ses réglages. Actualisez quand elle a répondu.',
    none: 'Aucun réglage connu. Faites-les relire.',
    readAt: 'Lu',
    readOnly: 'non modifiable',
    restart: 'vaut après redémarrage',
    quarantine: 'Messages en quarantaine',
    noQuarantine: 'Aucun. Ce que dit la borne est utilisable.',
    retry: 'Réessayer',
    retryAsks: 'Le message est traité comme s’il arrivait maintenant.',
    dismiss: 'Écarter',
    dismissAsks: 'Il ne sera jamais traité. Ce qu’il dit d’une session est perdu.',
    why: 'Pourquoi',
  },
} satisfies typeof en
