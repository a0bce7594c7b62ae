import { partOf } from '#db/person.ts'
import { BOXES } from '#lib/boxes.ts'
import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import { archiveOf } from './archive.ts'
import { boxesTold, findPieces, finishExport, insertPiece, lateExports, lockOpenExport } from './export.queries.ts'

/** A box has told a piece of its part. With the last piece of the last box the archive is made. */
export async function takePart(trx: Trx, { data }: EventEnvelope<'person.part.told'>): Promise<void> {
  const { exportId, userId: _, ...piece } = data
  // Locked: of two last pieces one sees the other.
  if (!(await lockOpenExport(trx, exportId))) return
  await insertPiece(trx, { export_id: exportId, ...piece })
  if ((await boxesTold(trx, exportId)).length === BOXES.length) await finish(trx, exportId)
}

/** Makes archives of what there is where a box did not answer in time. Their README names it. */
export async function finishLate({ db, config }: Services): Promise<void> {
  for (const { id } of await lateExports(db, config.exportWaitMs)) await db.transaction().execute((trx) => finish(trx, id))
}

async function finish(trx: Trx, id: string): Promise<void> {
  const wanted = await lockOpenExport(trx, id)
  if (!wanted) return
  const told = await boxesTold(trx, id)
  const missing = BOXES.map(({ name }) => name).filter((name) => !told.includes(name))
  const pieces = Map.groupBy(await findPieces(trx, id, told), ({ box }) => box)
  const parts = [...pieces].map(([box, own]) => [box, partOf(own.map(({ data }) => data))] as const)
  const of = { userId: wanted.user_id, askedAt: wanted.asked_at, missing }
  await finishExport(trx, id, archiveOf(of, Object.fromEntries(parts)), missing)
}
