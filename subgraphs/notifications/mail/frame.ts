import type { Language } from '../templates/text.ts'

/** What stands in a mail around what it says. */
export interface Frame {
  greeting: (name: string | null) => string
  unsubscribe: string
  settings: string
  /** Why it came, where it cannot be stopped. */
  always: string
  digest: (count: number) => string
}

export const FRAMES: Readonly<Record<Language, Frame>> = {
  en: {
    greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
    unsubscribe: 'No more mails of this kind',
    settings: 'What you are told of',
    always: 'You always get this mail: it is about the safety of your account.',
    digest: (count) => `Your day: ${count} ${count === 1 ? 'thing' : 'things'} to read`,
  },
  nl: {
    greeting: (name) => (name === null ? 'Hallo,' : `Hallo ${name},`),
    unsubscribe: 'Geen mails van deze soort meer',
    settings: 'Waarover je bericht krijgt',
    always: 'Je krijgt deze mail altijd: het gaat om de veiligheid van je account.',
    digest: (count) => `Je dag: ${count} ${count === 1 ? 'bericht' : 'berichten'}`,
  },
  de: {
    greeting: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
    unsubscribe: 'Keine Mails dieser Art mehr',
    settings: 'Worüber Sie benachrichtigt werden',
    always: 'Diese Mail bekommen Sie immer: Es geht um die Sicherheit Ihres Kontos.',
    digest: (count) => `Ihr Tag: ${count} ${count === 1 ? 'Nachricht' : 'Nachrichten'}`,
  },
  fr: {
    greeting: (name) => (name === null ? 'Bonjour,' : `Bonjour ${name},`),
    unsubscribe: 'Ne plus recevoir ces messages',
    settings: 'Ce dont vous êtes informé',
    always: 'Vous recevez toujours ce message, il concerne la sécurité de votre compte.',
    digest: (count) => `Votre journée\u00A0: ${count} ${count === 1 ? 'message' : 'messages'}`,
  },
}
