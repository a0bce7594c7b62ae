import { useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useDraft } from '../../../web/session/draft.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { SaveTermsDocument, type TermsShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { typed } from '../equipment/plug.ts'
import { useIssues } from '../issues.ts'

const NUMBERS = [
  'minMinutes',
  'maxMinutes',
  'aheadDays',
  'changeUntilMinutes',
  'cancelUntilMinutes',
  'earlyStartMinutes',
  'noShowAfterMinutes',
  'lateStopMinutes',
  'keptFree',
] as const

/** On what terms slots can be booked here. */
export function Terms({ stationId, terms, again }: { stationId: string; terms: TermsShownFragment; again: () => void }) {
  const { station: texts, terms: names, form } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { issue } = useIssues(fault)
  const [saved, setSaved] = useState(false)
  const { draft, change, forget } = useDraft(`terms/${stationId}`, {
    open: terms.open,
    fees: terms.fees,
    numbers: Object.fromEntries(NUMBERS.map((name) => [name, String(terms[name])])) as Record<(typeof NUMBERS)[number], string>,
  })
  const put = (part: Partial<typeof draft>) => {
    setSaved(false)
    change(part)
  }
  const save = async () => {
    const numbers = Object.fromEntries(NUMBERS.map((name) => [name, typed(draft.numbers[name])]))
    await sdk.execute(SaveTermsDocument, { input: { stationId, open: draft.open, fees: draft.fees, ...numbers } })
    forget()
    setSaved(true)
    again()
  }
  return (
    <Card title={texts.terms}>
      <Form save={form.save} busy={busy} fault={fault} onSave={() => void ask(save)}>
        <Switch label={texts.open} on={draft.open} onChange={(open) => put({ open })} />
        {draft.open && (
          <>
            <Switch label={texts.fees} on={draft.fees} onChange={(fees) => put({ fees })} />
            <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-3">
              {NUMBERS.map((name) => (
                <Field
                  key={name}
                  label={names[name]}
                  inputMode="numeric"
                  value={draft.numbers[name]}
                  onChange={(event) => put({ numbers: { ...draft.numbers, [name]: event.target.value } })}
                  fault={issue(name)}
                />
              ))}
            </div>
          </>
        )}
        <p role="status">{saved && form.saved}</p>
      </Form>
    </Card>
  )
}
