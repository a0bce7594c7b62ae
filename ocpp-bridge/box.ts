import { defineBox } from '#box/define.ts'
import { createStorage } from '#lib/storage.ts'
import { createTurns } from '#lib/work/turns.ts'
import { advanceBulk } from './bulk/bulk.handler.ts'
import { saveChargePoint } from './charge-point.queries.ts'
import { takeStart, takeStop } from './commands/command.handler.ts'
import { ocppConfig } from './config.ts'
import { builder } from './builder.ts'
import { createAuthority } from './certificates/authority.ts'
import { renewCertificates } from './certificates/renewal.handler.ts'
import type { Context, Services } from './context.ts'
import { createFrameRecorder } from './frames/recorder.ts'
import { createFrameWatchers } from './frames/watchers.ts'
import { takeCost } from './costs/cost.handler.ts'
import { createLoaders } from './loaders.ts'
import { closeTransaction } from './transactions/forgotten.handler.ts'
import { takeLimit } from './operations/limit.handler.ts'
import { askForSlot, keepSlots, letSlotGo } from './operations/slot.handler.ts'
import { saveSlot } from './reservations/slot.queries.ts'
import { saveBlockedUser, saveIdToken, saveStanding } from './authorization/id-token.queries.ts'
import { keptSentence, replayKeptMessages } from './answers/kept-message.handler.ts'
import { keepLocalLists } from './operations/local-list.handler.ts'
import { askAfterBoot } from './operations/ask-after-boot.handler.ts'
import { OCPP_LIMITS } from './limits.ts'
import { removeSpentImages } from './firmware/image.handler.ts'
import { removeSpentLogs } from './logs/log-file.handler.ts'
import { past } from './past.ts'
import { person } from './person.ts'
import { pruneBridge } from './retention.ts'
import { serveChargePoints, type ChargePointPort } from './connections/serve.ts'
import { sweep } from './commands/sweep.handler.ts'
import './charge-point.schema.ts'
import './availability/availability.schema.ts'
import './charging-profiles/charging-profile.schema.ts'
import './data-transfers/data-transfer.schema.ts'
import './device-model/device-model.schema.ts'
import './asking/charging-profile.schema.ts'
import './charge-point-facts.schema.ts'
import './bulk/bulk.schema.ts'
import './frames/frame.schema.ts'
import './quarantine/quarantine.schema.ts'
import './operations/command.schema.ts'
import './asking/firmware.schema.ts'
import './asking/data-transfer.schema.ts'
import './asking/device-model.schema.ts'
import './asking/hardware.schema.ts'
import './certificates/certificate.schema.ts'
import './security-events/security-event.schema.ts'
import './asking/security.schema.ts'
import './logs/log-run.schema.ts'
import './costs/cost-display.schema.ts'
import './displays/display.schema.ts'
import './monitoring/monitoring.schema.ts'
import './asking/display.schema.ts'
import './asking/log.schema.ts'
import './asking/monitoring.schema.ts'
import './asking/local-list.schema.ts'
import './asking/trigger-message.schema.ts'
import './asking/reservation.schema.ts'
import './reservations/reservation.schema.ts'
import './runs/firmware-run.schema.ts'
import './firmware/image.schema.ts'

/** The bridge between chargers and the platform. It has its own port and the schema `ocpp`. Any number of processes may run. */
export const box = defineBox<Services, Context['loaders'], ChargePointPort>({
  name: 'ocpp',
  config: ocppConfig,
  statementMs: OCPP_LIMITS.statementMs,
  idleInTransactionMs: OCPP_LIMITS.idleInTransactionMs,
  graphConnections: OCPP_LIMITS.connectionsForGraph,
  services: async ({ config, db, log }, overrides, stack) => ({
    authority: config.authority && (await createAuthority(config.authority)),
    inTurn: createLanes(config.databasePoolSize),
    storage: overrides.storage ?? (config.files && createStorage(config.files.storage)),
    frames: stack.use(createFrameRecorder({ db, log })),
    frameWatchers: createFrameWatchers(db),
  }),
  consumers: {
    'stations.station.saved': (trx, event) => saveChargePoint(trx, event),
    'accounts.id-token.issued': (trx, event) => saveIdToken(trx, event),
    'accounts.user.blocked': (trx, event) => saveBlockedUser(trx, event),
    'payments.standing.changed': (trx, event) => saveStanding(trx, event),
    'charging.start.requested': takeStart,
    'charging.stop.requested': takeStop,
    'charging.cost.changed': takeCost,
    'charging.session.closed': (trx, { data }) => closeTransaction(trx, data),
    'reservations.reservation.changed': (trx, { data }) => saveSlot(trx, data),
    'reservations.charger.asked': (trx, { data }) => askForSlot(trx, data),
    'reservations.charger.released': (trx, { data }) => letSlotGo(trx, data.reservationId),
    'energy.limit.requested': (trx, { data }) => takeLimit(trx, data),
  },
  past,
  person,
  sandbox: true,
  builder,
  loaders: ({ db }) => createLoaders(db),
  repeats: (ctx) => [
    { what: 'keeping local lists', everyMs: ctx.config.sweepMs, task: () => keepLocalLists(ctx) },
    { what: 'asking chargers what they are', everyMs: OCPP_LIMITS.askEveryMs, task: () => askAfterBoot(ctx) },
    { what: 'keeping slots', everyMs: ctx.config.sweepMs, task: () => keepSlots(ctx) },
    { what: 'sweeping', everyMs: ctx.config.sweepMs, task: () => sweep(ctx) },
    { what: 'renewing certificates', everyMs: OCPP_LIMITS.certificateRenewEveryMs, task: () => renewCertificates(ctx) },
    { what: 'asking many chargers', everyMs: ctx.config.sweepMs, task: () => advanceBulk(ctx) },
    { what: 'working kept messages', everyMs: ctx.config.sweepMs, task: () => replayKeptMessages(ctx) },
  ],
  prune: async (ctx) => {
    await removeSpentLogs(ctx)
    await removeSpentImages(ctx)
    await pruneBridge(ctx)
  },
  degraded: async (ctx) => ({ keptMessages: await keptSentence(ctx) }),
  open: serveChargePoints,
})

/**
 * Sessions may have every turn, each other lane a quarter of them, so that some are always left. Sweeps, outcomes of commands and events
 * use the remaining connections.
 */
function createLanes(poolSize: number): Services['inTurn'] {
  const atOnce = Math.max(1, poolSize - OCPP_LIMITS.connectionsForOwnWork)
  const inTurn = createTurns(atOnce)
  return (lane, task) => inTurn(lane, lane === 'sessions' ? atOnce : Math.ceil(atOnce / 4), task)
}

if (import.meta.main) await box.run()
