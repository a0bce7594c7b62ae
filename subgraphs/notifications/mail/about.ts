import type { NotificationKind as Category } from '#lib/mail/notification.ts'
import type { Language } from '../templates/text.ts'

/** What mails of some kinds are about: somebody who stops them, weeks later and away from the mail, must see what they stop. */
export const aboutOf = (language: Language, categories: readonly Category[]): string =>
  new Intl.ListFormat(language).format(categories.map((category) => ABOUT[language][category]))

const ABOUT: Readonly<Record<Language, Readonly<Record<Category, string>>>> = {
  en: {
    SECURITY: 'the safety of your account',
    CHARGING: 'charging',
    RESERVATION: 'booked slots',
    BILL: 'bills and payments',
    REWARD: 'rewards',
    PHOTO: 'photos',
    FAVOURITE: 'favourite stations',
    COMMUNITY: 'meetups and deeds',
    OPERATION: 'what you run',
    NEWS: 'news and offers',
  },
  nl: {
    SECURITY: 'de veiligheid van je account',
    CHARGING: 'het laden',
    RESERVATION: 'gereserveerde plekken',
    BILL: 'rekeningen en betalingen',
    REWARD: 'beloningen',
    PHOTO: 'foto’s',
    FAVOURITE: 'favoriete stations',
    COMMUNITY: 'bijeenkomsten en goede daden',
    OPERATION: 'wat je beheert',
    NEWS: 'nieuws en aanbiedingen',
  },
  de: {
    SECURITY: 'die Sicherheit Ihres Kontos',
    CHARGING: 'das Laden',
    RESERVATION: 'gebuchte Plätze',
    BILL: 'Rechnungen und Zahlungen',
    REWARD: 'Belohnungen',
    PHOTO: 'Fotos',
    FAVOURITE: 'Lieblingsstationen',
    COMMUNITY: 'Treffen und gute Taten',
    OPERATION: 'das, was Sie betreiben',
    NEWS: 'Neuigkeiten und Angebote',
  },
  fr: {
    SECURITY: 'la sécurité de votre compte',
    CHARGING: 'les recharges',
    RESERVATION: 'les créneaux réservés',
    BILL: 'les factures et les paiements',
    REWARD: 'les récompenses',
    PHOTO: 'les photos',
    FAVOURITE: 'les stations favorites',
    COMMUNITY: 'les rencontres et les bonnes actions',
    OPERATION: 'ce que vous gérez',
    NEWS: 'les nouvelles et les offres',
  },
}
