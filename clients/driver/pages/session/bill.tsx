import { useEffect } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { SessionBillDocument, type SessionBillQuery } from '../../generated/graphql.ts'
import { BillRow } from '../paying/bill.tsx'
import { HOLD_TONES } from '../paying/tones.ts'
import { useTexts } from '../../texts/index.ts'

const LOOK_MS = 1_500

/** What is held for a session, then its bill with all that was written of it. `over`: a bill is on its way. */
export const SessionBill = ({ id, over }: { id: string; over: boolean }) => (
  <View query={SessionBillDocument} variables={{ id }} skeleton={<></>}>
    {({ chargingSession }, again) => chargingSession && <Shown session={chargingSession} over={over} again={again} />}
  </View>
)

type Session = NonNullable<SessionBillQuery['chargingSession']>

function Shown({ session, over, again }: { session: Session; over: boolean; again: () => void }) {
  const { pay } = useTexts()
  const format = useFormat()
  const { bill, hold } = session
  // A bill is written after the record, an invoice after the bill, each by a box of its own.
  const waits = over && (!bill || bill.invoices.length === 0)
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(again, LOOK_MS)
    // Where nobody pays us there never is one.
    const end = setTimeout(() => clearInterval(timer), 20 * LOOK_MS)
    return () => {
      clearInterval(timer)
      clearTimeout(end)
    }
  }, [waits])
  if (!bill) {
    if (!hold) return null
    return (
      <Card title={pay.bill.title} aside={<Badge tone={HOLD_TONES[hold.state]}>{pay.hold.state[hold.state]}</Badge>}>
        <p>{over ? pay.bill.waits : `${pay.hold.heldNow}: ${format.money(hold.amount)}`}</p>
      </Card>
    )
  }
  return (
    <Card title={pay.bill.title}>
      <BillRow bill={bill} again={again} bare />
      <Button className="self-start print:hidden" onClick={() => globalThis.print()}>
        {pay.bill.print}
      </Button>
    </Card>
  )
}
