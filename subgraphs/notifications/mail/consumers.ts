import type { Handlers } from '#db/handling.ts'
import type { Services } from '../context.ts'
import type { NotificationsTables } from '../tables.ts'
import { keepLetter } from './letter.handler.ts'

/** What accounts writes to people: kept, sealed, until it is mailed. Letters of the past have been sent, or are too late. */
export const lettering = {
  'accounts.email-verification.requested': {
    news: (trx, event) => {
      const { purpose, userId } = event.data
      return keepLetter(trx, event, purpose === 'VERIFICATION' ? 'VERIFY' : userId === null ? 'REGISTER' : 'REGISTER_AGAIN')
    },
  },
  'accounts.password-reset.requested': { news: (trx, event) => keepLetter(trx, event, 'RESET') },
  'accounts.email-change.requested': { news: (trx, event) => keepLetter(trx, event, `CHANGE_${event.data.purpose}`) },
  'accounts.login.opened-on-new-device': {
    news: (trx, event) => keepLetter(trx, event, 'NEW_SIGN_IN', { device: event.data.device, signedInAt: event.occurredAt }),
  },
  'accounts.payout-notice.requested': {
    news: (trx, event) =>
      keepLetter(trx, event, 'PAYOUT_ACCOUNT_CHANGED', { account: event.data.account, restsUntil: event.data.restsUntil }),
  },
} satisfies Handlers<Services, NotificationsTables>
