import { createHash, randomBytes } from 'node:crypto'
import type { OcppVersion } from './events.ts'

/**
 * What drivers show to chargers, where the platform makes it. OCPP compares these without regard to case, and 1.6 has room for 20
 * characters. No card, and nothing a user may register, begins with the prefix.
 */
export const OWN_PREFIX = 'EG'

/** Characters of what drivers show to chargers: the most that each version of OCPP has room for. */
export const ID_TOKEN_LIMITS = {
  least: 4,
  most: { '1.6': 20, '2.0.1': 36, '2.1': 255 } satisfies Record<OcppVersion, number>,
  groupName: 60,
} as const

/** 32 signs, 5 bits each; nothing that reads like something else. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM_SIGNS = 18

/** A new value that nobody can guess: 90 random bits. */
export const newIdToken = (): string => OWN_PREFIX + signsOf(randomBytes(RANDOM_SIGNS))

/**
 * What the identities of one group have in common at one station (1.6 `parentIdTag`, 2.x `groupIdToken`): any of them may stop what
 * another has started. It tells nothing of the user, is another one at each station, and starts nothing: it is no identity.
 */
export function groupIdToken(group: { userId: string; name: string | null; stationId: string }): string {
  const { userId, name, stationId } = group
  return (
    OWN_PREFIX +
    signsOf(
      createHash('sha256')
        .update(JSON.stringify([userId, name, stationId]))
        .digest(),
    )
  )
}

const signsOf = (bytes: Buffer): string => [...bytes.subarray(0, RANDOM_SIGNS)].map((byte) => SIGNS[byte % SIGNS.length]).join('')
