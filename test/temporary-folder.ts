import { chmod, mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Room that a whole run of the tests is sure to find enough: databases, their logs, photos. */
const ROOM_BYTES = 6 * 2 ** 30
const MEMORY = '/dev/shm'

/**
 * A folder that PostgreSQL's own user can reach. It lies in memory where there is room for it: every test file clones a database, which is
 * more than a thousand files, and a disk's file system makes those ten times as slowly.
 */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join((await memoryHasRoom()) ? MEMORY : tmpdir(), 'evergraph-test-'))
  await chmod(folder, 0o755)
  return folder
}

async function memoryHasRoom(): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(MEMORY)
    return bavail * bsize > ROOM_BYTES && process.availableMemory() > ROOM_BYTES
  } catch {
    return false
  }
}
