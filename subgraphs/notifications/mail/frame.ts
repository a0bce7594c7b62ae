import type { Language } from '../templates/text.ts'

/** What stands in a mail around what it says. */
export interface Frame {
  greeting: (name: string | null) => string
  /** What the link says that stops mails about something. */
  unsubscribe: (about: string) => string
  settings: string
  /** Why it came, where it cannot be stopped. */
  always: string
  digest: (count: number) => string
}

export const FRAMES: Readonly<Record<Language, Frame>> = {
  en: {
    greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
    unsubscribe: (about) => `No more mails about ${about}`,
    settings: 'What you are told of',
    always: 'You always get this mail: it is about the safety of your account.',
    digest: (count) => `Your day: ${count} ${count === 1 ? 'thing' : 'things'} to read`,
  },
  nl: {
    greeting: (name) => (name === null ? 'Hallo,' : `Hallo ${name},`),
    unsubscribe: (about) => `Geen mails meer over ${about}`,
    settings: 'Waarover je bericht krijgt',
    always: 'Je krijgt deze mail altijd: het gaat om de veiligheid van je account.',
    digest: (count) => `Je dag: ${count} ${count === 1 ? 'bericht' : 'berichten'}`,
  },
  de: {
    greeting: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
    unsubscribe: (about) => `Keine Mails mehr über ${about}`,
    settings: 'Worüber Sie benachrichtigt werden',
    always: 'Diese Mail bekommen Sie immer: Es geht um die Sicherheit Ihres Kontos.',
    digest: (count) => `Ihr Tag: ${count} ${count === 1 ? 'Nachricht' : 'Nachrichten'}`,
  },
  fr: {
    greeting: (name) => (name === null ? 'Bonjour,' : `Bonjour ${name},`),
    unsubscribe: (about) => `Ne plus recevoir de messages sur ${about}`,
    settings: 'Ce dont vous êtes informé',
    always: 'Vous recevez toujours ce message, il concerne la sécurité de votre compte.',
    digest: (count) => `Votre journée\u00A0: ${count} ${count === 1 ? 'message' : 'messages'}`,
  },
}
