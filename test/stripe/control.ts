import { keepCard } from './customers.ts'
import { closeDispute, openDispute } from './disputes.ts'
import type { Fault, Faults } from './faults.ts'
import type { HookHabits, Hooks } from './hooks.ts'
import { authenticate, createIntent, expireHolds, payByForm } from './intents.ts'
import { createRefund, settleRefund, settleRefunds } from './refunds.ts'
import { setUpByForm } from './setups.ts'
import { get, idOf, type Kind, type World } from './state.ts'
import { newAccount, payOutToBank, reverseTransfer, takeFee } from './transfers.ts'
import { balanceOf } from './balance.ts'

/** What only the sandbox can do. In process it is called; by the wire it is `POST /_control` with `{"do": "advance", "with": [60000]}`. */
export const openControl = (world: World, faults: Faults, hooks: Hooks, outage: (on: boolean) => void) => ({
  /** Moves the clock: holds expire, refunds that pend succeed, keys are forgotten after 24 hours. */
  advance(ms: number) {
    world.aheadMs += ms
    expireHolds(world)
    settleRefunds(world)
  },
  fault: (fault: Fault) => faults.add(fault),
  clearFaults: () => faults.clear(),
  /** Every connection is cut, and no hook is sent. */
  outage: (on: boolean) => outage(on),
  hooks: (habits: Partial<HookHabits>) => Object.assign(hooks.habits, habits),
  /** Resolves when no hook is on its way. */
  idle: () => hooks.idle(),
  /** Sends an event again. */
  again: (eventId: string) => void hooks.send(get(world, 'event', eventId)),
  /** A customer with a test card that was kept, e.g. `pm_card_visa`. */
  keepCard: (card = 'pm_card_visa') => keepCard(world, card),
  /** An operator's account. */
  account: () => newAccount(world),
  /** The user does what a payment or set-up asks of them; in a form they give this card. */
  customer(id: string, agrees = true, card = 'pm_card_visa') {
    if (id.startsWith('seti_')) return setUpByForm(world, id, card, agrees).status
    if (get(world, 'payment_intent', id).status === 'requires_action') return authenticate(world, id, agrees).status
    return payByForm(world, id, card, agrees).status
  },
  /** The payment that a client's secret is for. */
  bySecret: (secret: string) => secret.split('_secret_')[0] ?? '',
  pendingRefunds: (on: boolean) => void (world.pendingRefunds = on),
  settleRefund: (id: string, status: 'succeeded' | 'failed') => settleRefund(world, id, status).status,
  /** The payer's bank takes a payment back. */
  dispute: (paymentId: string, reason?: string) =>
    openDispute(world, idOf(get(world, 'payment_intent', paymentId).latest_charge), reason).id,
  closeDispute: (id: string, status: 'won' | 'lost') => closeDispute(world, id, status).status,
  reverseTransfer: (id: string) => reverseTransfer(world, id).id,
  payOutToBank: (amount: number, currency: string) => payOutToBank(world, amount, currency),
  takeFee: (amount: number, currency: string) => takeFee(world, amount, currency),
  /** A payment, or a refund, that somebody makes by the provider's own pages, and not through us. */
  foreignCharge(amount: number, currency: string) {
    const form = { amount: String(amount), currency, payment_method: 'pm_card_visa', confirm: 'true' }
    return createIntent(world, form).id
  },
  foreignRefund: (paymentId: string, amount: number) =>
    createRefund(world, { payment_intent: paymentId, amount: String(amount) }).id,
  /** Figures that are told of an object instead of the true ones; none: the truth again. */
  lie(id: string, told: Record<string, unknown> | null) {
    if (told) world.lies.set(id, told)
    else world.lies.delete(id)
  },
  searchLag: (ms: number) => void (world.searchLagMs = ms),
  object: (kind: Kind, id: string) => get(world, kind, id),
  objects: (kind: Kind) => [...world.tables[kind].values()],
  balance: (currency: string) => balanceOf(world, currency),
})

export type StripeControl = ReturnType<typeof openControl>
