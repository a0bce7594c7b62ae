import { publicAgent } from '#lib/http/public-agent.ts'
import type { Log } from '#lib/log.ts'
import type { Config } from '../config.ts'
import { isOwn } from '../devices/endpoint.ts'
import type { Device } from '../tables.ts'
import type { Push, PushAnswer } from './answer.ts'
import { createApns } from './apns.ts'
import { createFcm } from './fcm.ts'
import { PUSH_LIMITS } from './limits.ts'
import { createServices } from './services.ts'
import { createVapid } from './vapid.ts'
import { sendWeb } from './web.ts'

type Send = (push: Push, device: Device) => Promise<PushAnswer>

/** The push services that are set up. */
export interface Senders {
  /** What browsers subscribe with; null where pushes to them are not set up. */
  vapidPublicKey: string | null
  takes: (kind: Device['kind']) => boolean
  /** Sends one push to one device of a kind that it takes. */
  send: Send
  /** Services that are left alone, because they say nothing. */
  silent: () => string[]
}

export function openSenders(config: Config, log: Log, stack: AsyncDisposableStack, callMs: number = PUSH_LIMITS.callMs): Senders {
  const { vapidPrivateKey, vapidSubject, fcmAccount, fcmUrl, apnsKey, apnsKeyId, apnsTeam } = config
  const sends = new Map<Device['kind'], Send>()
  const vapid = vapidPrivateKey && vapidSubject ? createVapid(vapidPrivateKey, vapidSubject) : null
  // Their addresses come from anybody.
  const agent = stack.adopt(publicAgent(), (open) => open.destroy())
  if (vapid)
    sends.set('WEB', (push, { address, p256dh, auth }) => {
      // The table has both for every browser.
      if (!p256dh || !auth) throw new Error('A browser without keys cannot be pushed to.')
      const dispatcher = isOwn(address, config.pushHosts) ? undefined : agent
      return sendWeb(push, { endpoint: address, keys: { p256dh, auth } }, { vapid, callMs, dispatcher })
    })
  if (fcmAccount) {
    const fcm = createFcm(fcmAccount, { url: fcmUrl, callMs })
    sends.set('FCM', (push, { address }) => fcm.send(push, address))
  }
  if (apnsKey && apnsKeyId && apnsTeam) {
    const urls = { PRODUCTION: config.apnsUrl, SANDBOX: config.apnsSandboxUrl }
    const apns = stack.use(createApns({ key: apnsKey, keyId: apnsKeyId, teamId: apnsTeam, urls, callMs }))
    sends.set('APNS', (push, { address, topic, sandbox }) =>
      apns.send(push, { token: address, topic: topic ?? '', sandbox: sandbox ?? false }),
    )
  }
  const say = createSeldom(log)
  const services = createServices()
  return {
    vapidPublicKey: vapid?.publicKey ?? null,
    takes: (kind) => sends.has(kind),
    async send(push, device) {
      const send = sends.get(device.kind)
      if (!send) throw new Error(`${device.kind} is not set up.`)
      const answer = await services.call(serviceOf(device), () => send(push, device))
      if (answer.state === 'REFUSED' || answer.state === 'LATER') say(answer)
      return answer
    },
    silent: services.silent,
  }
}

/** What hangs by itself: each of the two app services, Apple’s for developers, and each host that browsers subscribe at. */
const serviceOf = ({ kind, address, sandbox }: Device): string =>
  kind === 'WEB' ? new URL(address).host : kind === 'APNS' && sandbox === true ? 'APNS sandbox' : kind

/** Says at times why pushes are not taken: where a key is wrong each of them would be a line. */
function createSeldom(log: Log) {
  const saidAt = new Map<string, number>()
  return ({ reason, detail }: { reason: string; detail: string }) => {
    const now = performance.now()
    if (now < (saidAt.get(reason) ?? 0)) return
    // Reasons are a service's own words.
    if (saidAt.size > 100) saidAt.clear()
    saidAt.set(reason, now + PUSH_LIMITS.saySeldomMs)
    log.warn({ reason, detail }, 'pushes are not taken; where it stays so, look at the keys of this service')
  }
}
