import { audit } from '#db/audit.ts'
import { violates } from '#db/faults.ts'
import { emit } from '#db/outbox.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { isTextPart, keysetPage, idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { lockOwn, lockWorking } from '../client/client.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import type { Client, Manifest, Trx } from '../tables.ts'
import { changesOf, type Changes } from './changes.ts'
import { problemsOf, type Problem } from './graph.ts'
import {
  activate,
  countManifests,
  findActive,
  findManifest,
  insertManifest,
  listManifests,
  listOperations,
  operationsOf,
  retire,
  type StoredOperation,
} from './manifest.queries.ts'
import { bytesOf, digestOf, readManifest, refuseFaults } from './reading.ts'

interface VersionInput {
  clientId: string
  version: string
}

/** The versions of a client, the newest upload first; none for others than its partner and admins. */
export function manifestsOf({ db, caller }: Context, client: Client, args: PageArgs): Promise<Page<Manifest>> {
  const may = isSelfOr(caller, client.partner_id, 'ADMIN')
  return idPage(args, (page) => (may ? listManifests(db, client.id, page) : Promise.resolve([])))
}

/** A version of a client by its name; null where there is none, and for others than its partner and admins. */
export async function manifestOf({ db, caller }: Context, client: Client, version: string): Promise<Manifest | null> {
  if (!isSelfOr(caller, client.partner_id, 'ADMIN')) return null
  return (await findManifest(db, client.id, version)) ?? null
}

/** Its operations in the order of their names. It is for everybody who has been given the version, which only those who may are. */
export const operationsIn = ({ db }: Context, { id }: Manifest, args: PageArgs): Promise<Page<StoredOperation>> =>
  keysetPage({ args, fetch: (page) => listOperations(db, id, page), key: ({ name }) => [name], parts: [isTextPart] })

/** What no longer fits the present graph. It is for everybody who has been given the version. */
export const problemsIn = async ({ db }: Context, { id }: Manifest): Promise<Problem[]> => problemsOf(await operationsOf(db, id))

/**
 * What is other than in another version of its client, by default the active one; null if there is none. It is for everybody who has been
 * given the version.
 */
export async function changesFrom(
  { db }: Context,
  manifest: Manifest,
  version: string | null,
): Promise<Changes<StoredOperation> | null> {
  const before = await (version === null ? findActive(db, manifest.client_id) : findManifest(db, manifest.client_id, version))
  if (!before) return null
  return changesOf(await operationsOf(db, before.id), await operationsOf(db, manifest.id))
}

/**
 * Uploads a version of a client's manifest. It is served when it has been activated. The same upload again changes nothing. Every operation
 * must be the document that its hash says, and fit the present graph.
 */
export async function uploadManifest(
  { db, caller }: Context,
  { clientId, version, manifest: given }: VersionInput & { manifest: Readonly<Record<string, unknown>> },
): Promise<Manifest> {
  const { userId } = requireUser(caller)
  // Reading costs more than refusing: strangers do not get so far.
  await db.transaction().execute((trx) => lockWorking(trx, caller, clientId))
  const operations = readManifest(given)
  const pathOf = new Map(operations.map(({ name, path }) => [name, path]))
  refuseFaults(
    (await problemsOf(operations)).map(({ operation, message }) => ({
      path: pathOf.get(operation) ?? ['input', 'manifest'],
      message: `${operation} does not fit the graph: ${message}`,
    })),
  )
  const digest = digestOf(operations)
  const uploaded = db.transaction().execute(async (trx) => {
    await lockWorking(trx, caller, clientId)
    const known = await findManifest(trx, clientId, version)
    if (known?.digest.equals(digest)) return known
    if (known)
      throw refuse('VERSION_TAKEN', `Version ${version} has other operations, and stays as it is. Choose another name.`, [
        'input',
        'version',
      ])
    await checkRoom(trx, clientId)
    const manifest = await insertManifest(trx, { client_id: clientId, version, digest, bytes: bytesOf(operations) }, operations)
    // The gateway may believe that there is no such version: somebody called before it was uploaded.
    await emit(trx, 'partners.manifest.changed', clientId, { clientId, version })
    await audit(trx, userId, 'manifest.uploaded', clientId, { version, operations: operations.length })
    return manifest
  })
  return uploaded.catch((error: unknown) => Promise.reject(violates(error, 'manifest_space_full') ? noSpace() : error))
}

const noSpace = () =>
  refuse(
    'MANIFEST_SPACE_USED_UP',
    `The manifests of a partner's clients have at most ${PARTNERS_LIMITS.manifest.partnerBytes} bytes together, those of retired versions included.`,
  )

/** Has a version served, as the one of requests that name none. The one before is served on until it is retired. */
export function activateManifest({ db, caller }: Context, { clientId, version }: VersionInput): Promise<Manifest> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockWorking(trx, caller, clientId)
    const manifest = await existing(trx, clientId, version)
    if (manifest.active) return manifest
    if (manifest.retired_at)
      throw refuse('VERSION_RETIRED', `Version ${version} was retired. Upload it under another name.`, ['input', 'version'])
    const active = await activate(trx, manifest)
    await emit(trx, 'partners.manifest.changed', clientId, { clientId, version })
    await audit(trx, userId, 'manifest.activated', clientId, { version })
    return active
  })
}

/** Ends the serving of a version for good. The active one stays: another is activated before. Again changes nothing. */
export function retireManifest({ db, caller }: Context, { clientId, version }: VersionInput): Promise<Manifest> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockOwn(trx, caller, clientId)
    const manifest = await existing(trx, clientId, version)
    if (manifest.retired_at) return manifest
    if (manifest.active) throw refuse('CONFLICT', 'This version is active. Activate another one first.', ['input', 'version'])
    const retired = await retire(trx, manifest.id)
    await emit(trx, 'partners.manifest.changed', clientId, { clientId, version })
    await audit(trx, userId, 'manifest.retired', clientId, { version })
    return retired
  })
}

async function existing(trx: Trx, clientId: string, version: string): Promise<Manifest> {
  const manifest = await findManifest(trx, clientId, version)
  if (!manifest) throw notFound('version', ['input', 'version'])
  return manifest
}

async function checkRoom(trx: Trx, clientId: string): Promise<void> {
  const { served, versions } = PARTNERS_LIMITS.manifest
  if ((await countManifests(trx, clientId, { retired: false })) >= served)
    throw refuse('LIMIT_REACHED', `A client has at most ${served} versions that are not retired. Retire old ones.`)
  if ((await countManifests(trx, clientId, { retired: true })) >= versions)
    throw refuse('LIMIT_REACHED', `A client has at most ${versions} versions. Make another client.`)
}
