/** What a bill stands on when it is settled. Amounts are minor units of the bill's currency. */
export interface Position {
  /** What is to be paid; below 0: what is to go back (`dueOf`). */
  dueMinor: number
  /** Of what is to go back: what a refund has failed to bring, which a person sends again. */
  owedMinor: number
  /** What its payments can still bring back: not what is disputed. */
  refundableMinor: number
  /** What was given up before. */
  writtenOffMinor: number
  /** What is billed is not known: a record was taken back, and the new one is not there. */
  waits: boolean
  /** An answer is awaited: to a capture of its hold, or to a charge. */
  underWay: boolean
  /** What is still blocked for its session: 0 where that is in another currency. */
  hold: { amountMinor: number; least: number; step: number } | null
  /** The user's wallet, in its currency; null unless they have chosen to pay by it. */
  walletMinor: number | null
  /** The kept way to pay that may be charged now, without its user. */
  method: { id: string; least: number; step: number } | null
  /** Why there is no such way. */
  without: 'NO_PROVIDER' | 'NO_METHOD' | 'DECLINED' | 'NOT_NOW'
  /** The least that any provider takes, for what is left over. */
  least: number
  /** What no provider takes may be given up. Not of who leaves such amounts again and again. */
  mayGiveUp: boolean
  /** What a bank has taken back of it: it was agreed to, and is owed again, by guests too. */
  lostMinor: number
  /** A guest whose blocked amount was taken: that is all they have agreed to, and nobody can ask them for more. */
  guestHasPaid: boolean
}

/** What is to be done next. Until an answer is awaited, or there is nothing to do, it is asked again. */
export type Step =
  /** Nothing, before something else is heard. */
  | { do: 'WAIT' }
  /** NET: what a refund has failed to bring is set against what its user owes since. */
  | { do: 'NET' | 'GIVE_BACK' | 'TAKE_BACK_WRITE_OFF' | 'FROM_WALLET' | 'CAPTURE'; amountMinor: number }
  | { do: 'GIVE_UP'; amountMinor: number; why: 'TOO_LITTLE' | 'ABOVE_HOLD' }
  | { do: 'CHARGE'; amountMinor: number; methodId: string }
  /** The blocked amount is not needed. */
  | { do: 'RELEASE' }
  /** All is paid. */
  | { do: 'PAID' }
  /** It cannot be had without its user: they are reminded. */
  | { do: 'REMIND'; why: 'NO_METHOD' | 'DECLINED' | 'NOT_NOW' }
  /** It is paid later: there is nobody who could take it. */
  | { do: 'LEAVE' }

/**
 * The next step to a paid bill: what we owe its user is set against what they owe. Then from the wallet if that was chosen, then from what is
 * blocked, the rest by the kept way to pay, else by dunning. It never takes more than is due, and nothing while an answer is awaited.
 */
export function nextStep(at: Position): Step {
  if (at.underWay || at.waits) return { do: 'WAIT' }
  const netted = at.owedMinor - Math.max(0, -at.dueMinor)
  if (netted > 0) return { do: 'NET', amountMinor: netted }
  if (at.dueMinor < 0) return overpaid(at)
  if (at.dueMinor === 0) return at.hold ? { do: 'RELEASE' } : { do: 'PAID' }
  const wallet = fromWallet(at)
  if (wallet > 0) return { do: 'FROM_WALLET', amountMinor: wallet }
  if (at.hold) {
    const part = takable(Math.min(at.dueMinor, at.hold.amountMinor), at.hold)
    return part > 0 ? { do: 'CAPTURE', amountMinor: part } : { do: 'RELEASE' }
  }
  if (at.guestHasPaid && at.dueMinor > at.lostMinor)
    return { do: 'GIVE_UP', amountMinor: at.dueMinor - at.lostMinor, why: 'ABOVE_HOLD' }
  if (at.without === 'NO_PROVIDER') return { do: 'LEAVE' }
  if (at.dueMinor < at.least) return giveUp(at, at.without)
  if (!at.method) return { do: 'REMIND', why: at.without }
  const rest = takable(at.dueMinor, at.method)
  return rest > 0 ? { do: 'CHARGE', amountMinor: rest, methodId: at.method.id } : giveUp(at, at.without)
}

const giveUp = ({ mayGiveUp, dueMinor }: Position, why: 'NO_METHOD' | 'DECLINED' | 'NOT_NOW'): Step =>
  mayGiveUp ? { do: 'GIVE_UP', amountMinor: dueMinor, why: 'TOO_LITTLE' } : { do: 'REMIND', why }

/** What was given up is no loss once it came; only the rest goes back. */
function overpaid({ dueMinor, owedMinor, refundableMinor, writtenOffMinor, hold }: Position): Step {
  if (writtenOffMinor > 0) return { do: 'TAKE_BACK_WRITE_OFF', amountMinor: Math.min(writtenOffMinor, -dueMinor) }
  const back = Math.min(-dueMinor - owedMinor, refundableMinor)
  if (back > 0) return { do: 'GIVE_BACK', amountMinor: back }
  return hold ? { do: 'RELEASE' } : { do: 'PAID' }
}

/** No more than is due, and so much less that a provider takes what is left over. */
function fromWallet({ dueMinor, walletMinor, hold, method }: Position): number {
  if (walletMinor === null || walletMinor >= dueMinor) return walletMinor === null ? 0 : dueMinor
  const least = hold?.least ?? method?.least ?? 0
  return dueMinor - walletMinor >= least ? walletMinor : Math.max(0, dueMinor - least)
}

/** What a provider can take of an amount: a multiple of its step, and nothing below its least. */
export function takable(amountMinor: number, { least, step }: { least: number; step: number }): number {
  const whole = amountMinor - (amountMinor % step)
  return whole < least ? 0 : whole
}
