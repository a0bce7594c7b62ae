import { Link } from '@tanstack/react-router'
import { useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Badge } from '../../../web/ui/badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { BillFlowLiveDocument, type BillShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { declineOf } from './decline.ts'
import { PayBill } from './pay-bill.tsx'
import { BILL_TONES } from './tones.ts'

interface Props {
  bill: BillShownFragment
  again: () => void
  /** On the page of what it is for it needs no name. */
  bare?: boolean
}

/** A bill in a list: for what, how much, how it stands, and what can be done about it. */
export function BillRow({ bill, again, bare = false }: Props) {
  const { pay } = useTexts()
  const format = useFormat()
  // What is paid can change still: a part of it goes back.
  useLive(BillFlowLiveDocument, { billId: bill.id }, bill.state === 'WRITTEN_OFF')
  // By the clock of the place, as the session has it.
  const timeZone = bill.session?.station.timeZone
  // Nobody has paid what is too little to be charged: it counts as settled, and is let off.
  const state = bill.why === 'TOO_LITTLE' ? 'WRITTEN_OFF' : bill.state
  const paidAt = state === 'PAID' ? bill.paidAt : null
  const name = bill.place?.name ?? (bill.reservation ? pay.bill.forSlot : bill.topUpId ? pay.bill.forTopUp : pay.bill.forSession)
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span className="min-w-0">
          {!bare && (
            <Link to="/bills/$id" params={{ id: bill.id }} className="block font-semibold hover:underline">
              {name}
            </Link>
          )}
          <span className="block text-sm text-soft">
            {paidAt ? pay.bill.paidAt(format.dayAndClock(paidAt, timeZone)) : format.dayAndClock(bill.openedAt, timeZone)}
          </span>
        </span>
        <span className="flex items-center gap-3">
          <span className="font-semibold">{format.money(bill.total)}</span>
          <Badge tone={BILL_TONES[state]}>{pay.bill.state[state]}</Badge>
        </span>
      </div>
      <Why bill={{ ...bill, state }} />
      <PayBill bill={bill} again={again} />
      <Papers bill={bill} bare={bare} />
    </>
  )
}

/** Why it is not simply paid, and what has gone back. */
function Why({ bill }: { bill: BillShownFragment }) {
  const { pay } = useTexts()
  const format = useFormat()
  const { why, declineCode, state, beingCorrected, nextStepAt, blocksUser, refunds, due } = bill
  const isOpen = state === 'OPEN' || state === 'OVERDUE'
  const reason = why === 'DECLINED' && declineCode !== null ? pay.declines[declineOf(declineCode)] : why && pay.bill.why[why]
  return (
    <>
      {beingCorrected && <Notice tone="info" title={pay.bill.corrected} />}
      {isOpen && reason && (
        <Notice tone={blocksUser ? 'danger' : 'warn'} title={reason}>
          {blocksUser && <p>{pay.bill.blocks}</p>}
          {nextStepAt && !blocksUser && <p className="text-sm text-soft">{pay.bill.nextTry(format.dayAndClock(nextStepAt))}</p>}
        </Notice>
      )}
      {state === 'WRITTEN_OFF' && reason && <p className="text-sm text-soft">{reason}</p>}
      {due.amountMinor < 0 && <p>{pay.bill.owed(format.money({ ...due, amount: due.amount.replace('-', '') }))}</p>}
      {refunds.map((refund) => (
        <p key={refund.id} className="text-sm">
          {pay.bill.refund(format.money(refund.amount))}: {pay.bill.refundState[refund.state]}
          {refund.reason && <span className="text-soft"> · {refund.reason}</span>}
        </p>
      ))}
    </>
  )
}

/** What was written of it, and where it comes from. */
function Papers({ bill, bare }: { bill: BillShownFragment; bare: boolean }) {
  const { pay } = useTexts()
  const link = 'text-brand underline'
  const { session, reservation, invoices, receiptUrl } = bill
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-2 text-sm print:hidden">
      {!bare && session && (
        <li>
          <Link to="/sessions/$id" params={{ id: session.id }} className={link}>
            {pay.bill.session}
          </Link>
        </li>
      )}
      {!bare && reservation && (
        <li>
          <Link to="/reservations/$id" params={{ id: reservation.id }} className={link}>
            {pay.bill.reservation}
          </Link>
        </li>
      )}
      {invoices.map((invoice) => (
        <li key={invoice.id}>
          <a href={invoice.pdfUrl} target="_blank" rel="noreferrer" className={link}>
            {pay.bill.invoice[invoice.kind]} {invoice.number}
          </a>{' '}
          <a href={invoice.xmlUrl} className={link} aria-label={`${invoice.number} XML`}>
            XML
          </a>
        </li>
      ))}
      {receiptUrl && bill.state === 'PAID' && (
        <li>
          <a href={receiptUrl} target="_blank" rel="noreferrer" className={link}>
            {pay.bill.receipt}
          </a>
        </li>
      )}
    </ul>
  )
}
