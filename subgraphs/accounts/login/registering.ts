import type { Context } from '../context.ts'
import { addressBlock } from './address-block.ts'

type Coming = Pick<Context, 'attempts' | 'clientAddress'>

/** Counts who comes to us new: by their address, and by the block of it. RATE_LIMITED after many. */
export async function countRegistration({ attempts, clientAddress }: Coming): Promise<void> {
  await attempts.count('registerByBlock', addressBlock(clientAddress))
  await attempts.count('registerByAddress', clientAddress)
}

/** The same of guests. They are counted apart: however many come, who registers there may. */
export async function countGuest({ attempts, clientAddress }: Coming): Promise<void> {
  await attempts.count('guestByBlock', addressBlock(clientAddress))
  await attempts.count('guestByAddress', clientAddress)
}
