import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { newId } from '#lib/id.ts'
import type { Services } from '../context.ts'
import { complete } from '../runs/run.handler.ts'
import { deleteLogFile, findUpload, insertLogFile, noteStored, noteUpload, spentFiles } from './log-file.queries.ts'
import { fileName, UPLOADS } from './file-name.ts'

/**
 * A new address to which a charger uploads the log of a run. Its last part is a secret that no one can guess. Only its digest is kept, so
 * that nobody who reads the database can upload.
 */
export async function newUploadAddress({ db, config }: Services, runId: string): Promise<string | null> {
  if (config.files === null) return null
  const token = randomBytes(32).toString('base64url')
  await noteUpload(db, runId, digestOf(token))
  return new URL(`${UPLOADS}${token}`, config.files.url.replace(/\/?$/, '/')).href
}

/** The upload that a token allows now; undefined for none. */
export const uploadOf = ({ db, inTurn }: Services, token: string) => inTurn('connections', () => findUpload(db, digestOf(token)))

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

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
