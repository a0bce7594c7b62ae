import { z } from 'zod'
import { OCPP_LIMITS } from '../limits.ts'
import type { Json } from '../wire/frame.ts'

const PROTOCOLS = ['http:', 'https:', 'ftp:', 'ftps:', 'sftp:']

/** An address from which a charger fetches a file, or to which it uploads one. It is the charger that goes there, not we. */
export const location = z
  .string()
  .trim()
  .max(OCPP_LIMITS.locationLength, `At most ${OCPP_LIMITS.locationLength} characters.`)
  .refine(
    (given) => given.includes('://') && URL.canParse(given) && PROTOCOLS.includes(new URL(given).protocol),
    'A whole address with http, https, ftp, ftps or sftp, e.g. https://files.example.org/a.bin.',
  )

/** An address without its name and password, and these beside it: `secret` of a command's input is forgotten when it is over. */
export function withoutPassword(address: string): { location: string; secret?: string } {
  const url = new URL(address)
  if (url.username === '' && url.password === '') return { location: address }
  const secret = url.password === '' ? url.username : `${url.username}:${url.password}`
  url.username = url.password = ''
  return { location: url.href, secret }
}

/** The whole address. Put in by a function, because a dollar sign in a replacement text has a meaning of its own. */
export const withPassword = ({ location, secret }: { location: string; secret?: string | undefined }): string =>
  secret === undefined ? location : location.replace('://', () => `://${secret}@`)

/** An address as it may be shown: whoever has a signed one can fetch the file too. */
export const shownLocation = (address: unknown): string =>
  withoutPassword(String(address)).location.replace(/\?(?=.*signature=).*$/i, '?…')

/** How often a transfer is tried again, in the words of every version. */
export const tries = ({ retries, retryInterval }: { retries?: number | undefined; retryInterval?: number | undefined }): Json => ({
  ...(retries !== undefined && { retries }),
  ...(retryInterval !== undefined && { retryInterval }),
})
