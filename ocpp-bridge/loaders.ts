import { many, one } from '#lib/graphql/loaders.ts'
import { bulkCommands } from './bulk/bulk.queries.ts'
import { chargePoints } from './charge-point.queries.ts'
import { connections } from './connections/connection.queries.ts'
import { reports } from './device-model/report.queries.ts'
import { images } from './firmware/image.queries.ts'
import { lastBoots } from './history/boot.queries.ts'
import { uptimes } from './history/interval.queries.ts'
import { logFiles } from './logs/log-file.queries.ts'
import { backlogs, quarantined } from './quarantine/quarantine.queries.ts'
import { localLists } from './local-lists/local-list.queries.ts'
import type { Db } from './tables.ts'
import { commands } from './operations/command.queries.ts'
import { runs } from './runs/run.queries.ts'
import { connectorStatuses } from './transactions/connector.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  chargePoint: one(db, chargePoints, 'station_id'),
  connection: one(db, connections, 'station_id'),
  connectorStatuses: many(db, connectorStatuses, 'station_id'),
  lastBoot: one(db, lastBoots, 'station_id'),
  uptimes: many(db, uptimes, 'station_id'),
  quarantined: one(db, quarantined, 'id'),
  backlog: one(db, backlogs, 'station_id'),
  bulkCommand: one(db, bulkCommands, 'id'),
  command: one(db, commands, 'id'),
  report: one(db, reports, 'command_id'),
  localList: one(db, localLists, 'station_id'),
  run: one(db, runs, 'id'),
  firmwareImage: one(db, images, 'id'),
  logFile: one(db, logFiles, 'run_id'),
})
