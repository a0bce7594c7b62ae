import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PayBillNowDocument, type BillShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ChooseWay } from './choose-way.tsx'
import { Confirm } from './confirm.tsx'
import { declineOf } from './decline.ts'
import { PayFault } from './pay-fault.tsx'
import { usePublishableKey } from './use-publishable-key.ts'
import type { Way } from './ways.ts'

/** Pays what is due of a bill: with what, the bank's word if it wants one, and why not. Nothing where nothing is due. */
export function PayBill({ bill, again }: { bill: BillShownFragment; again: () => void }) {
  const { pay } = useTexts()
  const format = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const publishableKey = usePublishableKey()
  const [open, setOpen] = useState(false)
  const [declined, setDeclined] = useState<string | null>(null)
  const { id, due, state, checkout, beingCorrected } = bill
  if (state === 'PAYING' && checkout)
    return (
      <Confirm
        about="bill"
        id={id}
        action={checkout}
        publishableKey={publishableKey}
        label={pay.bill.pay(format.money(due))}
        onDone={again}
      />
    )
  if (state === 'PAYING') return <Notice tone="info" title={pay.bill.onItsWay} />
  if (due.amountMinor <= 0 || beingCorrected || state === 'WRITTEN_OFF' || state === 'PAID') return null
  if (!open) {
    return (
      <Button look="primary" className="self-start print:hidden" onClick={() => setOpen(true)}>
        {pay.bill.pay(format.money(due))}
      </Button>
    )
  }
  const settle = async (way: Way, keepMethod: boolean) => {
    setDeclined(null)
    const { payBill } = await once(`bill/${id}/${due.amountMinor}/${way.key}`, (idempotencyKey) =>
      sdk.execute(PayBillNowDocument, {
        input: {
          billId: id,
          idempotencyKey,
          ...(way.kind === 'KEPT' && { methodId: way.method.id }),
          ...(way.kind === 'NEW' && { provider: way.provider, keepMethod }),
        },
      }),
    )
    if (payBill.state === 'OPEN' || payBill.state === 'OVERDUE') setDeclined(payBill.declineCode ?? '')
    again()
  }
  return (
    <section className="flex flex-col gap-3 rounded-md border border-line bg-sunk p-4 print:hidden">
      <ChooseWay
        amount={due}
        label={pay.bill.pay(format.money(due))}
        busyLabel={pay.bill.paying}
        busy={busy}
        said={
          <>
            {fault && <PayFault fault={fault} />}
            {declined !== null && <Notice tone="danger" title={pay.declines[declineOf(declined)]} />}
          </>
        }
        onPay={(way, keepIt) => void ask(() => settle(way, keepIt))}
      />
    </section>
  )
}
