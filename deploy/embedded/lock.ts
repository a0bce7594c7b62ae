import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { dirname, join, relative, resolve } from 'node:path'

/**
 * Holds a data folder for this process alone. The lock is a listening socket. It ends with the process, however that ends. A pid in a file
 * could by now belong to another process.
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  await makeFolder(resolve(folder)).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The data folder ${folder} cannot be made: ${reason}. Set EVERGRAPH_DATA to a folder that you may write to.`, {
      cause: error,
    })
  })
  const path = lockOf(folder)
  if (await answers(path))
    throw new Error(`Another Evergraph already runs on the data in ${folder}. Stop it, or set EVERGRAPH_DATA to another folder.`)
  await rm(path, { force: true })
  const server = createServer((socket) => socket.destroy())
  server.listen(path)
  await once(server, 'listening')
  server.unref()
  return {
    [Symbol.asyncDispose]: async () => {
      server.close()
      await rm(path, { force: true })
    },
  }
}

/** Makes it level by level: Node's own recursive mkdir never returns where nothing can be made, such as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return
  await makeFolder(dirname(folder))
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

/** Whether a platform runs on the folder. */
export const isHeld = (folder: string): Promise<boolean> => answers(lockOf(folder))

// A socket's path may have about 100 bytes, and the relative path is shorter.
const lockOf = (folder: string): string => relative(process.cwd(), join(folder, 'lock')) || 'lock'

async function answers(path: string): Promise<boolean> {
  const socket = createConnection(path)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
