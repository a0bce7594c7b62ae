import { useState, type ReactNode } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { faultAt } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import {
  EmptyPurseDocument,
  FillingDocument,
  FillPurseDocument,
  PurseLiveDocument,
  type PayWaysQuery,
} from '../../generated/graphql.ts'
import { ChooseWay } from '../paying/choose-way.tsx'
import { Confirm } from '../paying/confirm.tsx'
import { declineOf } from '../paying/decline.ts'
import { PayFault } from '../paying/pay-fault.tsx'
import { usePublishableKey } from '../paying/use-publishable-key.ts'
import type { Way } from '../paying/ways.ts'
import { useTexts } from '../../texts/index.ts'

/** Credit is added in this currency. */
const CURRENCY = 'EUR'
const SOME_EUROS = '25'

/** Credit that pays without a card: what there is, adding to it, having it back. */
export function Purse({ query, again }: { query: PayWaysQuery; again: () => void }) {
  const { pay } = useTexts()
  const format = useFormat()
  const { sdk } = useSession()
  const [filling, setFilling] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  // Wallets have no id, so the cache does not know whose each is.
  useLive(PurseLiveDocument, {}, false, again)
  const purses = query.me?.wallets ?? []
  const empty = async (currency: string) => {
    await once(`empty/${currency}`, (idempotencyKey) => sdk.execute(EmptyPurseDocument, { input: { currency, idempotencyKey } }))
    again()
  }
  if (purses.length === 0 && query.paymentProviders.length === 0) return null
  return (
    <Card title={pay.purse.title}>
      {purses.length === 0 && <p className="text-soft">{pay.purse.none}</p>}
      <ul className="flex flex-col gap-3">
        {purses.map(({ balance, held }) => (
          <li key={balance.currency} className="flex flex-wrap items-center justify-between gap-3">
            <span>
              <strong>{format.money(balance)}</strong>
              {held.amountMinor > 0 && <span className="text-sm text-soft"> · {pay.purse.held(format.money(held))}</span>}
            </span>
            {balance.amountMinor > 0 && (
              <AskFirst
                look="plain"
                label={pay.purse.empty}
                title={pay.purse.emptySure(format.money(balance))}
                back={pay.purse.keep}
                onYes={() => empty(balance.currency)}
              />
            )}
          </li>
        ))}
      </ul>
      {filling !== null && <Filling id={filling} again={again} />}
      {query.paymentProviders.length > 0 && !open && (
        <Button className="self-start" onClick={() => setOpen(true)}>
          {pay.purse.fill}
        </Button>
      )}
      {open && (
        <Fill
          onBegun={(id) => {
            setFilling(id)
            setOpen(false)
          }}
        />
      )}
    </Card>
  )
}

function Fill({ onBegun }: { onBegun: (id: string) => void }) {
  const { pay } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [euros, setEuros] = useState(SOME_EUROS)
  const amountMinor = Math.round(Number(euros) * 100) || 0
  const fill = async (way: Way) => {
    const { topUpWallet } = await once(`fill/${amountMinor}/${way.key}`, (idempotencyKey) =>
      sdk.execute(FillPurseDocument, {
        input: {
          amountMinor,
          currency: CURRENCY,
          idempotencyKey,
          ...(way.kind === 'KEPT' && { paymentMethodId: way.method.id }),
          ...(way.kind === 'NEW' && { provider: way.provider }),
        },
      }),
    )
    onBegun(topUpWallet.id)
  }
  return (
    <section className="flex flex-col gap-3 rounded-md border border-line bg-sunk p-4">
      <Field
        label={pay.purse.amount}
        hint={pay.purse.hint}
        type="number"
        inputMode="decimal"
        min={5}
        max={250}
        step="0.01"
        value={euros}
        fault={faultAt(fault, 'amountMinor')}
        onChange={(event) => setEuros(event.target.value)}
      />
      <ChooseWay
        amount={{ amountMinor, currency: CURRENCY }}
        ways={['STRIPE', 'PAYPAL']}
        keepable={false}
        label={pay.purse.fill}
        busyLabel={pay.purse.filling}
        busy={busy}
        said={fault && fault.issues.length === 0 && <PayFault fault={fault} />}
        onPay={(way) => void ask(() => fill(way))}
      />
    </section>
  )
}

/** What becomes of a top-up. It is told by the wallet's own news. */
function Filling({ id, again }: { id: string; again: () => void }) {
  const { pay } = useTexts()
  const format = useFormat()
  const publishableKey = usePublishableKey()
  return (
    <View query={FillingDocument} variables={{ id }}>
      {({ topUp }, look) => {
        if (!topUp) return null
        switch (topUp.state) {
          case 'SUCCEEDED':
            return <Notice tone="good" title={pay.purse.filled(format.money(topUp.amount))} />
          case 'FAILED':
            return <Notice tone="danger" title={pay.declines[declineOf(topUp.declineCode)]} />
          default:
            return (
              <Live look={look} again={again}>
                <Confirm about="topUp" id={id} action={topUp} publishableKey={publishableKey} label={pay.purse.fill} />
              </Live>
            )
        }
      }}
    </View>
  )
}

function Live({ look, again, children }: { look: () => void; again: () => void; children: ReactNode }) {
  useLive(PurseLiveDocument, {}, false, () => {
    look()
    again()
  })
  return children
}
