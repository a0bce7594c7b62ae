import { emit } from '#db/outbox.ts'
import type { Services } from '../context.ts'
import { linkTo, sealed } from '../letters/sealed.ts'
import type { Trx, UserRow } from '../tables.ts'
import type { NewLogin } from './login.queries.ts'

/** Says that a user has signed in from where they have not been of late, with a letter if their address is proven. */
export async function tellNewDevice(
  trx: Trx,
  services: Pick<Services, 'config' | 'log'>,
  user: UserRow,
  login: NewLogin,
): Promise<void> {
  const { email: to, display_name: name, locale, id: userId } = user
  const letter = user.email_verified_at
    ? await sealed(services, 'NEW_DEVICE', { to, name, locale, link: linkTo(services, 'NEW_DEVICE') })
    : null
  const { id: loginId, device, method } = login
  await emit(trx, 'accounts.login.opened-on-new-device', loginId, { loginId, userId, device, method, letter })
}
