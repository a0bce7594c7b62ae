import { createReadStream } from 'node:fs'
import { newId } from '#lib/id.ts'
import type { Services } from '../context.ts'
import { complete } from '../runs/run.handler.ts'
import { deleteLogFile, findUpload, insertLogFile, noteStored, noteUpload, spentFiles } from './log-file.queries.ts'
import { digestOf, newToken } from '../wire/token-digest.ts'
import { fileName, uploadAddress } from './file-name.ts'

/** A new address to which a charger uploads the log of a run. */
export async function newUploadAddress({ db, config }: Services, runId: string): Promise<string | null> {
  if (config.files === null) return null
  const token = newToken()
  await noteUpload(db, runId, digestOf(token))
  return uploadAddress(config.files.url, token)
}

/** The upload that a token allows now; undefined for none. */
export const uploadOf = ({ db, inTurn }: Services, token: string) => inTurn('connections', () => findUpload(db, digestOf(token)))

export type Upload = NonNullable<Awaited<ReturnType<typeof uploadOf>>>

/** Puts a file that has come into the store, and completes its run. False if the run has its file already. */
export async function storeLog(
  ctx: Services,
  { id: runId, station_id, identity, name }: Upload,
  file: { path: string; bytes: number; name: string | null },
): Promise<boolean> {
  const { db, storage } = ctx
  if (storage === null) throw new Error('The bridge has no object store.')
  const safe = fileName(file.name ?? name, identity ?? 'charger')
  const key = `logs/${newId()}.${safe}`
  await insertLogFile(db, { key, run_id: runId, station_id, name: safe, bytes: file.bytes, stored_at: null })
  await storage.putStream(key, createReadStream(file.path), { contentLength: file.bytes })
  const stored = await db.transaction().execute(async (trx) => {
    const first = await noteStored(trx, key, runId)
    if (first) await complete(trx, runId)
    return first
  })
  if (!stored) await remove(ctx, key)
  else await removeSpentLogs(ctx, station_id)
  return stored
}

/** Removes files that are old or too much. */
export async function removeSpentLogs(ctx: Services, stationId?: string): Promise<void> {
  if (ctx.storage === null) return
  for (const { key } of await spentFiles(ctx.db, stationId)) await remove(ctx, key)
}

async function remove({ db, storage }: Services, key: string): Promise<void> {
  await storage?.delete(key)
  await deleteLogFile(db, key)
}
