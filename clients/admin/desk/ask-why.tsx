import { useState, type ReactNode } from 'react'
import { AskFirst } from '../../web/ui/ask-first.tsx'
import type { Look } from '../../web/ui/button.tsx'
import { Field } from '../../web/ui/field.tsx'
import { useTexts } from '../texts/index.ts'

/** Asks first, and why: the reason stands in the audit. */
export function AskWhy(props: {
  label: string
  title: string
  look?: Look
  onYes: (reason: string) => Promise<unknown>
  children?: ReactNode
}) {
  const { label, title, look = 'danger', onYes, children } = props
  const { desk } = useTexts()
  const [reason, setReason] = useState('')
  return (
    <AskFirst label={label} title={title} back={desk.back} look={look} onAsk={() => setReason('')} onYes={() => onYes(reason)}>
      {children}
      <Field label={desk.reason} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
    </AskFirst>
  )
}
