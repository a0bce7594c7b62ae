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
}

export async function loadSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, 'secrets.json')
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (kept !== null) return JSON.parse(kept) as Secrets
  const made: Secrets = {
    databaseAdmin: secret(),
    database: Object.fromEntries(SCHEMAS.map((schema) => [schema, secret()])) as Record<Schema, string>,
    token: newKeyPair(),
    caller: newKeyPair(),
    chainEntropy: randomBytes(16).toString('hex'),
  }
  // Never half a file, even when the process dies here.
  await writeFile(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return made
}

const secret = (): string => randomBytes(24).toString('base64url')
