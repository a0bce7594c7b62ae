import { useEffect, useRef, useState } from 'react'
import { language } from '../../../web/i18n/language.ts'
import { useConfig } from '../../../web/shell/config.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useTexts } from '../../texts/index.ts'
import { declineOf, type Decline } from './decline.ts'
import { loadStripe, type Elements, type Outcome } from './stripe.ts'

interface Props {
  publishableKey: string
  clientSecret: string
  /** What the button says. */
  label: string
  /** Where the bank's page leads back to, if there is one. */
  returnUrl: string
  /** The provider has it. Whether it is good, the platform says. */
  onDone: () => void
}

interface Form {
  elements: Elements
  confirm: (elements: Elements) => Promise<Outcome>
}

/** The provider's own form in a frame of its own: a card's number never touches a page of ours. */
export function CardForm({ publishableKey, clientSecret, label, returnUrl, onDone }: Props) {
  const { pay } = useTexts()
  const { stripe: script } = useConfig()
  const place = useRef<HTMLDivElement>(null)
  const [form, setForm] = useState<Form | 'LOADING' | 'FAILED'>('LOADING')
  const [tries, setTries] = useState(0)
  const [decline, setDecline] = useState<Decline | null>(null)
  const [busy, setBusy] = useState(false)
  const locale = language.use()

  useEffect(() => {
    let gone = false
    let leave = () => undefined as void
    const show = async () => {
      if (script === null) throw new Error('No provider takes cards here.')
      const stripe = await loadStripe(script, publishableKey)
      // Another reader's page, or React looking twice: two forms would be two frames.
      if (gone || !place.current) return
      const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'stripe'
      const elements = stripe.elements({ clientSecret, locale, appearance: { theme } })
      const element = elements.create('payment')
      const ready = {
        elements,
        confirm: (given: Elements) => {
          const confirmation = { elements: given, confirmParams: { return_url: returnUrl }, redirect: 'if_required' } as const
          return clientSecret.startsWith('seti_') ? stripe.confirmSetup(confirmation) : stripe.confirmPayment(confirmation)
        },
      }
      element.on('ready', () => setForm(ready))
      element.on('loaderror', () => setForm('FAILED'))
      element.mount(place.current)
      leave = () => element.destroy()
    }
    setForm('LOADING')
    show().catch(() => gone || setForm('FAILED'))
    return () => {
      gone = true
      leave()
    }
  }, [script, publishableKey, clientSecret, returnUrl, locale, tries])

  const confirm = async (shown: Form) => {
    setBusy(true)
    setDecline(null)
    try {
      const { error } = await shown.confirm(shown.elements)
      if (error) setDecline(declineOf(error.decline_code, error.code))
      else onDone()
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-col gap-3">
      {form === 'LOADING' && <p role="status">{pay.form.loading}</p>}
      {form === 'FAILED' && (
        <Notice tone="danger" title={pay.form.failed}>
          <Button onClick={() => setTries(tries + 1)}>{pay.form.again}</Button>
        </Notice>
      )}
      <div ref={place} />
      {decline && <Notice tone="danger" title={pay.declines[decline]} />}
      {typeof form === 'object' && (
        <Button look="primary" busy={busy} onClick={() => void confirm(form)}>
          {busy ? pay.form.confirming : label}
        </Button>
      )}
    </div>
  )
}
