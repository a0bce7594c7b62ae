import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { NOTIFICATION_CHANNELS, type NotificationChannel } from '#lib/mail/notification.ts'
import { createBreaker } from '#lib/work/breaker.ts'
import { createLane, type Lane } from '#lib/work/lane.ts'
import { listen } from '#lib/work/listen.ts'
import { createRounds } from '#lib/work/rounds.ts'
import type { Channel, Channels } from './channel.ts'
import { claimDeliveries, claimDigests, DUE_CHANNEL, freeOrphans, KEEP_NUMBER } from './claim.queries.ts'
import { SENDING_LIMITS } from './limits.ts'
import { sendDelivery, sendDigest, type Answered, type Given } from './send.ts'

/** Sends what people are told by every channel. One for each process; they share the work by the database. */
export interface Sender extends AsyncDisposable {
  /** Looks for what is due. Resolves when it has begun. */
  sweep: () => Promise<void>
  /** Channels that are left alone, because their servers say nothing. */
  silent: () => NotificationChannel[]
}

/** What is due is also looked for at once when a transaction that has queued something commits, in whichever process. */
export async function startSender(given: Given & { channels: Channels; url: string }): Promise<Sender> {
  const { db, channels, log, url } = given
  const { promptAtOnce, bulkAtOnce, leaseMs, drainMs } = SENDING_LIMITS
  const claimedBy = randomInt(1, 2 ** 31 - 1)
  let stopped = false
  const byChannel = NOTIFICATION_CHANNELS.map((name) => lanesOf(channels.get(name) ?? absent(name)))

  /** A channel has lanes of its own, so that one that hangs holds up no other; and so has what nobody waits for. */
  function lanesOf(channel: Channel) {
    const { name } = channel
    const breaker = createBreaker({ ...SENDING_LIMITS, atOnce: promptAtOnce })
    const watched = async (work: Promise<Answered>) => {
      const answered = await work
      if (answered === true) breaker.answered()
      else if (answered === false) breaker.silent()
    }
    const lanes: Lane[] = []
    const underWay = () => lanes.reduce((sum, each) => sum + each.underWay.size, 0)
    // While it is left alone one message of all lanes tries whether it is back.
    const room = (most: number) => (mine: number) =>
      stopped ? 0 : breaker.isOpen() ? Math.min(1, breaker.room(underWay())) : most - mine
    const freed = () => wake()
    const lane = (most: number, urgencies: readonly number[]) =>
      createLane({
        room: room(most),
        claim: (limit) => claimDeliveries(db, { channel: name, urgencies, claimedBy, leaseMs, limit }),
        work: (delivery) => watched(sendDelivery(given, channel, delivery)),
        freed,
      })
    lanes.push(lane(promptAtOnce, [0, 1]), lane(bulkAtOnce, [2]))
    if (name === 'EMAIL')
      lanes.push(
        createLane({
          room: room(bulkAtOnce),
          claim: (limit) => claimDigests(db, { claimedBy, leaseMs, limit }),
          work: (digest) => watched(sendDigest(given, channel, digest)),
          freed,
        }),
      )
    return { name, breaker, lanes }
  }

  // Within a channel one lane after the other: that one message tries whether it is back is seen by the next.
  const inTurn = async ({ lanes }: { lanes: readonly Lane[] }) => {
    for (const lane of lanes) await lane.fill()
  }
  const rounds = createRounds(() => Promise.all(byChannel.map(inTurn)))
  // The next round tries again, and says so.
  const wake = () => void rounds.next().catch(() => undefined)
  const ears = await listen({
    url,
    name: 'evergraph-notifications-due',
    channels: { [DUE_CHANNEL]: wake },
    begin: (client) => client.query(KEEP_NUMBER, [claimedBy]),
    missed: wake,
    log,
  })

  return {
    sweep: async () => {
      await freeOrphans(db, claimedBy)
      await rounds.next()
    },
    silent: () => byChannel.filter(({ breaker }) => breaker.isOpen()).map(({ name }) => name),
    [Symbol.asyncDispose]: async () => {
      stopped = true
      await ears[Symbol.asyncDispose]()
      const underWay = byChannel.flatMap(({ lanes }) => lanes.flatMap((lane) => [...lane.underWay]))
      await Promise.race([Promise.all([rounds.underWay(), ...underWay]), wait(drainMs, undefined, { ref: false })]).catch(
        () => undefined,
      )
    },
  }
}

/** A channel that this process has not. */
const absent = (name: NotificationChannel): Channel => ({
  name,
  ready: false,
  send: () => Promise.reject(new Error(`${name} is not set up`)),
})
