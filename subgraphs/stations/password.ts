import { randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { z } from 'zod'
import { passwordText } from '#lib/charger-password.ts'
import { badInput } from '#lib/errors.ts'
import { STATIONS_LIMITS } from './limits.ts'

export type PasswordFormat = 'TEXT' | 'HEX'

/** A password that somebody has chosen, or the form of one to make (text by default). */
export interface PasswordChoice {
  password?: string | null | undefined
  passwordFormat?: PasswordFormat | null | undefined
}

const { passwordMin: min, passwordMax: max } = STATIONS_LIMITS

/** A password that chargers can take: 1.6's AuthorizationKey has 16 to 20 bytes, 2.x's BasicAuthPassword 16 to 40 characters. */
export const chosenPassword = z
  .string()
  .min(min, `A charger's password has at least ${min} characters.`)
  .max(max, `A charger's password has at most ${max} characters.`)
  .regex(/^[\x20-\x7e]*$/, "A charger's password has letters, digits and signs of ASCII alone.")
  .regex(/^(?! ).*(?<! )$/s, 'A space at either end is easily lost; leave it out.')

/** The hash to keep, and the password to show once; null if the caller chose it and knows it. */
export async function passwordFor({ password, passwordFormat }: PasswordChoice): Promise<{ hash: string; made: string | null }> {
  if (password != null && passwordFormat != null)
    throw badInput(['input', 'passwordFormat'], 'Choose a password, or the form of one to be made; not both.')
  const made = password == null ? newPassword(passwordFormat ?? 'TEXT') : null
  return { hash: await hash(passwordText(password ?? made ?? '')), made }
}

/** Refuses the identity as password: it is no secret, because it is in the charger's URL. Many chargers come with it. */
export function refuseOwnIdentity({ identity }: { identity: string }, { password }: PasswordChoice): void {
  if (password?.toLowerCase() === identity.toLowerCase())
    throw badInput(['input', 'password'], "The charger's identity is no secret; choose another password.")
}

/** 120 bits as 20 characters, or 160 bits as 40 digits. Both fit chargers of every version. */
const newPassword = (format: PasswordFormat): string =>
  format === 'HEX' ? randomBytes(20).toString('hex').toUpperCase() : randomBytes(15).toString('base64url')
