import type { places as enPlaces, texts as en } from './en.ts'

export const places = {
  overview: 'Vue d’ensemble',
  models: 'Modèles',
  rewards: 'Récompenses',
  settlement: 'Versements',
  payments: 'Paiements',
  users: 'Utilisateurs',
  audit: 'Journal',
  messages: 'Messages',
} satisfies typeof enPlaces

export const texts = {
  desk: {
    onlyFor: (roles: string) => `Cette page est réservée à : ${roles}.`,
    askForRole: 'Demandez le rôle à un administrateur, puis connectez-vous de nouveau.',
    more: 'Afficher plus',
    back: 'Retour',
    reason: 'Pourquoi ? C’est gardé dans le journal.',
    all: 'Tous',
    never: 'Jamais',
    apply: 'Afficher',
  },
  role: {
    DRIVER: 'Conducteur',
    OPERATOR: 'Exploitant',
    ADMIN: 'Administrateur',
    PARTNER: 'Partenaire',
    REVIEWER: 'Contrôleur',
    CORPORATE: 'Entreprise',
    TREASURER: 'Trésorier',
    COMPLIANCE: 'Conformité',
  },
} satisfies typeof en
