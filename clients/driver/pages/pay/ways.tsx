import { useEffect, useState } from 'react'
import { once } from '../../../web/session/once.ts'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import {
  ForgetWayDocument,
  KeepWayDocument,
  MakeUsualWayDocument,
  type KeptWayFragment,
  type PaymentProvider,
  type PayWaysQuery,
} from '../../generated/graphql.ts'
import { Confirm } from '../paying/confirm.tsx'
import { declineOf } from '../paying/decline.ts'
import { PayFault } from '../paying/pay-fault.tsx'
import { METHOD_TONES } from '../paying/tones.ts'
import { wayName } from '../paying/way-name.ts'
import { keptOf } from '../paying/ways.ts'
import { useTexts } from '../../texts/index.ts'

const LOOK_MS = 1_000

/** The ways to pay that are kept: the usual one, adding, removing. */
export function Ways({ query, again }: { query: PayWaysQuery; again: () => void }) {
  const { pay } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [opened, setOpened] = useState<string | null>(null)
  const shown = keptOf(query.me).filter(({ state }) => state !== 'REMOVED')
  const add = async (provider: PaymentProvider) => {
    const { setUpPaymentMethod } = await once(`keep/${provider}`, (idempotencyKey) =>
      sdk.execute(KeepWayDocument, { input: { provider, idempotencyKey } }),
    )
    setOpened(setUpPaymentMethod.id)
    again()
  }
  return (
    <Card title={pay.ways.title}>
      {shown.length === 0 && <Empty>{pay.ways.none}</Empty>}
      <ul className="flex flex-col divide-y divide-line">
        {shown.map((way) => (
          <li key={way.id} className="flex flex-col gap-3 py-3 first:pt-0">
            <Kept way={way} query={query} again={again} open={opened === way.id} onOpen={() => setOpened(way.id)} />
          </li>
        ))}
      </ul>
      {fault && <PayFault fault={fault} />}
      <div className="flex flex-wrap gap-3">
        {query.paymentProviders.map(({ provider }) => (
          <Button key={provider} busy={busy} onClick={() => void ask(() => add(provider))}>
            {pay.ways.add[provider]}
          </Button>
        ))}
      </div>
    </Card>
  )
}

interface KeptProps {
  way: KeptWayFragment
  query: PayWaysQuery
  again: () => void
  /** Its form is shown. */
  open: boolean
  onOpen: () => void
}

function Kept({ way, query, again, open, onOpen }: KeptProps) {
  const { pay } = useTexts()
  const format = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [confirmed, setConfirmed] = useState(false)
  const { id, state, expired, isDefault, expiresOn } = way
  const waits = state === 'SETTING_UP'
  // The provider tells the platform, and nobody tells this page.
  useEffect(() => {
    if (!confirmed || !waits) return
    const timer = setInterval(again, LOOK_MS)
    return () => clearInterval(timer)
  }, [confirmed, waits, again])
  const label = (way.label && wayName(way.label)) ?? (way.provider === 'STRIPE' ? pay.choose.STRIPE : pay.choose.PAYPAL)
  const usual = async () => {
    await sdk.execute(MakeUsualWayDocument, { input: { paymentMethodId: id } })
    again()
  }
  const remove = async () => {
    await sdk.execute(ForgetWayDocument, { input: { paymentMethodId: id } })
    again()
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="min-w-0">
          <span className="block font-semibold">{label}</span>
          {expiresOn && <span className="block text-sm text-soft">{pay.ways.until(format.cardMonth(expiresOn))}</span>}
        </span>
        <span className="flex flex-wrap items-center gap-3">
          {expired ? (
            <Badge tone="warn">{pay.ways.expired}</Badge>
          ) : (
            <Badge tone={METHOD_TONES[state]}>{isDefault ? pay.ways.usual : pay.ways.state[state]}</Badge>
          )}
          {state === 'ACTIVE' && !isDefault && !expired && (
            <Button busy={busy} onClick={() => void ask(usual)}>
              {pay.ways.makeUsual}
            </Button>
          )}
          {waits && !open && <Button onClick={onOpen}>{pay.ways.goOn}</Button>}
          <AskFirst label={pay.ways.remove} title={pay.ways.removeSure(label)} back={pay.ways.keep} onYes={remove} />
        </span>
      </div>
      {fault && <PayFault fault={fault} />}
      {state === 'FAILED' && <Notice tone="danger" title={pay.declines[declineOf(way.declineCode)]} />}
      {waits && open && (
        <Confirm
          about="paymentMethod"
          id={id}
          action={way}
          publishableKey={query.paymentProviders.find(({ provider }) => provider === way.provider)?.publishableKey}
          label={pay.form.save}
          onDone={() => setConfirmed(true)}
        />
      )}
    </>
  )
}
