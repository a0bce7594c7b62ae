import { z } from 'zod'
import { ROLES, type Caller, type Role } from '#lib/auth.ts'
import type { Principal } from '../caller.ts'

/** Requests an hour, by role of a user, for ANONYMOUS (an address) and CLIENT (an API key), and for single users and keys by their id. */
export type Quotas = Readonly<Record<string, number>>

/** An app for people needs few. A console shows many live things, and people work with it all day. */
const STANDARD = { ANONYMOUS: 1_000, CLIENT: 1_000, DRIVER: 1_000 } as const
const CONSOLE = 10_000

const NAMES: ReadonlySet<string> = new Set([...ROLES, 'ANONYMOUS', 'CLIENT'])
const most = z.number().int().min(1).max(1_000_000_000)
const FORM = `must be off, or JSON such as {"OPERATOR": 20000, "<id of a user or key>": 50000}, with ${[...NAMES].join(', ')}`

/** The variable that changes them: JSON, or `off`, which is null. */
export const quotasShape = z
  .string()
  .default('{}')
  .transform((text, context): Quotas | null => {
    if (text === 'off') return null
    const read = z.record(z.string(), most).safeParse(jsonOf(text))
    if (read.success && Object.keys(read.data).every((name) => NAMES.has(name) || z.uuid().safeParse(name).success))
      return read.data
    context.addIssue({ code: 'custom', message: FORM })
    return z.NEVER
  })

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whom requests are counted for, and how many they may send in an hour. */
export interface Quota {
  readonly key: string
  readonly most: number
  /** How many in a day, of an API key. */
  readonly perDay?: number
}

/** The quota of a caller; of one we do not know, by its address. Null where there is not even an address. */
export function quotaOf(quotas: Quotas, { caller, quota }: Principal, address: string | undefined): Quota | null {
  if (caller.kind === 'user') {
    const roles = caller.roles.length > 0 ? caller.roles : DRIVERS
    return { key: userKey(caller.userId), most: quotas[caller.userId] ?? Math.max(...roles.map((role) => ofRole(quotas, role))) }
  }
  if (caller.kind === 'client')
    return {
      key: clientKey(caller.clientId),
      most: quotas[caller.clientId] ?? quota?.requestsPerHour ?? quotas['CLIENT'] ?? STANDARD.CLIENT,
      ...(quota && { perDay: quota.requestsPerDay }),
    }
  return address === undefined ? null : { key: `address:${address}`, most: quotas['ANONYMOUS'] ?? STANDARD.ANONYMOUS }
}

/** What a caller that we know is counted under. */
export const keyOf = (caller: Caller): string | undefined => {
  if (caller.kind === 'user') return userKey(caller.userId)
  return caller.kind === 'client' ? clientKey(caller.clientId) : undefined
}

export const clientKey = (clientId: string) => `client:${clientId}`
const userKey = (userId: string) => `user:${userId}`
const DRIVERS: readonly Role[] = ['DRIVER']
const ofRole = (quotas: Quotas, role: Role): number => quotas[role] ?? (role === 'DRIVER' ? STANDARD.DRIVER : CONSOLE)
