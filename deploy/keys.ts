import { randomBytes } from 'node:crypto'
import { newKeyPair } from '#lib/auth.ts'
import { SCHEMAS } from '#db/schemas.ts'

/** `node deploy/keys.ts >> deploy/.env`: fresh passwords and keys for a deployment, as lines of an environment file. */
const line = (pem: string): string => pem.trim().replaceAll('\n', '\\n')
const password = (): string => randomBytes(24).toString('base64url')
const [token, caller] = [newKeyPair(), newKeyPair()]

const variables = {
  DATABASE_ADMIN_PASSWORD: password(),
  ...Object.fromEntries(SCHEMAS.map((schema) => [`DATABASE_PASSWORD_${schema.toUpperCase()}`, password()])),
  ACCOUNTS_TOKEN_PRIVATE_KEY: line(token.privateKey),
  GATEWAY_ACCESS_PUBLIC_KEY: line(token.publicKey),
  GATEWAY_CALLER_PRIVATE_KEY: line(caller.privateKey),
  CALLER_PUBLIC_KEY: line(caller.publicKey),
}
for (const [name, value] of Object.entries(variables)) process.stdout.write(`${name}=${value}\n`)
