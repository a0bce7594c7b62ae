import type { Work } from '../operations/subject.ts'
import type { PaymentProvider, ProviderName } from '../providers/provider.ts'
import { sourcesOf } from '../refunds/give-back.ts'
import type { Bill, Hold, PaymentMethod, Trx } from '../tables.ts'
import { dueOf } from './due.ts'
import { lockWallet } from '../wallet/wallet.queries.ts'
import { BILL_LIMITS } from './limits.ts'
import { isSandbox } from '../providers/providers.ts'
import { isGuest } from '../standing/guest.queries.ts'
import { countGivenUp, defaultMethod, findHold, isUnderWay } from './position.queries.ts'
import type { Position } from './settle.ts'

/** What a bill stands on. With `again` its kept way to pay may be tried although it has failed before. */
export async function positionOf(
  trx: Trx,
  work: Work,
  bill: Bill,
  again: boolean,
): Promise<{ position: Position; hold: Hold | undefined; method: PaymentMethod | undefined }> {
  const { currency } = bill
  const { providers } = work
  const hold = bill.hold_id === null ? undefined : await findHold(trx, bill.hold_id)
  const blocked = hold?.state === 'AUTHORISED' ? hold : undefined
  const method = await defaultMethod(trx, bill.user_id)
  const terms = (name: ProviderName | 'WALLET') => {
    const provider = name === 'WALLET' ? undefined : providers.get(name)
    return { least: provider?.least(currency) ?? 1, step: provider?.step(currency) ?? 1 }
  }
  const by = method && providers.get(method.provider)
  // Infinite where nobody takes the currency.
  const least = Math.min(...[...providers.values()].map((provider) => provider.least(currency)))
  const without = whyNot(bill, { again, method, by, anybody: least < Infinity })
  // Who has chosen the wallet for the session pays by it what was not blocked, too. What went back of a top-up was in the wallet.
  const chosen = (hold?.provider === 'WALLET' && !blocked) || bill.kind === 'TOP_UP'
  return {
    hold: blocked,
    method,
    position: {
      dueMinor: dueOf(bill),
      owedMinor: bill.owed_minor,
      refundableMinor: room(await sourcesOf(trx, work, bill)),
      writtenOffMinor: bill.written_off_minor,
      waits: bill.waits,
      underWay: await isUnderWay(trx, bill),
      // Of another currency nothing is taken.
      hold: blocked ? { amountMinor: blocked.currency === currency ? blocked.amount_minor : 0, ...terms(blocked.provider) } : null,
      walletMinor: chosen ? await lockWallet(trx, bill.user_id, currency) : null,
      method: method && without === null ? { id: method.id, ...terms(method.provider) } : null,
      without: without ?? 'NO_METHOD',
      least,
      mayGiveUp:
        bill.paid_minor > 0 ||
        // Who cannot put money into a wallet has no way to pay so little, and must not be blocked for it.
        !(work.config.topUps || isSandbox(work.config)) ||
        (await countGivenUp(trx, bill.user_id)) < BILL_LIMITS.givenUpMonthly,
      lostMinor: bill.lost_minor,
      guestHasPaid: hold?.state === 'CAPTURED' && (await isGuest(trx, bill.user_id)),
    },
  }
}

const room = ({ sources }: Awaited<ReturnType<typeof sourcesOf>>): number =>
  sources.reduce((sum, { roomMinor }) => sum + roomMinor, 0)

/** Why the kept way to pay is not charged now; null if it may be. */
function whyNot(
  bill: Bill,
  {
    again,
    method,
    by,
    anybody,
  }: { again: boolean; method: PaymentMethod | undefined; by: PaymentProvider | undefined; anybody: boolean },
): Position['without'] | null {
  if (!anybody) return 'NO_PROVIDER'
  // Who has taken the money back by their bank is not charged behind their back.
  if (bill.lost_minor > 0 || bill.kind === 'TOP_UP') return 'NOT_NOW'
  if (!method || !by?.can.offSession || by.least(bill.currency) === Infinity) return 'NO_METHOD'
  if (method.id === bill.spent_method_id) return 'DECLINED'
  return bill.overdue_at !== null && !again ? 'NOT_NOW' : null
}
