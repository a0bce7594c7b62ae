import type { PrivacyTexts } from './en.ts'

export const privacy: PrivacyTexts = {
  title: 'Vie privée et vos données',
  kept: 'Ce qui est gardé',
  keptLines: [
    'Votre compte : nom, adresse, véhicules, cartes, connexions et ce que vous avez accepté.',
    'Vos recharges avec leurs factures, vos réservations et vos récompenses. Les factures restent aussi longtemps que la loi le veut.',
    'Les photos envoyées pour des récompenses, jusqu’à ce que vous les effaciez ou qu’elles ne servent plus.',
    'Ce qu’on vous a annoncé, et les appareils qui reçoivent des messages.',
  ],
  keptHere: 'Sur cet appareil : ce que vous avez regardé en dernier, pour le lire sans réseau. La déconnexion l’efface.',
  copy: 'Une copie de vos données',
  copyHint: 'Tout ce que la plateforme a sur vous, en un ZIP : des tableaux et des textes que d’autres programmes lisent.',
  request: 'Préparer une copie',
  gathering: 'Votre copie est en préparation.',
  waitingFor: (n) => (n <= 1 ? `${n} partie n’a pas encore répondu.` : `${n} parties n’ont pas encore répondu.`),
  ready: (size, until) => `Votre copie est prête : ${size}. Elle sera effacée le ${until}.`,
  missing: (parts) => `Ces parties n’ont pas répondu à temps et n’y sont pas : ${parts}.`,
  download: 'Télécharger',
  downloading: (percent) => `Téléchargement : ${percent}`,
  consents: 'Ce que vous avez accepté',
  consentNames: {
    TERMS: 'Les conditions d’utilisation',
    MARKETING: 'Nouvelles et offres par mail',
    ANALYTICS: 'La mesure de l’usage de l’application',
  },
  agreedOn: (day) => `depuis le ${day}`,
  leave: 'Supprimer le compte',
  leaveHint:
    'Vous avez quelques jours pour revenir. Ensuite, nom, adresse, photos et messages disparaissent. Factures et récompenses restent sans votre nom.',
  leaveSure: 'Supprimer votre compte ?',
  leaveFollows: 'Vous êtes déconnecté maintenant de tous les autres appareils. Se reconnecter avant le jour dit garde le compte.',
  stay: 'Garder le compte',
  cancelLeave: 'Garder finalement mon compte',
  states: {
    CHECKING: () => 'On vérifie si quelque chose s’y oppose.',
    SCHEDULED: (day) => `Votre compte sera supprimé le ${day}.`,
    WAITING: () => 'Votre compte sera supprimé dès que ce qui est en cours sera terminé.',
    REFUSED: () => 'Votre compte n’a pas été supprimé : quelque chose doit d’abord se terminer.',
    CANCELLED: () => 'Vous avez gardé votre compte.',
    DONE: () => 'Votre compte est supprimé.',
  },
}
