import type { ApiScope } from '../../generated/graphql.ts'

const scopes: Record<ApiScope, string> = {
  STATIONS_READ: 'See your stations',
  CHARGERS_READ: 'See your chargers: connection, errors, settings',
  CHARGERS_WRITE: 'Register, change and retire stations and chargers',
  CHARGERS_COMMAND: 'Command chargers: start, stop, reset, unlock',
  SESSIONS_READ: 'See sessions at your stations',
  BILLING_READ: 'See bills, prices and totals',
  USERS_READ: 'See your customers',
  USERS_WRITE: 'Add and block customers and what they charge with',
  WEBHOOKS_WRITE: 'Say where you are told of events',
}

export const keysTexts = {
  back: 'Leave it as it is',
  scopes,
  secret: {
    title: (name: string) => `The secret of ${name}`,
    once: 'Keep it now in a safe place. It is not shown again.',
    kept: 'I have kept it',
    lost: (name: string) => `This was done already for ${name}, and its secret was shown then. If you do not have it, rotate it.`,
    close: 'Close',
  },
  keys: {
    title: 'Clients and keys',
    none: 'No client yet. Make one: a client is a program of yours, and its key lets it call the platform.',
    more: 'Show more',
    add: 'New client',
    name: 'Name',
    nameHint: 'What you will know the program by.',
    scopes: 'What it may do',
    inSandbox: 'For trying things out (sandbox)',
    sandboxHint: 'It sees what your sandbox clients have made, and nothing of the real world. This stays so.',
    make: 'Make the client',
    revoked: 'Revoked',
    sandbox: 'Sandbox',
    real: 'Real world',
    since: (day: string) => `made ${day}`,
    until: (day: string) => `works until ${day}`,
    unending: 'works until you end it',
    revokedSince: (day: string) => `Revoked since ${day}. None of its keys works.`,
    requests: (hour: string, day: string) => `At most ${hour} requests in an hour, ${day} in a day.`,
    noKey: 'It has no key that works. Rotate to get one.',
    rotate: 'Rotate the key',
    rotateTitle: (name: string) => `A new key for ${name}?`,
    rotateHint: 'You are shown the new key once. Put it into your program before the old one ends.',
    overlap: 'The old key works on for',
    overlaps: { '0': 'no longer: it ends at once', '24': 'one day', '168': 'one week' },
    revoke: 'Revoke the client',
    revokeTitle: (name: string) => `Revoke ${name} for good?`,
    revokeHint: 'All its keys stop working at once, and nothing is sent to its webhooks. This cannot be undone.',
    revokeKey: 'Revoke',
    revokeKeyTitle: (prefix: string) => `Revoke the key ${prefix}…?`,
    revokeKeyHint: 'Whatever calls with it is refused at once. This cannot be undone.',
  },
}

export type KeysTexts = typeof keysTexts
