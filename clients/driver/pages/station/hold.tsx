import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import {
  BlockAmountDocument,
  HoldFlowDocument,
  HoldFlowLiveDocument,
  LetHoldGoDocument,
  StartChargingDocument,
  type HoldShownFragment,
  type StationConnectorFragment,
} from '../../generated/graphql.ts'
import { ChooseWay } from '../paying/choose-way.tsx'
import { Confirm } from '../paying/confirm.tsx'
import { declineOf } from '../paying/decline.ts'
import { PayFault } from '../paying/pay-fault.tsx'
import { usePublishableKey } from '../paying/use-publishable-key.ts'
import type { Way } from '../paying/ways.ts'
import { useTexts } from '../../texts/index.ts'
import { startHeld, startWish } from './start.ts'

interface Props {
  connector: StationConnectorFragment
  vehicleId: string | undefined
  timeZone: string
  /** One that was begun here before: another page was looked at, or the bank's. */
  begun: string | null
  again: () => void
}

/** A start where an amount is held before: says how much, asks with what, waits for the bank, and starts. */
export function HoldAndStart(props: Props) {
  const { connector, begun, again } = props
  const { pay } = useTexts()
  const { sdk } = useSession()
  const format = useFormat()
  const { fault, busy, ask } = useAsking()
  const [holdId, setHoldId] = useState(begun)
  const wanted = connector.preauthorization
  if (holdId !== null) return <Hold key={holdId} id={holdId} {...props} another={() => setHoldId(null)} />
  if (!wanted) return null
  const { amount, ways, usableMinutes } = wanted
  const block = async (way: Way, keepIt: boolean) => {
    const wish = {
      connectorId: connector.id,
      amountMinor: amount.amountMinor,
      currency: amount.currency,
      ...(way.kind === 'KEPT' && { paymentMethodId: way.method.id }),
      ...(way.kind === 'NEW' && { provider: way.provider, keepMethod: keepIt }),
      ...(way.kind === 'WALLET' && { wallet: true }),
    }
    const { authorisePayment: hold } = await once(`hold/${connector.id}/${amount.amountMinor}/${way.key}`, (idempotencyKey) =>
      sdk.execute(BlockAmountDocument, { input: { ...wish, idempotencyKey } }),
    )
    startWish.keep(hold.id)
    setHoldId(hold.id)
  }
  return (
    <section className="flex flex-col gap-3 rounded-md border border-line bg-sunk p-4">
      <h3 className="font-semibold">{pay.hold.title(format.money(amount))}</h3>
      <p>{pay.hold.explain(usableMinutes)}</p>
      <ChooseWay
        amount={amount}
        ways={ways}
        label={pay.hold.confirm(format.money(amount))}
        busyLabel={pay.hold.confirming}
        busy={busy}
        said={
          fault && (
            <>
              <PayFault fault={fault} />
              {fault.code === 'HOLD_AMOUNT_CHANGED' && <Button onClick={again}>{pay.hold.changed}</Button>}
            </>
          )
        }
        onPay={(way, keepIt) => void ask(() => block(way, keepIt))}
      />
    </section>
  )
}

type Shown = Props & { id: string; another: () => void }

function Hold(props: Shown) {
  useLive(HoldFlowLiveDocument, { id: props.id })
  return (
    <View query={HoldFlowDocument} variables={{ id: props.id }}>
      {({ paymentHold }, again) => paymentHold && <State {...props} hold={paymentHold} again={again} />}
    </View>
  )
}

function State(props: Shown & { hold: HoldShownFragment }) {
  const { hold, another } = props
  const { pay } = useTexts()
  const format = useFormat()
  const publishableKey = usePublishableKey()
  const { state } = hold
  switch (state) {
    case 'CREATED':
      return <Notice tone="info" title={pay.form.waiting} />
    case 'REQUIRES_ACTION':
      return (
        <>
          <h3 className="font-semibold">{pay.hold.title(format.money(hold.amount))}</h3>
          <Confirm about="hold" id={hold.id} action={hold} publishableKey={publishableKey} label={pay.form.confirm} />
          <LetGo {...props} />
        </>
      )
    case 'AUTHORISED':
      return <Held {...props} />
    case 'CAPTURING':
    case 'CAPTURED':
      return null
    default:
      return (
        <Notice tone="danger" title={state === 'FAILED' ? pay.declines[declineOf(hold.declineCode)] : pay.hold.over[state]}>
          <Button onClick={another}>{pay.hold.another}</Button>
        </Notice>
      )
  }
}

/** The amount is held. Who had wished to start starts by itself; a reload asks for the same start again. */
function Held(props: Shown & { hold: HoldShownFragment }) {
  const { hold, connector, vehicleId, timeZone } = props
  const { pay } = useTexts()
  const format = useFormat()
  const { sdk } = useSession()
  const navigate = useNavigate()
  const { fault, busy, ask } = useAsking()
  const begun = useRef(false)
  const start = () =>
    ask(async () => {
      const input = { connectorId: connector.id, holdId: hold.id, ...(vehicleId !== undefined && { vehicleId }) }
      const { startCharging } = await startHeld(input, (idempotencyKey) =>
        sdk.execute(StartChargingDocument, { input: { ...input, idempotencyKey } }),
      )
      await navigate({ to: '/sessions/$id', params: { id: startCharging.id } })
    })
  useEffect(() => {
    if (begun.current || !startWish.has(hold.id)) return
    begun.current = true
    void start()
  })
  return (
    <>
      {!busy && <Notice tone="good" title={pay.hold.held(format.money(hold.amount), clock(hold, format, timeZone))} />}
      {busy && <Notice tone="info" title={pay.hold.starting} />}
      {fault && <PayFault fault={fault} />}
      <div className="flex flex-wrap gap-3">
        <Button look="primary" busy={busy} onClick={() => void start()}>
          {pay.hold.start}
        </Button>
        {!busy && <LetGo {...props} />}
      </div>
    </>
  )
}

const clock = ({ usableUntil }: HoldShownFragment, format: ReturnType<typeof useFormat>, timeZone: string) =>
  usableUntil ? format.clock(usableUntil, timeZone) : '–'

function LetGo({ hold, another }: Shown & { hold: HoldShownFragment }) {
  const { pay } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const letGo = async () => {
    await sdk.execute(LetHoldGoDocument, { input: { holdId: hold.id } })
    startWish.forget(hold.id)
    another()
  }
  return (
    <>
      {fault && <PayFault fault={fault} />}
      <Button busy={busy} onClick={() => void ask(letGo)}>
        {pay.hold.letGo}
      </Button>
    </>
  )
}
