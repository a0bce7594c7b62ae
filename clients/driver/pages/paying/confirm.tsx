import { useState } from 'react'
import { Button } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useTexts } from '../../texts/index.ts'
import { CardForm } from './card-form.tsx'
import { backAddress, leaveTo } from './leaving.ts'

interface Props {
  /** What it is, as the address of the way back says: `hold=<id>`. */
  about: 'hold' | 'bill' | 'topUp' | 'paymentMethod'
  id: string
  action: { clientSecret?: string | null | undefined; approvalUrl?: string | null | undefined }
  /** Null where the provider has no form. */
  publishableKey: string | null | undefined
  label: string
  /** It was confirmed: what came of it is heard of soon. */
  onDone?: () => void
}

/** What only the payer can do: give a card on the provider's form, or agree on a page of the provider or the bank. */
export function Confirm({ about, id, action, publishableKey, label, onDone }: Props) {
  const { pay } = useTexts()
  const [done, setDone] = useState(false)
  const { clientSecret, approvalUrl } = action
  if (approvalUrl) {
    return (
      <Notice tone="info" title={pay.form.toBank}>
        <Button look="primary" onClick={() => leaveTo(approvalUrl)}>
          {pay.form.leave}
        </Button>
      </Notice>
    )
  }
  if (done || !clientSecret || !publishableKey) return <Notice tone="info" title={pay.form.waiting} />
  return (
    <CardForm
      publishableKey={publishableKey}
      clientSecret={clientSecret}
      label={label}
      returnUrl={backAddress(about, id)}
      onDone={() => {
        setDone(true)
        onDone?.()
      }}
    />
  )
}
