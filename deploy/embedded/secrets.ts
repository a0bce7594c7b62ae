import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newKeyPair } from '#lib/auth.ts'
import { newMailKeys } from '#lib/mail/letter.ts'
import { SCHEMAS, type Schema } from '#db/schemas.ts'
import { newVapidKey } from '../../subgraphs/notifications/push/vapid.ts'

/** What an embedded platform must still know after a restart. Made at the first start, readable for its owner alone. */
export interface Secrets {
  databaseAdmin: string
  database: Record<Schema, string>
  /** Accounts signs access tokens with it. */
  token: { privateKey: string; publicKey: string }
  /** The gateway signs callers with it. */
  caller: { privateKey: string; publicKey: string }
  /** Encrypts what accounts may not keep readable: secrets of second factors. */
  accounts: string
  /** Letters are sealed for it; the box that sends mails opens them. */
  mail: { privateKey: string; publicKey: string }
  /** Browsers subscribe to pushes with its public half. With another one all of them would be lost. */
  vapid: string
  /** Entropy of the local chain's accounts, hex. */
  chainEntropy: string
  /** It signs links to photos on disk. */
  files: string
}

/** The data that a platform makes after its secrets. */
const DATA = ['postgres', 'chain', 'contracts.json', 'photos']

export async function loadSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, 'secrets.json')
  const before = await readKept(file)
  // New secrets would open nothing of the data that is there.
  const there = before ? undefined : DATA.find((name) => existsSync(join(folder, name)))
  if (there)
    throw new Error(
      `${folder} has data (${there}) and no secrets.json, without which nobody can open it. Put secrets.json back from a backup, or set EVERGRAPH_DATA to another folder to begin anew.`,
    )
  // A folder from an earlier version lacks the secrets of younger boxes.
  if (before?.files && before.accounts && before.mail && before.vapid && SCHEMAS.every((schema) => before.database?.[schema]))
    return before as Secrets
  const made: Secrets = {
    databaseAdmin: secret(),
    token: newKeyPair(),
    caller: newKeyPair(),
    accounts: secret(),
    mail: newMailKeys(),
    vapid: newVapidKey(),
    chainEntropy: randomBytes(16).toString('hex'),
    files: secret(),
    ...before,
    database: Object.fromEntries(SCHEMAS.map((schema) => [schema, before?.database?.[schema] ?? secret()])) as Record<
      Schema,
      string
    >,
  }
  // Renamed when whole, so that a crash never leaves half a file.
  await writeFile(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return made
}

async function readKept(file: string): Promise<Partial<Secrets> | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  try {
    return text === null ? null : (JSON.parse(text) as Partial<Secrets>)
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON. Put it back from a backup.`, { cause: error })
  }
}

const secret = (): string => randomBytes(32).toString('base64url')
