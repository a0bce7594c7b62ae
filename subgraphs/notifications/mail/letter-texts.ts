import type { Language, Text } from '../templates/text.ts'

/** What letters with a link are for. */
export type LinkPurpose = 'REGISTER' | 'REGISTER_AGAIN' | 'VERIFY' | 'RESET' | 'CHANGE_CONFIRM' | 'CHANGE_TAKEN' | 'CHANGE_UNDO'

/** Their words, as ICU messages. */
export const LETTERS: Readonly<Record<Language, Readonly<Record<LinkPurpose, Text>>>> = {
  en: {
    REGISTER: {
      title: 'Confirm your e-mail address',
      body: 'Open this link to finish your registration. If you did not ask for it, you need not do anything.',
      action: 'Finish your registration',
    },
    REGISTER_AGAIN: {
      title: 'You have an account already',
      body: 'Somebody wanted to register this address, and it has an account. If it was you, sign in, or set a new password with this link. If not, you need not do anything.',
      action: 'Set a new password',
    },
    VERIFY: {
      title: 'Confirm your e-mail address',
      body: 'Open this link to confirm that this address is yours.',
      action: 'Confirm the address',
    },
    RESET: {
      title: 'Set a new password',
      body: 'Open this link to set a new password. If you did not ask for it, you need not do anything: your password stays as it is.',
      action: 'Set a new password',
    },
    CHANGE_CONFIRM: {
      title: 'Confirm your new e-mail address',
      body: 'Open this link, and your account has this address from then on. If you did not ask for it, you need not do anything.',
      action: 'Use this address',
    },
    CHANGE_TAKEN: {
      title: 'This address has an account already',
      body: 'Somebody wanted to use this address for another account. It is yours, so nothing has changed, and you need not do anything.',
      action: 'Open your account',
    },
    CHANGE_UNDO: {
      title: 'The e-mail address of your account changes',
      body: 'Somebody with your password wants another e-mail address for your account. If it was not you, open this link: it keeps this address and signs everybody out.',
      action: 'It was not me',
    },
  },
  nl: {
    REGISTER: {
      title: 'Bevestig je e-mailadres',
      body: 'Open deze link om je registratie af te ronden. Heb je er niet om gevraagd, dan hoef je niets te doen.',
      action: 'Rond je registratie af',
    },
    REGISTER_AGAIN: {
      title: 'Je hebt al een account',
      body: 'Iemand wilde dit adres registreren, en het heeft al een account. Was jij dat, meld je dan aan of stel met deze link een nieuw wachtwoord in. Zo niet, dan hoef je niets te doen.',
      action: 'Stel een nieuw wachtwoord in',
    },
    VERIFY: {
      title: 'Bevestig je e-mailadres',
      body: 'Open deze link om te bevestigen dat dit adres van jou is.',
      action: 'Bevestig het adres',
    },
    RESET: {
      title: 'Stel een nieuw wachtwoord in',
      body: 'Open deze link om een nieuw wachtwoord in te stellen. Heb je er niet om gevraagd, dan hoef je niets te doen: je wachtwoord blijft zoals het is.',
      action: 'Stel een nieuw wachtwoord in',
    },
    CHANGE_CONFIRM: {
      title: 'Bevestig je nieuwe e-mailadres',
      body: 'Open deze link, dan heeft je account voortaan dit adres. Heb je er niet om gevraagd, dan hoef je niets te doen.',
      action: 'Gebruik dit adres',
    },
    CHANGE_TAKEN: {
      title: 'Dit adres heeft al een account',
      body: 'Iemand wilde dit adres voor een ander account gebruiken. Het is van jou, dus er is niets veranderd en je hoeft niets te doen.',
      action: 'Open je account',
    },
    CHANGE_UNDO: {
      title: 'Het e-mailadres van je account wijzigt',
      body: 'Iemand met je wachtwoord wil een ander e-mailadres voor je account. Was jij dat niet, open dan deze link: die houdt dit adres en meldt iedereen af.',
      action: 'Ik was het niet',
    },
  },
  de: {
    REGISTER: {
      title: 'Bestätigen Sie Ihre E-Mail-Adresse',
      body: 'Öffnen Sie diesen Link, um Ihre Registrierung abzuschließen. Wenn Sie nicht darum gebeten haben, müssen Sie nichts tun.',
      action: 'Registrierung abschließen',
    },
    REGISTER_AGAIN: {
      title: 'Sie haben schon ein Konto',
      body: 'Jemand wollte diese Adresse registrieren, und sie hat schon ein Konto. Wenn Sie das waren, melden Sie sich an oder setzen Sie mit diesem Link ein neues Passwort. Wenn nicht, müssen Sie nichts tun.',
      action: 'Neues Passwort setzen',
    },
    VERIFY: {
      title: 'Bestätigen Sie Ihre E-Mail-Adresse',
      body: 'Öffnen Sie diesen Link, um zu bestätigen, dass diese Adresse Ihnen gehört.',
      action: 'Adresse bestätigen',
    },
    RESET: {
      title: 'Setzen Sie ein neues Passwort',
      body: 'Öffnen Sie diesen Link, um ein neues Passwort zu setzen. Wenn Sie nicht darum gebeten haben, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.',
      action: 'Neues Passwort setzen',
    },
    CHANGE_CONFIRM: {
      title: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
      body: 'Öffnen Sie diesen Link, dann hat Ihr Konto ab jetzt diese Adresse. Wenn Sie nicht darum gebeten haben, müssen Sie nichts tun.',
      action: 'Diese Adresse verwenden',
    },
    CHANGE_TAKEN: {
      title: 'Diese Adresse hat schon ein Konto',
      body: 'Jemand wollte diese Adresse für ein anderes Konto verwenden. Sie gehört Ihnen, deshalb hat sich nichts geändert, und Sie müssen nichts tun.',
      action: 'Konto öffnen',
    },
    CHANGE_UNDO: {
      title: 'Die E-Mail-Adresse Ihres Kontos ändert sich',
      body: 'Jemand mit Ihrem Passwort möchte eine andere E-Mail-Adresse für Ihr Konto. Wenn Sie das nicht waren, öffnen Sie diesen Link: Er behält diese Adresse und meldet alle ab.',
      action: 'Das war ich nicht',
    },
  },
  fr: {
    REGISTER: {
      title: 'Confirmez votre adresse e-mail',
      body: 'Ouvrez ce lien pour terminer votre inscription. Si vous n’avez rien demandé, vous n’avez rien à faire.',
      action: 'Terminer l’inscription',
    },
    REGISTER_AGAIN: {
      title: 'Vous avez déjà un compte',
      body: 'Quelqu’un a voulu inscrire cette adresse, qui a déjà un compte. Si c’était vous, connectez-vous ou choisissez un nouveau mot de passe avec ce lien. Sinon, vous n’avez rien à faire.',
      action: 'Choisir un mot de passe',
    },
    VERIFY: {
      title: 'Confirmez votre adresse e-mail',
      body: 'Ouvrez ce lien pour confirmer que cette adresse est la vôtre.',
      action: 'Confirmer l’adresse',
    },
    RESET: {
      title: 'Choisissez un nouveau mot de passe',
      body: 'Ouvrez ce lien pour choisir un nouveau mot de passe. Si vous n’avez rien demandé, vous n’avez rien à faire, votre mot de passe reste le même.',
      action: 'Choisir un mot de passe',
    },
    CHANGE_CONFIRM: {
      title: 'Confirmez votre nouvelle adresse e-mail',
      body: 'Ouvrez ce lien, et votre compte aura désormais cette adresse. Si vous n’avez rien demandé, vous n’avez rien à faire.',
      action: 'Utiliser cette adresse',
    },
    CHANGE_TAKEN: {
      title: 'Cette adresse a déjà un compte',
      body: 'Quelqu’un a voulu utiliser cette adresse pour un autre compte. Elle est à vous, rien n’a changé et vous n’avez rien à faire.',
      action: 'Ouvrir votre compte',
    },
    CHANGE_UNDO: {
      title: 'L’adresse e-mail de votre compte change',
      body: 'Quelqu’un qui a votre mot de passe veut une autre adresse e-mail pour votre compte. Si ce n’était pas vous, ouvrez ce lien. Il garde cette adresse et déconnecte tout le monde.',
      action: 'Ce n’était pas moi',
    },
  },
}

/** How long a link is good, as an ICU message. */
export const GOOD_FOR: Readonly<Record<Language, string>> = {
  en: 'The link is good for {hours, plural, =0 {{minutes, plural, one {# minute} other {# minutes}}} one {# hour} other {# hours}}, and once.',
  nl: 'De link is {hours, plural, =0 {{minutes, plural, one {# minuut} other {# minuten}}} one {# uur} other {# uur}} geldig, en één keer.',
  de: 'Der Link gilt {hours, plural, =0 {{minutes, plural, one {# Minute} other {# Minuten}}} one {# Stunde} other {# Stunden}} lang und einmal.',
  fr: 'Le lien est valable {hours, plural, =0 {{minutes, plural, one {# minute} other {# minutes}}} one {# heure} other {# heures}}, une seule fois.',
}
