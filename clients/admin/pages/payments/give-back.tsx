import { useState } from 'react'
import { useClient } from 'urql'
import { EvergraphError } from '../../../sdk/errors.ts'
import { change } from '../../../web/graph/change.ts'
import { useFormat } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { PaymentsGiveBackDocument, type BillShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { minorUnits } from './minor.ts'

/** Gives back what was paid, or a part of it. Asked before, and done once however often it is sent. */
export function GiveBack({ of }: { of: BillShownFragment }) {
  const { payments: texts, desk } = useTexts()
  const { money } = useFormat()
  const pages = useClient()
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const digits = of.paid.amount.split('.')[1]?.length ?? 0
  const send = async () => {
    const amountMinor = minorUnits(amount, digits)
    if (amountMinor === null) throw new EvergraphError('BAD_USER_INPUT', texts.noAmount)
    // The answer has what is paid then; the cache shows it.
    await once(`refund/${of.id}/${amountMinor}`, (idempotencyKey) =>
      change(pages, PaymentsGiveBackDocument, { input: { billId: of.id, amountMinor, reason, idempotencyKey } }),
    )
  }
  return (
    <AskFirst
      label={texts.giveBack}
      title={texts.giveBackTo(of.user?.displayName ?? of.place?.name ?? '–')}
      yes={texts.giveBack}
      back={desk.back}
      onAsk={() => {
        setAmount(of.paid.amount)
        setReason('')
      }}
      onYes={send}
    >
      <p>{texts.giveBackMeans(money(of.paid))}</p>
      <Field
        label={texts.amountIn(of.paid.currency)}
        inputMode="decimal"
        value={amount}
        onChange={(event) => setAmount(event.target.value)}
      />
      <Field label={texts.reasonRead} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
    </AskFirst>
  )
}
