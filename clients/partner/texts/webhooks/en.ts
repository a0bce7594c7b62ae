import { plurals } from '../../../web/i18n/plural.ts'
import type { WebhookDisabledBecause, WebhookKindName, WebhookMessageState } from '../../generated/graphql.ts'

const count = plurals('en')

const kinds: Record<WebhookKindName, string> = {
  SESSION_STARTED: 'A session at your station has begun',
  SESSION_COMPLETED: 'A session at your station has ended',
  RECORD_ISSUED: 'A bill was made, or taken back',
  RESERVATION_CHANGED: 'A reservation was made or has changed',
  STATION_SAVED: 'A station of yours was made or changed',
  STATION_AVAILABILITY_CHANGED: 'The availability of your station has changed',
  FAULT_REPORTED: 'A driver has reported a fault',
  FAULT_RESOLVED: 'A report of a fault is closed',
  ID_TOKEN_CHANGED: "A customer's card was issued, blocked or let in again",
}

const messageStates: Record<WebhookMessageState, string> = {
  WAITING: 'Waiting',
  DELIVERED: 'Delivered',
  FAILED: 'Failed',
  DROPPED: 'Not sent',
}

const because: Record<WebhookDisabledBecause, string> = {
  PARTNER: 'You have switched it off.',
  GONE: 'It has answered 410: that it is gone for good.',
  FAILING: 'It has failed for days without one success. Mend it, then switch it on again: what waits is sent then.',
  ADMIN: 'An administrator has switched it off, and alone switches it on again. Ask them.',
  NO_PARTNER: 'Its owner is no partner any more, or is blocked.',
}

export const webhooksTexts = {
  kinds,
  messageStates,
  webhooks: {
    title: 'Webhooks',
    one: 'Webhook',
    none: 'No webhook yet. Say below where your program is told of events.',
    clientFirst: 'A webhook belongs to a client. Make a client first.',
    toKeys: 'To clients and keys',
    gone: 'This webhook does not exist any more, or is not yours.',
    more: 'Show more',
    add: 'New webhook',
    client: 'Client',
    url: 'Address (URL)',
    urlHint: 'https, a host of the public internet, port 443 or 8443.',
    description: 'What it is for',
    kinds: 'What it is told of',
    make: 'Make the webhook',
    save: 'Save',
    saved: 'Saved.',
    change: 'Change address and kinds',
    states: { ON: 'On', FAILING: 'Failing', OFF: 'Off' },
    because,
    offSince: (at: string) => `Off since ${at}. Nothing is sent, and nothing new is kept for it.`,
    failingSince: (at: string) => `Every try has failed since ${at}.`,
    waiting: (n: number) => count(n, { one: '# message waits', other: '# messages wait' }),
    oneSecret: 'signed by one secret',
    twoSecrets: (at: string) => `signed by two secrets until ${at}`,
    test: 'Send a test event',
    tested: 'The test event is on its way. It is the first below.',
    enable: 'Switch on again',
    disable: 'Switch off',
    disableTitle: 'Switch this webhook off?',
    disableHint: 'What waits stays. Facts that come while it is off are not told later.',
    rotate: 'Rotate the secret',
    rotateTitle: 'A new secret?',
    rotateHint: 'You are shown it once. For one day messages are signed by both, so that your program has time.',
    replay: 'Send again',
    replayTitle: 'Which messages are sent again?',
    replayHint: 'They keep their ids: a program that has seen one may pass over it.',
    since: 'Written in',
    sinces: { '1': 'the last hour', '24': 'the last day', '720': 'the last 30 days' },
    whichReplay: 'Which of them',
    replays: { FAILED: 'Those that never arrived', ALL: 'Also those that did' },
    replaying: (n: number) => count(n, { one: '# message is sent again.', other: '# messages are sent again.' }),
    remove: 'Delete',
    removeTitle: 'Delete this webhook?',
    removeHint: 'Its secrets, its deliveries and all that waits go with it. This cannot be undone.',
    which: 'Deliveries shown',
    all: 'All',
    deliveries: 'Deliveries',
    noDeliveries: 'No delivery here. Send a test event to see one.',
    tries: (n: number) => count(n, { one: '# try', other: '# tries' }),
    nextTry: (at: string) => `next try ${at}`,
    posted: 'What is posted',
  },
}

export type WebhooksTexts = typeof webhooksTexts
