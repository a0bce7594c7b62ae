import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import { REMOVE } from '../jobs.ts'
import { keysOf } from '../photos/keys.ts'
import type { Trx } from '../tables.ts'
import { forgetPhoto, markSwept, saveStation, unsweptStationPhotos } from './station-photo.queries.ts'

export async function learnStation(trx: Trx, { data }: EventEnvelope<'stations.station.saved'>): Promise<void> {
  await saveStation(trx, { id: data.stationId, operator_id: data.operatorId })
}

/** Forgets photos that were never uploaded, or are removed, and clears away what came after a photo was ready. */
export async function sweepStationPhotos({ db, storage, jobs }: Pick<Services, 'db' | 'storage' | 'jobs'>): Promise<void> {
  for (const { id, ready_at: readyAt, removed_at: removedAt } of await unsweptStationPhotos(db)) {
    if (readyAt !== null && removedAt === null) {
      await storage.delete(keysOf(id).upload)
      await markSwept(db, id)
    } else
      await db.transaction().execute(async (trx) => {
        if (await forgetPhoto(trx, id)) await jobs.enqueue(trx, REMOVE, { photoIds: [id] }, { key: id })
      })
  }
}
