import { lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '#lib/id.ts'
import { OCPP_LIMITS } from '../limits.ts'

const PREFIX = 'evergraph-uploads-'

/** Where uploads of this process lie until they are whole. Gives paths for them. */
export async function openUploadFolder(stack: AsyncDisposableStack): Promise<() => Promise<string>> {
  await removeLeft()
  const folder = await mkdtemp(join(tmpdir(), PREFIX))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  return async () => {
    // Another process may have taken it for one that was left.
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return join(folder, newId())
  }
}

/**
 * Removes what killed processes have left: halves of large files, which would fill the disk. In a folder of a living one that has not
 * changed for so long there is nothing.
 */
async function removeLeft(): Promise<void> {
  const oldest = Date.now() - 2 * OCPP_LIMITS.uploadMs
  for (const name of await readdir(tmpdir())) {
    const folder = join(tmpdir(), name)
    const about = name.startsWith(PREFIX) ? await lstat(folder).catch(() => null) : null
    // Those of others we may not remove.
    if (about !== null && about.mtimeMs < oldest) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}
