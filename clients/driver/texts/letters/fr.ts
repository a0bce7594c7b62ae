import type { LettersTexts } from './en.ts'

export const letters: LettersTexts = {
  noToken: 'Ce lien n’est pas complet. Ouvrez-le à nouveau depuis le mail ou copiez-le en entier.',
  verify: 'Confirmer votre adresse',
  verifyNow: 'C’est mon adresse',
  verified: 'Votre adresse est confirmée.',
  toProfile: 'Vers votre profil',
  change: 'Changer d’adresse',
  changeHint: 'Vous vous connecterez ensuite avec l’adresse qui a reçu le mail. Vous serez déconnecté partout ailleurs.',
  changeNow: 'Changer',
  changed: 'Votre adresse est changée.',
  toSecurity: 'Vers connexion et sécurité',
  reset: 'Choisir un nouveau mot de passe',
  resetNow: 'Enregistrer le mot de passe',
  newPassword: 'Nouveau mot de passe',
  askAgain: 'Demander un nouveau mail',
  undo: 'Garder votre ancienne adresse',
  undoHint:
    'Quelqu’un a voulu une autre adresse pour votre compte. Choisissez un nouveau mot de passe : votre adresse reste ou revient, et tout le monde est déconnecté, vous aussi.',
  forgot: 'Mot de passe oublié ?',
  forgotHint: 'Nous vous envoyons un lien pour en choisir un nouveau.',
  forgotNow: 'Envoyer le lien',
  forgotSent: (address) => `Si ${address} a un compte, un mail est en route. Regardez aussi dans les indésirables.`,
  elsewhere: 'C’est dans une autre application',
  elsewhereHint:
    'Les bornes, les vérifications, les versements et les webhooks sont dans la console et le portail. Ouvrez-les par l’adresse que vous avez reçue.',
}
