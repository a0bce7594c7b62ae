import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { copyFile, copyFolder, putFile } from './manifest.ts'

/** The server makes these again, or they belong to its process alone. */
const FILES = /^(postmaster\.(pid|opts)|backup_label|tablespace_map|pg_internal\.init)$|\/pg_internal\.init$|(^|\/)pgsql_tmp/
/** Of these only the empty folder is copied. */
const EMPTY = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\//

/**
 * Copies the data folder of a PostgreSQL that goes on working, by its own functions (`pg_backup_start`, `pg_backup_stop`). The copied files
 * do not fit together; the copied log repairs them when the copy is started. The copy is of the moment at which this resolves.
 */
export async function baseBackup(adminUrl: string, from: string, to: string): ReturnType<typeof copyFolder> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // It keeps the log that the copy needs, and ends with this connection.
    await client.query(`SELECT pg_create_physical_replication_slot('evergraph_backup_' || pg_backend_pid(), true, true)`)
    const { rows: begun } = await client.query<{ segment: string }>(
      `SELECT pg_walfile_name(pg_backup_start('evergraph', fast => true)) AS segment`,
    )
    const copied = await copyFolder(from, to, (path, isFolder) => (!isFolder && FILES.test(path)) || EMPTY.test(path))
    const { rows: ended } = await client.query<{ segment: string; labelfile: string }>(
      `SELECT pg_walfile_name(lsn) AS segment, labelfile FROM pg_backup_stop(wait_for_archive => false)`,
    )
    const [first, last] = [begun[0]?.segment ?? '', ended[0]?.segment ?? '']
    for (const name of await readdir(join(from, 'pg_wal'))) {
      const needed = name.endsWith('.history') || (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
      if (needed) copied.files[`pg_wal/${name}`] = await copyFile(join(from, 'pg_wal', name), join(to, 'pg_wal', name))
    }
    // With this file the server begins at the log. Without it, it would believe the copied files.
    copied.files['backup_label'] = await putFile(join(to, 'backup_label'), ended[0]?.labelfile ?? '')
    return copied
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The port on which the server of a data folder answers. */
export async function portOf(folder: string): Promise<number> {
  const PORT_LINE = 3
  return Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[PORT_LINE])
}
