import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { join, relative } from 'node:path'

/**
 * Holds a data folder for this process alone. The lock is a listening socket: it ends with the process, however that ends, and
 * cannot be mistaken for another process with the same number.
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true })
  // A socket's path may have about 100 bytes: the relative one is shorter.
  const path = relative(process.cwd(), join(folder, 'lock')) || 'lock'
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
