import { z } from 'zod'
import { env } from '#lib/config.ts'
import { serviceAccount } from './fcm.ts'
import { isVapidKey } from './vapid.ts'

const list = z.string().transform((text) => text.split(',').map((each) => each.trim()))

/** Where the browsers' push services are. A subscription elsewhere is refused: anybody could have us call any address. */
const SERVICES = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.services.mozilla.com',
  '*.notify.windows.com',
  '*.push.apple.com',
]

export const pushSettings = {
  /** Private key for pushes to browsers: 32 bytes in base64url. Browsers have subscribed to it: with another key all of them are lost. */
  NOTIFICATIONS_VAPID_PRIVATE_KEY: z.string().refine(isVapidKey, 'must be a private key of P-256 in base64url').optional(),
  /** Whom push services write to when something is wrong. Without it browsers get no pushes. */
  NOTIFICATIONS_VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, 'must be mailto:somebody@example.org, or a page with https')
    .optional(),
  /** Hosts of push services, by commas; *.example.org for all below. A whole origin is taken as it is written. */
  NOTIFICATIONS_PUSH_HOSTS: list
    .refine((hosts) => hosts.every((host) => /^(\*\.)?[a-z\d.-]+$|^https?:\/\/[^/]+$/.test(host)), 'must be hosts by commas')
    .default(SERVICES),
  /** The service account of Firebase: its file as one line of JSON. Without it Android's apps get no pushes. */
  NOTIFICATIONS_FCM_ACCOUNT: z
    .string()
    .transform((text, ctx) => {
      const read = serviceAccount.safeParse(parsedJson(text))
      if (read.success) return read.data
      ctx.addIssue({ code: 'custom', message: 'must be the JSON of a service account, as Firebase gives it' })
      return z.NEVER
    })
    .optional(),
  NOTIFICATIONS_FCM_URL: env.url('http:', 'https:').default('https://fcm.googleapis.com'),
  /** Apple's key (.p8), its id, the team, and the bundle ids of the apps by commas. Without them Apple's apps get no pushes. */
  NOTIFICATIONS_APNS_KEY: env.privateKey.optional(),
  NOTIFICATIONS_APNS_KEY_ID: z.string().optional(),
  NOTIFICATIONS_APNS_TEAM: z.string().optional(),
  NOTIFICATIONS_APNS_TOPICS: list.default([]),
  NOTIFICATIONS_APNS_URL: env.url('http:', 'https:').default('https://api.push.apple.com'),
  NOTIFICATIONS_APNS_SANDBOX_URL: env.url('http:', 'https:').default('https://api.sandbox.push.apple.com'),
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Read {
  apnsKey?: string | undefined
  apnsKeyId?: string | undefined
  apnsTeam?: string | undefined
  apnsTopics: string[]
}

/** What is missing beside what is set, a sentence each. */
export const pushFaults = (read: Read): string[] =>
  someOf(read) && !(read.apnsKey && read.apnsKeyId && read.apnsTeam && read.apnsTopics.length > 0)
    ? [
        'NOTIFICATIONS_APNS_KEY, NOTIFICATIONS_APNS_KEY_ID, NOTIFICATIONS_APNS_TEAM and NOTIFICATIONS_APNS_TOPICS belong together: set all of them, or none',
      ]
    : []

/** Otherwise whoever has misspelt one waits for pushes that never come. */
const someOf = ({ apnsKey, apnsKeyId, apnsTeam, apnsTopics }: Read): boolean =>
  [apnsKey, apnsKeyId, apnsTeam].some((one) => one !== undefined) || apnsTopics.length > 0
