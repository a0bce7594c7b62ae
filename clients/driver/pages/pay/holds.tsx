import { Link } from '@tanstack/react-router'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import {
  HoldFlowLiveDocument,
  LetHoldGoDocument,
  PayHoldsDocument,
  type HoldShownFragment,
  type PaymentHoldState,
} from '../../generated/graphql.ts'
import { PayFault } from '../paying/pay-fault.tsx'
import { HOLD_TONES } from '../paying/tones.ts'
import { useTexts } from '../../texts/index.ts'

/** What is neither taken nor let go yet. */
const STANDS = new Set<PaymentHoldState>(['CREATED', 'REQUIRES_ACTION', 'AUTHORISED', 'CAPTURING', 'RELEASING'])

export function Holds() {
  const { pay } = useTexts()
  return (
    <View query={PayHoldsDocument} skeleton={<></>}>
      {({ me }, again) => {
        const standing = me?.holds?.edges.map(({ node }) => node).filter(({ state }) => STANDS.has(state)) ?? []
        if (standing.length === 0) return null
        return (
          <Card title={pay.hold.heldNow}>
            <ul className="flex flex-col divide-y divide-line">
              {standing.map((hold) => (
                <li key={hold.id} className="flex flex-col gap-3 py-3 first:pt-0">
                  <Hold hold={hold} again={again} />
                </li>
              ))}
            </ul>
          </Card>
        )
      }}
    </View>
  )
}

function Hold({ hold, again }: { hold: HoldShownFragment; again: () => void }) {
  const { pay } = useTexts()
  const format = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  useLive(HoldFlowLiveDocument, { id: hold.id })
  const { id, amount, state, usableUntil, session } = hold
  const { station } = hold.connector
  const letGo = async () => {
    await sdk.execute(LetHoldGoDocument, { input: { holdId: id } })
    again()
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="min-w-0">
          <Link to="/stations/$id" params={{ id: station.id }} className="block font-semibold text-brand underline">
            {station.name}
          </Link>
          {usableUntil && !session && (
            <span className="block text-sm text-soft">{pay.ways.until(format.clock(usableUntil, station.timeZone))}</span>
          )}
        </span>
        <span className="flex flex-wrap items-center gap-3">
          <span className="font-semibold">{format.money(amount)}</span>
          <Badge tone={HOLD_TONES[state]}>{pay.hold.state[state]}</Badge>
          {!session && state !== 'RELEASING' && state !== 'CAPTURING' && (
            <Button busy={busy} onClick={() => void ask(letGo)}>
              {pay.hold.letGo}
            </Button>
          )}
        </span>
      </div>
      {session && (
        <Link to="/sessions/$id" params={{ id: session.id }} className="text-sm text-brand underline">
          {pay.bill.session}
        </Link>
      )}
      {fault && <PayFault fault={fault} />}
    </>
  )
}
