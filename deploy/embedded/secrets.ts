import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newKeyPair } from '#lib/auth.ts'
import { SCHEMAS, type Schema } from '#db/schemas.ts'

/** What an embedded platform must know again after a restart. Made at the first start, readable for its owner alone. */
export interface Secrets {
  databaseAdmin: string
  database: Record<Schema, string>
  /** Accounts signs access tokens with it. */
  token: { privateKey: string; publicKey: string }
  /** The gateway signs callers with it. */
  caller: { privateKey: string; publicKey: string }
  /** Entropy of the local chain's accounts, hex. */
  chainEntropy: string
  /** Links to photos on disk are signed with it. */
  files: string
}

export async function loadSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, 'secrets.json')
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  const before = kept === null ? null : (JSON.parse(kept) as Partial<Secrets>)
  // A folder from an earlier version lacks the secrets of younger boxes.
  if (before?.files && SCHEMAS.every((schema) => before.database?.[schema])) return before as Secrets
  const made: Secrets = {
    databaseAdmin: secret(),
    token: newKeyPair(),
    caller: newKeyPair(),
    chainEntropy: randomBytes(16).toString('hex'),
    files: secret(),
    ...before,
    database: Object.fromEntries(SCHEMAS.map((schema) => [schema, before?.database?.[schema] ?? secret()])) as Record<
      Schema,
      string
    >,
  }
  // Never half a file, even when the process dies here.
  await writeFile(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return made
}

const secret = (): string => randomBytes(32).toString('base64url')
