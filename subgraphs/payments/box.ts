import type { RequestListener } from 'node:http'
import { sql } from 'kysely'
import { prune } from '#db/prune.ts'
import { daysAgo } from '#db/time.ts'
import { defineBox } from '#box/define.ts'
import { dunBills } from './bills/dunning.handler.ts'
import { billRecord } from './bills/record.handler.ts'
import { billReservation } from './bills/reservation.handler.ts'
import { expireAdjustments } from './adjustments/adjustment.handler.ts'
import { ADJUSTMENT_LIMITS } from './adjustments/limits.ts'
import { builder } from './builder.ts'
import { paymentsConfig } from './config.ts'
import type { Context, Services } from './context.ts'
import { bindHold, learnStation, learnTariff, releaseFailed, sweepHolds } from './holds/hold.handler.ts'
import { issueWaiting } from './invoices/issue.handler.ts'
import { openRenderer } from './invoices/renderer.ts'
import { BOOKS_MS, checkBooks } from './ledger/books.ts'
import { PAYMENTS_LIMITS } from './limits.ts'
import { createLoaders } from './loaders.ts'
import { forgetAddresses } from './methods/method.queries.ts'
import { OPERATION_LIMITS } from './operations/limits.ts'
import { reopenSilent } from './operations/operation.queries.ts'
import { startRunner } from './operations/runner.ts'
import { past } from './past.ts'
import { draftPayouts } from './payouts/draft.handler.ts'
import { PAYOUT_LIMITS } from './payouts/limits.ts'
import { person } from './person.ts'
import { tellProviders } from './providers/said.handler.ts'
import { isSandbox, openProviders } from './providers/providers.ts'
import { isPublic, publicListener } from './public.ts'
import { RECONCILIATION_LIMITS } from './reconciliation/limits.ts'
import { reconcileDue } from './reconciliation/reconcile.handler.ts'
import { saveGuest } from './standing/guest.queries.ts'
import { subjects } from './subjects.ts'
import './bill-documents.schema.ts'
import './business/business.schema.ts'
import './holds/hold.schema.ts'
import './invoices/invoice.schema.ts'
import './bills/bill.schema.ts'
import './disputes/dispute.schema.ts'
import './adjustments/adjustment.schema.ts'
import './ledger/books.schema.ts'
import './paying/paying.schema.ts'
import './refunds/refund.schema.ts'
import './standing/standing.schema.ts'
import './methods/method.schema.ts'
import './operations/operation.schema.ts'
import './payouts/statement.schema.ts'
import './providers/provider.schema.ts'
import './reconciliation/reconciliation.schema.ts'
import './statements/statement.schema.ts'
import './top-ups/top-up.schema.ts'
import './wallet/wallet.schema.ts'

export interface Public {
  /** The graph at `/graphql`, and what is public at its own paths. */
  listener: RequestListener
  /** Only what is public, for a port that is open to the providers and to whoever has a link. */
  open: RequestListener
}

const SPENT = {
  provider_event: sql`received_at < ${daysAgo(OPERATION_LIMITS.keepEventsDays)}`,
  // What has not failed for so long is as if it never had.
  postponed: sql`until < ${daysAgo(1)}`,
}

/** Money: the ledger, wallets, holds, bills, invoices, refunds, payouts, and what the providers' books say of them. */
export const box = defineBox<Services, Context['loaders'], Public>({
  name: 'payments',
  config: paymentsConfig,
  services: async ({ db, config, log }, overrides, stack) => {
    const providers = overrides.providers ?? openProviders(config)
    const given = { db, config, log, providers, subjects, url: config.databaseUrl }
    return {
      providers,
      renderer: overrides.renderer ?? stack.use(openRenderer({ log })),
      runner: overrides.runner ?? stack.use(await startRunner(given)),
    }
  },
  person,
  builder,
  loaders: ({ db }) => createLoaders(db),
  consumers: {
    'accounts.user.registered': async (trx, { data }) => void (await saveGuest(trx, data)),
    'stations.station.saved': learnStation,
    'stations.tariff.saved': learnTariff,
    'charging.start.requested': (trx, { data }) => bindHold(trx, data),
    'charging.cdr.issued': billRecord,
    'reservations.fee.due': (trx, { data }, ctx) => billReservation(trx, data, ctx),
    'charging.session.failed': (trx, { data }) => releaseFailed(trx, data),
  },
  past,
  repeats: (services) => {
    const everyMs = services.config.sweepMs
    return [
      { what: 'working with providers', everyMs, task: services.runner.sweep },
      {
        what: 'looking again for what is lost',
        everyMs: OPERATION_LIMITS.mostPauseMs,
        task: () => reopenSilent(services.db, OPERATION_LIMITS.lostLookMs),
      },
      { what: 'letting holds go', everyMs, task: () => sweepHolds(services) },
      { what: 'writing invoices that waited', everyMs, task: () => issueWaiting(services) },
      { what: 'dunning', everyMs, task: () => dunBills(services) },
      { what: 'closing adjustments', everyMs: ADJUSTMENT_LIMITS.closeMs, task: () => expireAdjustments(services) },
      // Each by itself: one that is slow delays no other.
      ...[...services.providers.values()].map((provider) => ({
        what: `comparing the books with ${provider.name}`,
        everyMs: RECONCILIATION_LIMITS.lookMs,
        task: () => reconcileDue(services, provider),
      })),
      { what: 'drafting payouts', everyMs: PAYOUT_LIMITS.everyMs, task: () => draftPayouts(services) },
      { what: 'adding up the books', everyMs: BOOKS_MS, task: () => checkBooks(services) },
    ]
  },
  degraded: async ({ runner }) => ({
    providers:
      runner.silent().length === 0
        ? null
        : `Nothing of use from ${runner.silent().join(', ')}: it is away, or its keys are wrong. The log says why. It is tried again.`,
  }),
  requestTimeoutMs: PAYMENTS_LIMITS.publicMs,
  prune: async ({ db }) => {
    await prune(db, 'payments', SPENT)
    await forgetAddresses(db)
  },
  open: async (services, _stack, { listener }) => {
    await tellProviders(services)
    const { providers, config, log } = services
    log.info(
      { providers: [...providers.keys()], sandbox: isSandbox(config) },
      providers.size > 0 ? 'providers take payments' : 'no keys of a provider: whoever charges pays later',
    )
    // A box that has a builder has a graph.
    if (!listener) throw new Error('payments serves a graph')
    const open = publicListener(services)
    return {
      open,
      listener: (request, response) => (isPublic(request.url, services.config.publicUrl) ? open : listener)(request, response),
    }
  },
})

if (import.meta.main) await box.run()
