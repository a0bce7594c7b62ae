import { hash, verify } from '@node-rs/argon2'
import { ACCOUNTS_LIMITS } from '../limits.ts'

/** OWASP's password storage cheat sheet: Argon2id (2 in the package's own enum) with 19 MiB, two passes, one lane. */
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Why a password cannot be taken for an account, as a sentence; null if it can. */
export function passwordFault(password: string, email: string): string | null {
  const { passwordMin: min, passwordMax: max } = ACCOUNTS_LIMITS
  const { length } = Array.from(password)
  if (length < min) return `A password has at least ${min} characters.`
  if (length > max) return `A password has at most ${max} characters.`
  if (normal(password).toLowerCase() === normal(email).toLowerCase()) return 'The password must not be the e-mail address.'
  if (new Set(password).size < 4) return 'The password repeats too few characters.'
  return null
}

/** The Argon2id hash in PHC form. The work is done off the event loop. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), OPTIONS)

/**
 * True if the password made the hash. Without a hash (nobody has that e-mail address) it does the same work, so that the time of the answer
 * tells nothing.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(storedHash ?? (await (nobody ??= hashPassword(crypto.randomUUID()))), normal(password))
  return matches && storedHash !== null
}

let nobody: Promise<string> | undefined

/** Prepares the hash for unknown addresses. Without this the first sign-in would take longer than the next. */
export const prepareVerification = async (): Promise<void> => void (await (nobody ??= hashPassword(crypto.randomUUID())))

/** The same password typed on two keyboards may come in two Unicode forms (NIST SP 800-63B §3.1.1.2). */
const normal = (text: string): string => text.normalize('NFKC')
