import { ECDH } from 'node:crypto'
import { isSelf, requireUser } from '#lib/access.ts'
import { violates } from '#db/faults.ts'
import { badInput, DomainError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import type { Device } from '../tables.ts'
import { deleteDevice, goodUntil, listDevices, upsertDevice } from './device.queries.ts'
import { isPushEndpoint } from './endpoint.ts'

export interface DeviceInput {
  name?: string | null | undefined
  web?: { endpoint: string; p256dh: string; auth: string } | null | undefined
  fcm?: { token: string } | null | undefined
  apns?: { token: string; topic?: string | null | undefined; sandbox?: boolean | null | undefined } | null | undefined
}

/** Has the caller get pushes on a device. The same one again is the same; one that was somebody else's is the caller's alone. */
export async function registerDevice(ctx: Context, input: DeviceInput): Promise<Device> {
  const { userId, loginId = null, signedInAt } = requireUser(ctx.caller)
  const of = whatOf(ctx, input)
  if (!ctx.push.takes(of.kind)) throw refuse('CHANNEL_OFF', 'Pushes to such devices are not set up here.')
  const row = {
    id: newId(),
    user_id: userId,
    name: input.name?.trim() || null,
    login_id: loginId,
    good_until: goodUntil(signedInAt),
    ...of,
  }
  try {
    return await ctx.db.transaction().execute((trx) => upsertDevice(trx, row))
  } catch (error) {
    // The request was under way when its login was ended.
    if (violates(error, 'device_of_open_login')) throw new DomainError('UNAUTHENTICATED', 'Sign in again.')
    throw error
  }
}

/** Ends pushes to a device of the caller's. Where there is none, nothing happens. */
export async function unregisterDevice({ db, caller }: Context, deviceId: string): Promise<void> {
  const { userId } = requireUser(caller)
  await deleteDevice(db, userId, deviceId)
}

/** A user's devices, the newest first; null for others. */
export async function devicesPage({ db, caller }: Context, userId: string, args: PageArgs): Promise<Page<Device> | null> {
  return isSelf(caller, userId) ? idPage(args, (page) => listDevices(db, userId, page)) : null
}

type What = Pick<Device, 'kind' | 'address' | 'p256dh' | 'auth' | 'topic' | 'sandbox'>
const NOTHING = { p256dh: null, auth: null, topic: null, sandbox: null }

function whatOf({ config }: Context, { web, fcm, apns }: DeviceInput): What {
  if ([web, fcm, apns].filter(Boolean).length !== 1) throw badInput(['input'], 'Give one of `web`, `fcm` and `apns`.')
  if (web) {
    if (!isPushEndpoint(web.endpoint, config.pushHosts))
      throw badInput(['input', 'web', 'endpoint'], 'This is no address of a push service that is known here.')
    return { ...NOTHING, kind: 'WEB', address: web.endpoint, ...keysOf(web) }
  }
  if (fcm) return { ...NOTHING, kind: 'FCM', address: fcm.token }
  // One of the three is there.
  const { token, topic = null, sandbox } = apns as NonNullable<typeof apns>
  const known = topic ?? config.apnsTopics[0] ?? ''
  if (config.apnsTopics.length > 0 && !config.apnsTopics.includes(known))
    throw badInput(['input', 'apns', 'topic'], 'This is no app of the platform.')
  return { ...NOTHING, kind: 'APNS', address: token.toLowerCase(), topic: known, sandbox: sandbox ?? false }
}

/** The keys of a subscription, which must be of use: what cannot be encrypted for would fail each time. */
function keysOf({ p256dh, auth }: { p256dh: string; auth: string }): { p256dh: Buffer; auth: Buffer } {
  const keys = { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') }
  if (!isPoint(keys.p256dh)) throw badInput(['input', 'web', 'p256dh'], 'An uncompressed point of P-256 in base64url.')
  if (keys.auth.length !== 16) throw badInput(['input', 'web', 'auth'], '16 bytes in base64url.')
  return keys
}

function isPoint(key: Buffer): boolean {
  if (key.length !== 65 || key[0] !== 4) return false
  try {
    ECDH.convertKey(key, 'prime256v1')
    return true
  } catch {
    return false
  }
}
