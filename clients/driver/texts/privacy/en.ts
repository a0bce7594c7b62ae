import type { AccountDeletionState, ConsentKind } from '../../generated/graphql.ts'

export const privacy = {
  title: 'Privacy and your data',
  kept: 'What is kept',
  keptLines: [
    'Your account: name, address, vehicles, cards, sign-ins and what you agreed to.',
    'Your charges with their bills, your bookings and your rewards. Bills stay as long as the law wants them.',
    'Photos that you sent for rewards, until you erase them or they have served.',
    'What you were told, and the devices that get messages.',
  ],
  keptHere: 'On this device: what you looked at last, so that you can read it without a network. Signing out removes it.',
  copy: 'A copy of your data',
  copyHint: 'All that the platform has of you, as one ZIP: tables and texts that other programs read.',
  request: 'Prepare a copy',
  gathering: 'Your copy is being gathered.',
  waitingFor: (n: number) => (n === 1 ? '1 part has not answered yet.' : `${n} parts have not answered yet.`),
  ready: (size: string, until: string) => `Your copy is ready: ${size}. It is removed on ${until}.`,
  missing: (parts: string) => `These parts did not answer in time and are not in it: ${parts}.`,
  download: 'Download',
  downloading: (percent: string) => `Downloading: ${percent}`,
  consents: 'What you agreed to',
  consentNames: {
    TERMS: 'The terms of use',
    MARKETING: 'News and offers by mail',
    ANALYTICS: 'That use of the app is measured',
  } satisfies Record<ConsentKind, string>,
  agreedOn: (day: string) => `since ${day}`,
  leave: 'Delete the account',
  leaveHint:
    'You have some days to come back. After that your name, address, photos and messages are gone. Bills and rewards stay without your name.',
  leaveSure: 'Delete your account?',
  leaveFollows: 'You are signed out on all other devices now. Signing in again before the day keeps the account.',
  stay: 'Keep the account',
  cancelLeave: 'Keep my account after all',
  states: {
    CHECKING: () => 'It is looked whether something is in the way.',
    SCHEDULED: (day: string) => `Your account is deleted on ${day}.`,
    WAITING: () => 'Your account is deleted as soon as what is under way has ended.',
    REFUSED: () => 'Your account was not deleted: something has to end first.',
    CANCELLED: () => 'You have kept your account.',
    DONE: () => 'Your account is deleted.',
  } satisfies Record<AccountDeletionState, (day: string) => string>,
}

export type PrivacyTexts = typeof privacy
